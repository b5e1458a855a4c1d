import { historyJson, nameOf, personJson } from '../workshops/shapes.sql.ts'

/** The names of those who found `a`: covered in what was written freely, for whoever may not know them. */
export const namesJson = `(select json_agg(n.name) from (
    select unnest(array[p.given_name, p.family_name, p.usual_name, p.own_script_name]) as name from person p
    where p.id = a.person_id or p.id in (select f.person_id from application_founder f where f.application_id = a.id)) n
  where n.name is not null)`
/** Whether this person sits in a round that has `a`, and has not said yet what they think of it. */
const toJudge = (reader: string) => `exists (select from jury_dossier d join jury_round r on r.id = d.round_id
    join jury_member m on m.round_id = d.round_id and m.removed_at is null and m.person_id = ${reader}::uuid
    left join jury_review v on v.application_id = d.application_id and v.member_id = m.id
  where d.application_id = a.id and r.status <> 'closed' and coalesce(v.status, 'assigned') = 'assigned'
    and (v.id is not null or a.status = 'in_jury'))`

/** The conditions of a decision, in their order. */
export const conditionsJson = (decision: string) => `(select coalesce(json_agg(json_build_object('id', c.id,
    'text', c.content, 'dueOn', c.due_on, 'metOn', c.met_on,
    'metBy', (select name from account where account.id = c.met_by)) order by c.number), '[]')
  from jury_condition c where c.decision_id = ${decision})`

/** SQL expressions; `a` is a row of `application`. */
const rowMembers = `'id', a.id, 'siteId', a.site_id, 'person', ${personJson('a.person_id')},
  'founders', 1 + (select count(*) from application_founder f where f.application_id = a.id),
  'cohort', (select json_build_object('id', c.id, 'name', c.name) from interlab_cohort c where c.id = a.cohort_id),
  'project', a.project, 'sector', a.sector, 'language', a.language, 'status', a.status, 'statusSince', a.status_since,
  'submittedAt', a.submitted_at,
  'juryRoundId', (select d.round_id from jury_dossier d where d.application_id = a.id order by d.created_at desc limit 1),
  'version', a.version`

/** $1 sites, $2 site, $3 cohort, $4 status, $5 since and $6 id before, $7 rows, $8 person who reads. */
export const listApplicationsSql = {
  name: 'applications-list',
  text: `select a.id, a.status_since::text as since, json_build_object(${rowMembers}) as item,
      case when ${toJudge('$8')} then coalesce(${namesJson}, '[]') end as names
    from application a
    where a.site_id = any($1)
      and ($2::uuid is null or a.site_id = $2)
      and ($3::uuid is null or a.cohort_id = $3)
      and ($4::text is null or a.status = $4)
      and ($5::timestamptz is null or (a.status_since, a.id) < ($5, $6::uuid))
    order by a.status_since desc, a.id desc limit $7`,
}

/** $1 id, $2 sites, $3 now, $4 person who reads. */
export const findApplicationSql = {
  name: 'application-find',
  text: `select json_build_object(${rowMembers},
      'coFounders', (select coalesce(json_agg(${personJson('f.person_id')} order by ${nameOf('p')}), '[]')
        from application_founder f join person p on p.id = f.person_id where f.application_id = a.id),
      'formVersion', a.form_version, 'answers', a.answers, 'helpedBy', a.helped_by, 'statusReason', a.status_reason,
      'linkExpiresAt', (select l.expires_at from application_link l
        where l.application_id = a.id and l.revoked_at is null and l.expires_at > $3),
      'incubationId', (select i.id from incubation i where i.application_id = a.id),
      'decisions', (select coalesce(json_agg(json_build_object('roundId', d.round_id, 'outcome', d.outcome,
          'decidedAt', d.decided_at, 'communicatedAt', d.communicated_at, 'reason', d.reason, 'feedback', d.feedback,
          'conditions', ${conditionsJson('d.id')},
          'redirectedTo', (select name from partner where partner.id = d.partner_id))
          order by d.decided_at desc, d.id desc), '[]') from jury_decision d where d.application_id = a.id),
      'history', ${historyJson('application', 'a.id')}) as application,
      case when ${toJudge('$4')} then coalesce(${namesJson}, '[]') end as names
    from application a where a.id = $1 and a.site_id = any($2)`,
}
