/** Five working days after the day of a decision: a week, and what of it falls on a week-end is already in it. */
const tellBy = (day: string) =>
  `(${day} + case extract(isodow from ${day}) when 6 then 6 when 7 then 5 else 7 end::int)`

/**
 * Decisions of juries that the applicant has not been told, with the day by which they are, as rows of `waiting` in Today.
 * `sites`: those whose InterLab the caller runs.
 */
export const waitingDecisionsSql = (sites: string) => `
  select 'decision_to_tell', a.id, a.project, null, ${tellBy('(d.decided_at at time zone c.time_zone)::date')}, c.today,
    true, null
  from calendar c join jury_decision d on d.site_id = c.site_id and d.communicated_at is null
  join application a on a.id = d.application_id
  where d.site_id = any (${sites}::uuid[])
    and not exists (select from outbox_message o where o.dedupe_key = 'application-decision:' || d.id)`
