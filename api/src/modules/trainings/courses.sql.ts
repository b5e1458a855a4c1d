import { nameOf, personJson, roomJson, todayAt } from '../workshops/shapes.sql.ts'

/** SQL expressions; arguments are SQL of the statement around them. `c` is a row of `course`. */
const planned = (courseId: string) => `(select coalesce(sum(s.minutes), 0)::int from course_session s
  where s.course_id = ${courseId} and s.status <> 'cancelled')`
const firstDay = `(select min(s.starts_on) from course_session s where s.course_id = c.id and s.status <> 'cancelled')`

const rowMembers = `'id', c.id, 'siteId', c.site_id, 'kind', c.kind, 'title', c.title, 'about', c.about,
  'format', c.format, 'audiences', c.audiences, 'languages', c.languages, 'completionShare', c.completion_share,
  'cohortId', c.cohort_id,
  'cohortName', (select k.name from interlab_cohort k where k.id = c.cohort_id), 'validMonths', c.valid_months, 'renewalDays', c.renewal_days, 'status', c.status,
  'startsOn', ${firstDay},
  'endsOn', (select max(s.starts_on) from course_session s where s.course_id = c.id and s.status <> 'cancelled'),
  'plannedMinutes', ${planned('c.id')},
  'enrolled', (select count(*) from enrolment e where e.course_id = c.id and e.withdrawn_at is null),
  'attested', (select count(*) from attestation a where a.course_id = c.id and a.revoked_on is null),
  'version', c.version`

const wallTime = (time: string) => `to_char(${time}, 'HH24:MI')`
const sessionJson = (s: string) => `json_build_object('id', ${s}.id, 'startsOn', ${s}.starts_on,
  'startsTime', ${wallTime(`${s}.starts_time`)}, 'endsTime', ${wallTime(`${s}.ends_time`)},
  'startsAt', ${s}.starts_at, 'endsAt', ${s}.ends_at, 'minutes', ${s}.minutes, 'room', ${roomJson(`${s}.room_id`)},
  'trainer', ${s}.trainer, 'status', ${s}.status, 'statusReason', ${s}.status_reason,
  'recorded', (select count(*) from course_presence x join enrolment e on e.id = x.enrolment_id
    where x.course_session_id = ${s}.id and e.withdrawn_at is null),
  'version', ${s}.version)`

/** Minutes that somebody was at sessions that took place; `e` is a row of `enrolment`. */
const attended = `(select coalesce(sum(x.minutes), 0)::int from course_presence x
  join course_session s on s.id = x.course_session_id and s.status <> 'cancelled' where x.enrolment_id = e.id)`
const holder = `'person', ${personJson('e.person_id')},
  'partner', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = e.partner_id),
  'staffName', e.staff_name`
const enrolmentJson = `json_build_object('id', e.id, 'courseId', e.course_id, ${holder},
  'enrolledAt', e.enrolled_at, 'withdrawnAt', e.withdrawn_at, 'minutes', ${attended},
  'attestation', (select json_build_object('id', a.id, 'number', a.number, 'issuedOn', a.issued_on,
      'validUntil', a.valid_until) from attestation a where a.enrolment_id = e.id and a.revoked_on is null),
  'version', e.version)`
const holderName = `coalesce((select ${nameOf('n')} from person n where n.id = e.person_id), e.staff_name)`
const byName = `${holderName} collate "fr-x-icu", e.id`

/** $1 sites, $2 site, $3 kind, $4 status, $5 day and $6 id before, $7 rows, $8 cohort. */
export const listCoursesSql = {
  name: 'courses-list',
  text: `select c.id, c.since::text as since, json_build_object(${rowMembers}) as item
    from (select c.*, coalesce(${firstDay}, c.created_at::date) as since from course c
      where c.site_id = any($1)
        and ($2::uuid is null or c.site_id = $2)
        and ($3::text is null or c.kind = $3)
        and ($4::text is null or c.status = $4)
        and ($8::uuid is null or c.cohort_id = $8)) c
    where $5::date is null or (c.since, c.id) < ($5, $6::uuid)
    order by c.since desc, c.id desc limit $7`,
}

