/**
 * Joins `a` (attendance, present) and `p` (the person it counts for) to a session. Somebody who was entered twice and
 * merged counts once on a sheet. (Not coalesce: behind a row-level policy PostgreSQL finds no row by its key with it.)
 */
export const presentAt = (session: string) => `
  join attendance a on a.session_id = ${session}.id and a.status = 'present'
  join person ap on ap.id = a.person_id and (ap.merged_into_id is null or not exists (
    select from attendance twice join person tp on tp.id = twice.person_id
    where twice.session_id = a.session_id and twice.status = 'present' and twice.id <> a.id
      and coalesce(tp.merged_into_id, tp.id) = ap.merged_into_id and (tp.merged_into_id is null or twice.id < a.id)))
  join person p on p.id = case when ap.merged_into_id is null then ap.id else ap.merged_into_id end`
