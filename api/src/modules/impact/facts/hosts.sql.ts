/**
 * Columns of a session: `host_group`, the group of those who lead it, on its day, theirs when it is the same for all of them,
 * else `mixed`, null when one is not known or nobody leads; and `host_id`, one of them, as the person they are. `id` and `day`
 * are SQL of the session.
 */
export const hostsOf = (id: string, day: string) => `
    (select case when count(*) = 0 or bool_or(host_group = 'unknown') then null
      when count(distinct host_group) > 1 then 'mixed' else min(host_group) end
    from (select interra.group_at(coalesce(hp.merged_into_id, hp.id), ${day}) as host_group ${leadsOf(id)}) hosts) as host_group,
    (select min(coalesce(hp.merged_into_id, hp.id)::text)::uuid ${leadsOf(id)}) as host_id`

const leadsOf = (id: string) => `from session_host sh join person hp on hp.id = sh.person_id
      where sh.session_id = ${id} and sh.active and sh.part = 'lead'`
