import {
  broken,
  problem,
  type AddCourseSession,
  type ChangeCourseSession,
  type Course,
  type CourseKind,
  type CourseRow,
  type CourseSession,
  type CourseState,
  type Enrolment,
} from '@interra/contracts'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { onConstraint } from '../../platform/db/failures.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Scope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { newId } from '../../platform/ids.ts'
import { isCompleted } from './course.ts'
import { findCourseSql, listCoursesSql } from './courses.sql.ts'
import { course, courseSession } from './trainings.tables.ts'

export interface CourseFilters {
  readonly siteId?: string
  readonly kind?: CourseKind
  readonly status?: CourseState
  readonly cohortId?: string
}
interface ListedCourse extends Record<string, unknown> {
  readonly id: string
  readonly since: string
  readonly item: CourseRow
}

/** Courses, the latest first day first. */
export function listCourses(
  db: Db,
  scope: Scope,
  { siteId, kind, status, cohortId }: CourseFilters,
  { take, after }: Window,
): Promise<ListedCourse[]> {
  const values = [scope.filterSites, siteId ?? null, kind ?? null, status ?? null]
  return db.hot<ListedCourse>(listCoursesSql, [
    ...values,
    after?.[0] ?? null,
    after?.[1] ?? null,
    take,
    cohortId ?? null,
  ])
}

/** As PostgreSQL reads it, with all members: whoever may not read some gets them left out later. */
export type WholeCourse = Course & { readonly enrolments: Enrolment[] }
export interface FoundCourse {
  readonly course: WholeCourse
  /** Local date of the site. */
  readonly today: string
}
type ReadCourse = Omit<WholeCourse, 'enrolments'> & { readonly enrolments: readonly Omit<Enrolment, 'completed'>[] }

/** A course with its sessions and who follows it. Throws `not-found`. */
export async function findCourse(db: Db, scope: Scope, courseId: string, now: Date): Promise<FoundCourse> {
  const values = [courseId, scope.filterSites, now]
  const [found] = await db.hot<{ course: ReadCourse; today: string }>(findCourseSql, values)
  if (!found) throw problem('not-found')
  const { plannedMinutes, completionShare } = found.course
  const enrolments = found.course.enrolments.map((one) => ({
    ...one,
    completed: isCompleted(one.minutes, plannedMinutes, completionShare),
  }))
  return { course: { ...found.course, enrolments }, today: found.today }
}

/** As `findCourse`, the course held until the transaction ends: acts on one course never cross. */
export async function lockCourse(
  db: Db,
  scope: Scope,
  courseId: string,
  now: Date,
  ifMatch?: number,
): Promise<FoundCourse> {
  if (ifMatch === undefined)
    await db.select({ id: course.id }).from(course).where(eq(course.id, courseId)).for('no key update')
  else await guardVersion(db, scope, course, courseId, ifMatch)
  return findCourse(db, scope, courseId, now)
}

type NewCourse = typeof course.$inferInsert

const courseRefusals = {
  course_cohort_id_site_id_fkey: () => broken('rule-broken', '/cohortId', { rule: 'unknown' }),
}

/** Throws `rule-broken` for a cohort of another site. */
export async function insertCourse(db: Db, wanted: Omit<NewCourse, 'id'>): Promise<string> {
  const id = newId()
  await db
    .insert(course)
    .values({ id, ...wanted })
    .catch((error: unknown) => onConstraint(error, courseRefusals))
  return id
}

/** Throws as `insertCourse`. */
export async function saveCourse(db: Db, courseId: string, change: Partial<NewCourse>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .update(course)
    .set(change)
    .where(eq(course.id, courseId))
    .catch((error: unknown) => onConstraint(error, courseRefusals))
}

const clashes = {
  course_session_room_free: () => problem('room-taken'),
  session_time_exists: () => problem('time-does-not-exist'),
  course_session_room_id_site_id_fkey: () => broken('rule-broken', '/roomId', { rule: 'unknown' }),
  course_session_length: () => broken('rule-broken', '/endsTime', { rule: 'too-long' }),
  course_session_minutes: () => broken('rule-broken', '/minutes', { rule: 'more-than-session' }),
}

/** Plans a session and answers its id. Throws `room-taken`, `time-does-not-exist`, `rule-broken`. */
export async function insertSession(
  db: Db,
  { id: courseId, siteId }: Pick<Course, 'id' | 'siteId'>,
  wanted: AddCourseSession,
  by: string | null,
): Promise<string> {
  const id = newId()
  const { startsOn, startsTime, endsTime, minutes = null, roomId = null, trainer = null } = wanted
  await db
    .hot(
      {
        name: 'course-session-insert',
        text: `insert into course_session
            (id, site_id, course_id, starts_on, starts_time, ends_time, minutes, room_id, trainer, created_by)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      },
      [id, siteId, courseId, startsOn, startsTime, endsTime, minutes, roomId, trainer, by],
    )
    .catch((error: unknown) => onConstraint(error, clashes))
  return id
}

/** With another hour and no minutes, the whole time counts. Throws as `insertSession`. */
export async function saveSession(db: Db, session: CourseSession, change: ChangeCourseSession): Promise<void> {
  const merged = { ...session, roomId: session.room?.id ?? null, ...change }
  const moved = merged.startsTime !== session.startsTime || merged.endsTime !== session.endsTime
  const minutes = change.minutes ?? (moved ? null : session.minutes)
  await db
    .hot(
      {
        name: 'course-session-save',
        text: `update course_session set starts_on = $2, starts_time = $3, ends_time = $4, minutes = $5, room_id = $6,
          trainer = $7 where id = $1`,
      },
      [session.id, merged.startsOn, merged.startsTime, merged.endsTime, minutes, merged.roomId, merged.trainer ?? null],
    )
    .catch((error: unknown) => onConstraint(error, clashes))
}

export async function cancelSession(db: Db, sessionId: string, reason: string): Promise<void> {
  await db
    .update(courseSession)
    .set({ status: 'cancelled', statusReason: reason })
    .where(eq(courseSession.id, sessionId))
}

/** A session among those of a course. Throws `not-found`. */
export function sessionIn({ sessions }: Pick<Course, 'sessions'>, sessionId: string): CourseSession {
  const session = sessions.find(({ id }) => id === sessionId)
  if (!session) throw problem('not-found')
  return session
}
