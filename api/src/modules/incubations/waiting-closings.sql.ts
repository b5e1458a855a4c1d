/**
 * Incubations that are over, and whose closing review nobody wrote yet, as rows of `waiting` in Today: since the day on
 * which they ended. `sites`: those whose InterLab the caller runs.
 */
export const waitingClosingsSql = (sites: string) => `
  select 'closing_missing', i.id, a.project, null, i.stage_since, c.today, true, null
  from calendar c join incubation i on i.site_id = c.site_id join application a on a.id = i.application_id
    join person n on n.id = i.person_id and n.status <> 'anonymised'
  where i.site_id = any (${sites}::uuid[]) and i.stage in ('alumni', 'stopped', 'employed_instead')
    and i.closing_on is null`