/** $1 id, $2 sites, $3 now. */
export const findCourseSql = {
  name: 'course-find',
  text: `select json_build_object(${rowMembers}, 'statusSince', c.status_since,
      'sessions', (select coalesce(json_agg(${sessionJson('s')} order by s.starts_at, s.id), '[]')
        from course_session s where s.course_id = c.id),
      'enrolments', (select coalesce(json_agg(${enrolmentJson} order by e.withdrawn_at is not null, ${byName}), '[]')
        from enrolment e where e.course_id = c.id)) as course,
      ${todayAt('c.site_id', '$3')}::text as today
    from course c where c.id = $1 and c.site_id = any($2)`,
}

/** $1 session, $2 course, $3 sites. */
export const courseSheetSql = {
  name: 'course-sheet',
  text: `select json_build_object('session', ${sessionJson('s')},
      'rows', (select coalesce(json_agg(json_build_object('enrolmentId', e.id, ${holder}, 'minutes', x.minutes)
          order by ${byName}), '[]')
        from enrolment e
        left join course_presence x on x.enrolment_id = e.id and x.course_session_id = s.id
        where e.course_id = s.course_id and e.withdrawn_at is null)) as sheet
    from course_session s where s.id = $1 and s.course_id = $2 and s.site_id = any($3)`,
}

/**
 * What is attested of those enrolled, and the end of the attestation of the same kind that each one holds: the last one
 * that was not revoked. $1 course, $2 enrolments, null for all.
 */
export const attestableSql = {
  name: 'course-attestable',
  text: `select e.id, e.person_id as "personId", ${holderName} as holder, ${attended} as minutes,
      (select min(s.starts_on)::text from course_presence x join course_session s on s.id = x.course_session_id
        where x.enrolment_id = e.id and x.minutes > 0 and s.status <> 'cancelled') as "startsOn",
      (select max(s.starts_on)::text from course_presence x join course_session s on s.id = x.course_session_id
        where x.enrolment_id = e.id and x.minutes > 0 and s.status <> 'cancelled') as "completedOn",
      (select max(a.valid_until)::text from attestation a
        where a.person_id = e.person_id and a.kind = c.kind and a.revoked_on is null
          and a.completed_on <= (select max(s.starts_on) from course_presence x
            join course_session s on s.id = x.course_session_id
            where x.enrolment_id = e.id and x.minutes > 0 and s.status <> 'cancelled')) as "previousUntil",
      exists (select from attestation a where a.enrolment_id = e.id and a.revoked_on is null) as attested
    from enrolment e join course c on c.id = e.course_id
    where e.course_id = $1 and e.withdrawn_at is null and ($2::uuid[] is null or e.id = any($2))
    order by ${byName}`,
}

const attestationJson = `json_build_object('id', a.id, 'siteId', a.site_id,
  'siteName', (select site.name from site where site.id = a.site_id), 'number', a.number, 'courseId', a.course_id,
  'enrolmentId', a.enrolment_id, 'kind', a.kind, 'title', a.title, 'holder', a.holder,
  'partnerName', (select p.name from enrolment e join partner p on p.id = e.partner_id where e.id = a.enrolment_id),
  'minutes', a.minutes, 'plannedMinutes', a.planned_minutes, 'startsOn', a.starts_on, 'completedOn', a.completed_on,
  'issuedOn', a.issued_on, 'validUntil', a.valid_until, 'revokedOn', a.revoked_on,
  'revocationReason', a.revocation_reason, 'version', a.version)`

/** $1 sites, $2 id, $3 course, $4 enrolments: those that are given; $5 now. */
export const attestationsSql = {
  name: 'attestations',
  text: `select ${attestationJson} as attestation, ${todayAt('a.site_id', '$5')}::text as today from attestation a
    where a.site_id = any($1) and ($2::uuid is null or a.id = $2)
      and ($3::uuid is null or (a.course_id = $3 and a.revoked_on is null))
      and ($4::uuid[] is null or a.enrolment_id = any($4))
    order by a.number`,
}
