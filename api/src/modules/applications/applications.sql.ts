import { historyJson, nameOf, personJson } from '../workshops/shapes.sql.ts'

/** SQL expressions; `a` is a row of `application`. */
const rowMembers = `'id', a.id, 'siteId', a.site_id, 'person', ${personJson('a.person_id')},
  'founders', 1 + (select count(*) from application_founder f where f.application_id = a.id),
  'cohort', (select json_build_object('id', c.id, 'name', c.name) from interlab_cohort c where c.id = a.cohort_id),
  'project', a.project, 'sector', a.sector, 'language', a.language, 'status', a.status, 'statusSince', a.status_since,
  'submittedAt', a.submitted_at, 'version', a.version`

/** $1 sites, $2 site, $3 cohort, $4 status, $5 since and $6 id before, $7 rows. */
export const listApplicationsSql = {
  name: 'applications-list',
  text: `select a.id, a.status_since::text as since, json_build_object(${rowMembers}) as item
    from application a
    where a.site_id = any($1)
      and ($2::uuid is null or a.site_id = $2)
      and ($3::uuid is null or a.cohort_id = $3)
      and ($4::text is null or a.status = $4)
      and ($5::timestamptz is null or (a.status_since, a.id) < ($5, $6::uuid))
    order by a.status_since desc, a.id desc limit $7`,
}

/** $1 id, $2 sites, $3 now. */
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
          'conditions', d.conditions, 'conditionsDueOn', d.conditions_due_on,
          'redirectedTo', (select name from partner where partner.id = d.partner_id))
          order by d.decided_at desc, d.id desc), '[]') from jury_decision d where d.application_id = a.id),
      'history', ${historyJson('application', 'a.id')}) as application
    from application a where a.id = $1 and a.site_id = any($2)`,
}
