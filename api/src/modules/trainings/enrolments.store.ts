import {
  broken,
  problem,
  type AnswerLearning,
  type Course,
  type CourseSheet,
  type Enrol,
  type Enrolment,
  type LearningAnswer,
  type RecordPresences,
} from '@interra/contracts'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { courseSheetSql } from './courses.sql.ts'
import type { WholeCourse } from './courses.store.ts'
import { enrolment } from './trainings.tables.ts'

type OfSite = Pick<Course, 'id' | 'siteId'>

const refusals = {
  enrolment_member_live: () => problem('already-enrolled'),
  enrolment_staff_live: () => problem('already-enrolled'),
  enrolment_person_id_site_id_fkey: () => broken('rule-broken', '/personId', { rule: 'unknown' }),
  enrolment_partner_id_site_id_fkey: () => broken('rule-broken', '/partnerId', { rule: 'unknown' }),
}

/**
 * Enrols and answers the id: a member who withdrew and comes back is the same one, with the hours they have been there. A
 * name of a partner's staff says less: it is the same one only when `resumes` says so. Throws `already-enrolled`, and
 * `rule-broken` for who is unknown at the site or did not follow this course before.
 */
export async function saveEnrolment(
  db: Db,
  { id: courseId, siteId }: OfSite,
  who: Enrol,
  at: EnrolledBy,
): Promise<string> {
  const back = `update enrolment set withdrawn_at = null, withdrawal_reason = null
    where id = (select e.id from enrolment e where e.course_id = $1 and e.withdrawn_at is not null
      and (e.person_id = $2 or (e.partner_id = $3 and lower(e.staff_name) = lower($4) and e.id = $5))
      and ($5::uuid is null or e.id = $5)
      order by e.withdrawn_at desc, e.id desc limit 1)
    returning id`
  const { resumes, ...holder } = who
  const { personId = null, partnerId = null, staffName = null } = holder
  const values = [courseId, personId, partnerId, staffName, resumes ?? null]
  const [known] = await db
    .hot<{ id: string }>({ name: 'enrolment-back', text: back }, values)
    .catch((error: unknown) => onConstraint(error, refusals))
  if (known) return known.id
  if (resumes !== undefined) throw broken('rule-broken', '/resumes', { rule: 'unknown' })
  const id = newId()
  await db
    .insert(enrolment)
    .values({ id, siteId, courseId, ...holder, enrolledAt: at.now, enrolledBy: at.by })
    .catch((error: unknown) => onConstraint(error, refusals))
  return id
}
interface EnrolledBy {
  readonly now: Date
  readonly by: string | null
}

export async function endEnrolment(db: Db, enrolmentId: string, now: Date, reason: string | null): Promise<void> {
  await db
    .update(enrolment)
    .set({ withdrawnAt: now, withdrawalReason: reason })
    .where(and(eq(enrolment.id, enrolmentId)))
}

/** Somebody among those of a course. Throws `not-found`. */
export function enrolmentIn({ enrolments }: Pick<WholeCourse, 'enrolments'>, enrolmentId: string): Enrolment {
  const found = enrolments.find(({ id }) => id === enrolmentId)
  if (!found) throw problem('not-found')
  return found
}

/** The sheet of a session. Throws `not-found`. */
export async function findSheet(
  db: Db,
  scope: Scope,
  { courseId, courseSessionId }: { courseId: string; courseSessionId: string },
): Promise<CourseSheet> {
  const values = [courseSessionId, courseId, scope.filterSites]
  const [found] = await db.hot<{ sheet: CourseSheet }>(courseSheetSql, values)
  if (!found) throw problem('not-found')
  return found.sheet
}

/** Notes minutes; what was noted before is kept in the history, and null takes it away. */
export async function saveMarks(
  db: Db,
  { courseId, siteId, courseSessionId }: { courseId: string; siteId: string; courseSessionId: string },
  marks: RecordPresences['marks'],
  by: string | null,
): Promise<void> {
  const known = marks.filter(({ minutes }) => minutes !== null)
  const unknown = marks.filter(({ minutes }) => minutes === null)
  await db.hot(
    {
      name: 'course-presence-save',
      text: `insert into course_presence as p (enrolment_id, course_session_id, course_id, site_id, minutes, recorded_by)
        select m.enrolment_id, $1, $2, $3, m.minutes, $4 from unnest($5::uuid[], $6::int[]) as m (enrolment_id, minutes)
        on conflict (enrolment_id, course_session_id) do update
        set minutes = excluded.minutes, recorded_by = excluded.recorded_by where p.minutes <> excluded.minutes`,
    },
    [
      courseSessionId,
      courseId,
      siteId,
      by,
      known.map(({ enrolmentId }) => enrolmentId),
      known.map(({ minutes }) => minutes),
    ],
  )
  await db.hot(
    {
      name: 'course-presence-forget',
      text: 'delete from course_presence where course_session_id = $1 and enrolment_id = any($2)',
    },
    [courseSessionId, unknown.map(({ enrolmentId }) => enrolmentId)],
  )
}

/** Answers of everybody who follows a course. */
export function listAnswers(db: Db, courseId: string): Promise<Required<LearningAnswer>[]> {
  return db.hot<Required<LearningAnswer> & Record<string, unknown>>(
    {
      name: 'learning-answers',
      text: `select l.enrolment_id as "enrolmentId", l.moment, l.question, l.value
        from learning_answer l join enrolment e on e.id = l.enrolment_id
        where e.course_id = $1 and e.withdrawn_at is null order by l.enrolment_id, l.moment, l.question`,
    },
    [courseId],
  )
}

export async function saveAnswers(
  db: Db,
  { id, siteId }: { id: string; siteId: string },
  { moment, answers }: AnswerLearning,
  by: string | null,
): Promise<void> {
  for (const { question, value } of answers)
    if (value === null)
      await db.hot(
        {
          name: 'learning-forget',
          text: 'delete from learning_answer where enrolment_id = $1 and moment = $2 and question = $3',
        },
        [id, moment, question],
      )
    else
      await db.hot(
        {
          name: 'learning-save',
          text: `insert into learning_answer as l (enrolment_id, site_id, moment, question, value, recorded_by)
            values ($1, $2, $3, $4, $5, $6) on conflict (enrolment_id, moment, question) do update
            set value = excluded.value, recorded_by = excluded.recorded_by where l.value <> excluded.value`,
        },
        [id, siteId, moment, question, value, by],
      )
}
