import type { Db } from '../../platform/db/database.ts'

const trainedSql = {
  name: 'proposal-hosts-trained',
  text: `update proposal_step t set state = 'done', done_on = $2
    from proposal p
    where p.id = t.proposal_id and t.step = 'train' and t.state = 'todo' and p.status not in ('withdrawn', 'declined')
      and exists (select from proposal_host h where h.proposal_id = p.id and h.person_id = any($1))
      and not exists (select from proposal_host h
        where h.proposal_id = p.id and not interra.is_trained(h.person_id, 'host', $2))
    returning p.id, p.site_id as "siteId"`,
}

/**
 * The step "train" of proposals is done once all their hosts hold an attestation of the host training. Answers the
 * proposals concerned. `day`: local date.
 */
export function completeTrainSteps(
  db: Db,
  personIds: readonly string[],
  day: string,
): Promise<{ readonly id: string; readonly siteId: string }[]> {
  return db.hot<{ id: string; siteId: string }>(trainedSql, [personIds, day])
}
