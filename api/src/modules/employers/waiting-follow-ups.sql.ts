/**
 * News of somebody who began at an employer, asked 3, 6 and 12 months later: the first month of each introduction whose day
 * has come and of which nothing is noted, as rows of `waiting` in Today. `sites`: those whose InterLab the caller runs.
 */
export const waitingFollowUpsSql = (sites: string) => `
  select 'follow_up_due', f.id, f.title, f.month::text, f.due_on, f.today, true, null
  from (
    select distinct on (i.id) i.id, concat_ws(' · ', n.title, e.name) as title, k.month, k.due_on, c.today
    from calendar c
    join introduction_follow_up k on k.site_id = c.site_id and k.outcome is null and k.due_on <= c.today
    join introduction i on i.id = k.introduction_id and i.status in ('started', 'followed_up')
    join person p on p.id = i.person_id and p.status <> 'anonymised'
    join employer_need n on n.id = i.need_id join partner e on e.id = n.partner_id
    where c.site_id = any (${sites}::uuid[])
    order by i.id, k.month
  ) f`
