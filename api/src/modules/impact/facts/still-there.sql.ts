import { accompaniedOn, staged } from './inc.sql.ts'

/** Rows of `person` that count for the person of `x`. */
const rowsOfPerson = 'join person own on coalesce(own.merged_into_id, own.id) = x.person_id'

/**
 * Referrals of `received` (their `key`) whose person was still there 90 days after the first presence, `first_on`: seen
 * between 60 and 120 days after it, or in a duo or accompanied on the ninetieth.
 */
export const stillThere = `${staged},
  came as materialized (
    select r.*, r.first_presence_on as first_on from received r where r.first_presence_on <= $4::date),
  seen as (
    select x.key, x.first_on, s.starts_on as day from came x ${rowsOfPerson}
    join attendance a on a.person_id = own.id and a.status = 'present' join session s on s.id = a.session_id and s.status = 'held'
    union all
    select x.key, x.first_on, s.starts_on from came x ${rowsOfPerson} join enrolment e on e.person_id = own.id
    join course_presence c on c.enrolment_id = e.id and c.minutes > 0
    join course_session s on s.id = c.course_session_id and s.status <> 'cancelled'
    union all
    select x.key, x.first_on, m.met_on from came x ${rowsOfPerson} join duo d on own.id in (d.newcomer_id, d.local_id)
    join duo_meeting m on m.duo_id = d.id and m.removed_at is null
    union all
    select x.key, x.first_on, l.held_on from came x ${rowsOfPerson} join incubation i on i.person_id = own.id
    join coaching_log l on l.incubation_id = i.id and l.status in ('signed', 'acknowledged')),
  still_there as materialized (
    select key from seen where day > first_on + 60 and day <= first_on + 120
    union
    select x.key from came x ${rowsOfPerson} join duo d on own.id in (d.newcomer_id, d.local_id)
    where d.starts_on <= x.first_on + 90 and coalesce(d.ended_on > x.first_on + 90, true)
    union
    select x.key from came x ${rowsOfPerson} join incubation i on i.person_id = own.id
    where ${accompaniedOn('i.id', 'x.first_on + 90')})`
