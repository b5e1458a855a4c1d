import { daysAfterExit, monthsAfter } from './incubation.ts'
import { exitOn } from './incubations.sql.ts'

const later = Object.entries(monthsAfter)
  .map(([moment, months]) => [moment, `(x.exit_on + interval '${months} months')::date`])
  .map(([moment, day]) => `('${moment}', ${day}, ${day})`)

/**
 * What became of somebody and was not asked yet, the earliest moment of each incubation, with its day, as rows of `waiting`
 * in Today: the exit as soon as it is there, later moments from their day on, as `setOutcome` takes them. `sites`: those
 * whose InterLab the caller runs.
 */
export const waitingOutcomesSql = (sites: string) => `
  select 'outcome_due', o.id, o.project, o.moment, o.due_on, o.today, true, null
  from (
    select distinct on (i.id) i.id, a.project, m.moment, m.due_on, c.today
    from calendar c join incubation i on i.site_id = c.site_id join application a on a.id = i.application_id
    join person n on n.id = i.person_id and n.status <> 'anonymised'
    cross join lateral (select ${exitOn} as exit_on) x
    cross join lateral (values ('exit', x.exit_on + ${daysAfterExit}, x.exit_on),
      ${later.join(', ')}) m (moment, due_on, from_on)
    where i.site_id = any (${sites}::uuid[]) and m.from_on <= c.today
      and not exists (select from incubation_outcome k where k.incubation_id = i.id and k.moment = m.moment)
    order by i.id, m.due_on
  ) o`
