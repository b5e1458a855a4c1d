import { nameOf } from '../workshops/shapes.sql.ts'

const rowMembers = `'id', r.id, 'siteId', r.site_id, 'status', r.status, 'aim', r.aim, 'weights', r.weights,
  'threshold', r.threshold, 'progress', r.progress, 'newcomers', r.newcomers, 'locals', r.locals,
  'pairCount', (select count(*) from match_pair x where x.match_run_id = r.id),
  'startedBy', (select a.name from account a where a.id = r.created_by), 'createdAt', r.created_at,
  'publishedAt', r.published_at, 'version', r.version`

/** $1 sites, $2 site, $3 made at and $4 id before, $5 rows. */
export const listRunsSql = {
  name: 'match-runs-list',
  text: `select json_build_object(${rowMembers}) as item, r.created_at as at, r.id
    from match_run r
    where r.site_id = any($1) and ($2::uuid is null or r.site_id = $2)
      and ($3::timestamptz is null or (r.created_at, r.id) < ($3, $4::uuid))
    order by r.created_at desc, r.id desc limit $5`,
}

const candidateJson = (candidacyId: string) =>
  `(select json_build_object('candidacyId', c.id, 'person', json_build_object('personId', p.id, 'name', ${nameOf('p')}))
    from candidacy c join person p on p.id = c.person_id where c.id = ${candidacyId})`

const betterJson = (best: string) => `case when ${best} is not null then json_build_object(
    'other', ${candidateJson(`(${best} ->> 'id')::uuid`)}, 'score', ${best} -> 'score',
    'takenBy', ${candidateJson(`(${best} ->> 'takenBy')::uuid`)}, 'because', ${best} -> 'because',
    'loss', ${best} -> 'loss') end`

/** $1 id, $2 sites. */
export const findRunSql = {
  name: 'match-run-find',
  text: `select json_build_object(${rowMembers}, 'scoringVersion', r.scoring_version, 'inputsHash', r.inputs_hash,
      'pins', r.pins, 'forbids', r.forbids, 'previousRunId', r.previous_run_id, 'missing', r.missing,
      'toTell', (select count(*) from match_pair x, unnest(array['newcomer', 'local']) side, outbox_message m
        where x.match_run_id = r.id and m.dedupe_key = 'duo-proposed:' || x.duo_id || ':' || side
          and m.status = 'not_reachable' and m.sent_at is null),
      'pairs', (select coalesce(json_agg(json_build_object('id', x.id,
          'newcomer', ${candidateJson('x.newcomer_candidacy_id')}, 'local', ${candidateJson('x.local_candidacy_id')},
          'score', x.score, 'coverage', x.coverage, 'parts', x.parts, 'pinned', x.pinned, 'change', x.change,
          'newcomerBest', ${betterJson('x.newcomer_best')}, 'localBest', ${betterJson('x.local_best')},
          'duoId', x.duo_id) order by x.score desc, x.id), '[]')
        from match_pair x where x.match_run_id = r.id),
      'unmatched', (select coalesce(json_agg(json_build_object(
          'candidate', ${candidateJson('u.candidacy_id')}, 'side', u.side, 'waitingDays', u.waiting_days,
          'reason', u.reason,
          'best', case when u.best_candidacy_id is not null
            then json_build_object('other', ${candidateJson('u.best_candidacy_id')}, 'score', u.best_score) end)
          order by u.waiting_days desc, u.candidacy_id), '[]')
        from match_unmatched u where u.match_run_id = r.id)) as run
    from match_run r where r.id = $1 and r.site_id = any($2)`,
}
