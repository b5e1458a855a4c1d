import type { TrainingFigures } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'

/**
 * Trainings of a period (TRN-01): members as distinct persons, partner staff by organisation and heads of awareness
 * actions by audience, each apart. $1 sites, $2 from, $3 to (half-open local dates). Merged members count once.
 */
const figuresSql = {
  name: 'training-figures',
  text: `with came as materialized (
      select s.id as session_id, x.minutes, coalesce(p.merged_into_id, p.id) as person_id, e.partner_id, e.id as enrolment_id,
        lower(btrim(e.staff_name)) as staff_name
      from course_session s
      join course_presence x on x.course_session_id = s.id and x.minutes > 0
      join enrolment e on e.id = x.enrolment_id
      left join person p on p.id = e.person_id
      where s.site_id = any($1) and s.status <> 'cancelled' and s.starts_on >= $2::date and s.starts_on < $3::date
    ), acts as materialized (
      select a.id from awareness_action a
      where a.site_id = any($1) and a.removed_at is null and a.held_on >= $2::date and a.held_on < $3::date
    )
    select json_build_object(
      'sessions', (select count(distinct session_id) from came),
      'members', (select count(distinct person_id) from came),
      'memberMinutes', (select coalesce(sum(minutes), 0) from came where person_id is not null),
      'partnerStaffMinutes', (select coalesce(sum(minutes), 0) from came where partner_id is not null),
      'organisations', (select coalesce(json_agg(json_build_object('partnerId', o.id, 'name', o.name, 'people', o.people)
          order by o.name collate "fr-x-icu", o.id), '[]')
        from (select p.id, p.name, count(distinct c.staff_name) as people
          from came c join partner p on p.id = c.partner_id group by p.id, p.name) o),
      'attestations', (select count(*) from attestation a where a.site_id = any($1) and a.revoked_on is null
        and a.issued_on >= $2::date and a.issued_on < $3::date),
      'awarenessActions', (select count(*) from acts),
      'heads', (select coalesce(json_agg(json_build_object('audience', h.audience, 'heads', h.heads) order by h.audience), '[]')
        from (select h.audience, sum(h.heads)::int as heads from awareness_heads h
          join acts on acts.id = h.awareness_action_id group by h.audience) h)) as figures`,
}

export async function countTrainings(
  db: Db,
  sites: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<TrainingFigures> {
  const [row] = await db.hot<{ figures: TrainingFigures }>(figuresSql, [sites, from, to])
  if (!row) throw new Error('figures are one row')
  return row.figures
}
