import {
  historyJson,
  holds,
  nameOf,
  personJson,
  staffJson,
  termJson,
  todayAt,
  venueRequestsJson,
} from '../workshops/shapes.sql.ts'

const hosts = `(select coalesce(json_agg(json_build_object('person', ${personJson('h.person_id')}, 'part', h.part)
    order by h.part desc, h.created_at, h.id), '[]')
  from proposal_host h where h.proposal_id = p.id)`

const rowMembers = `'id', p.id, 'siteId', p.site_id, 'title', p.title, 'status', p.status,
  'statusSince', p.status_since, 'category', ${termJson('p.category_term_id')}, 'hosts', ${hosts},
  'owner', ${staffJson('p.owner_account_id')}, 'receivedOn', p.received_on,
  'workshopId', (select w.id from workshop w where w.proposal_id = p.id), 'version', p.version`

const firstSessionOn = `(select min(s.starts_on) from workshop w join session s on s.workshop_id = w.id
  where w.proposal_id = p.id and s.status <> 'cancelled')`

/** The step's own owner, or that of the proposal. */
const stepJson = `json_build_object('step', t.step, 'state', t.state, 'reason', t.reason,
  'owner', ${staffJson('coalesce(t.owner_account_id, p.owner_account_id)')}, 'dueOn', t.due_on, 'doneOn', t.done_on,
  'minutes', t.minutes, 'note', t.note, 'version', t.version)`

const needJson = (n: string) => `json_build_object('id', ${n}.id, 'kind', ${n}.kind, 'description', ${n}.description,
  'coveredAt', ${n}.covered_at, 'coveredNote', ${n}.covered_note, 'version', ${n}.version)`

/** $1 sites, $2 now, $3 site, $4 status[], $5 owner, $6 category, $7 text, $8 may read names, $9 received and $10 id before, $11 rows. */
export const listProposalsSql = {
  name: 'proposals-list',
  text: `select json_build_object(${rowMembers},
      'needsUncovered', (select count(*) from proposal_need n where n.proposal_id = p.id and n.covered_at is null)
    ) as item,
      (select coalesce(json_agg(json_build_object('step', t.step, 'state', t.state, 'dueOn', t.due_on)), '[]')
        from proposal_step t where t.proposal_id = p.id) as steps,
      p.received_on as "receivedOn", p.id, ${firstSessionOn} as "firstSessionOn", ${todayAt('p.site_id', '$2')} as today
    from proposal p
    where p.site_id = any($1)
      and ($3::uuid is null or p.site_id = $3)
      and ($4::text[] is null or p.status = any($4))
      and ($5::uuid is null or p.owner_account_id = $5)
      and ($6::uuid is null or p.category_term_id = $6)
      and ($7::text is null or ${holds('p.title', '$7')}
        or ($8::boolean and exists (select from proposal_host h join person n on n.id = h.person_id
          where h.proposal_id = p.id and ${holds(nameOf('n'), '$7')})))
      and ($9::date is null or (p.received_on, p.id) < ($9, $10::uuid))
    order by p.received_on desc, p.id desc limit $11`,
}

/** Every proposal that somebody has to move on: $1 sites, $2 now. */
export const followProposalsSql = {
  name: 'proposals-follow',
  text: `select p.id, p.title, p.status, p.owner_account_id as "ownerId", p.received_on as "receivedOn",
      (select coalesce(json_agg(json_build_object('step', t.step, 'state', t.state, 'dueOn', t.due_on)), '[]')
        from proposal_step t where t.proposal_id = p.id) as steps,
      ${firstSessionOn} as "firstSessionOn", ${todayAt('p.site_id', '$2')} as today
    from proposal p where p.site_id = any($1) and p.status in ('submitted', 'accompanied', 'ready')`,
}

/** $1 id, $2 sites, $3 now. */
export const findProposalSql = {
  name: 'proposal-find',
  text: `select json_build_object(${rowMembers},
      'statusReason', p.status_reason, 'about', p.about, 'languages', p.languages,
      'wishedRhythm', p.wished_rhythm, 'channel', ${termJson('p.channel_term_id')},
      'minutes', (select coalesce(sum(t.minutes), 0) from proposal_step t where t.proposal_id = p.id),
      'steps', (select coalesce(json_agg(${stepJson}), '[]') from proposal_step t where t.proposal_id = p.id),
      'needs', (select coalesce(json_agg(${needJson('n')} order by n.covered_at is not null, n.created_at, n.id), '[]')
        from proposal_need n where n.proposal_id = p.id),
      'venueRequests', ${venueRequestsJson('r.proposal_id = p.id', 'p.today')},
      'history', ${historyJson('proposal', 'p.id')}) as proposal,
      ${firstSessionOn} as "firstSessionOn", p.today
    from (select proposal.*, ${todayAt('proposal.site_id', '$3')} as today
      from proposal where proposal.id = $1 and proposal.site_id = any($2)) p`,
}

/** $1 proposal, $2 step, $3 sites, $4 now. */
export const findStepSql = {
  name: 'proposal-step-find',
  text: `select t.id, t.site_id as "siteId", p.status, ${stepJson} as step,
      p.received_on as "receivedOn", ${firstSessionOn} as "firstSessionOn", ${todayAt('p.site_id', '$4')} as today
    from proposal_step t join proposal p on p.id = t.proposal_id
    where t.proposal_id = $1 and t.step = $2 and t.site_id = any($3)`,
}

/** $1 proposal, $2 need, $3 sites. */
export const findNeedSql = {
  name: 'proposal-need-find',
  text: `select ${needJson('n')} as need, n.site_id as "siteId", p.status
    from proposal_need n join proposal p on p.id = n.proposal_id
    where n.proposal_id = $1 and n.id = $2 and n.site_id = any($3)`,
}
