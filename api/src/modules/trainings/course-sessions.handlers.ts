import { advance, courseSessionMachine, problem, type courseRoutes, type CourseSession } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { requireLength } from '../sessions/session.ts'
import { requireNotClosed } from './course.ts'
import {
  cancelSession,
  findCourse,
  insertSession,
  lockCourse,
  saveSession,
  sessionIn,
  type WholeCourse,
} from './courses.store.ts'
import { findSheet } from './enrolments.store.ts'
import { courseSession } from './trainings.tables.ts'

type SessionHandlers = Pick<
  Handlers<typeof courseRoutes>,
  'addCourseSession' | 'changeCourseSession' | 'cancelCourseSession'
>
interface OneSession {
  readonly params: { readonly courseId: string; readonly courseSessionId: string }
  readonly scope: Scope
  readonly ifMatch: number
}

export const courseSessionHandlers = ({ database, clock }: Deps): SessionHandlers => {
  const locked = async (db: Db, { params, scope, ifMatch }: OneSession, act: 'change' | 'cancel', reason?: string) => {
    const { course } = await lockCourse(db, scope, params.courseId, clock.now())
    const session = sessionIn(course, params.courseSessionId)
    await guardVersion(db, scope, courseSession, session.id, ifMatch)
    requireNotClosed(course.status, act)
    advance(courseSessionMachine, session.status, act, reason)
    return { course, session }
  }
  const reread = async (db: Db, { params, scope }: OneSession): Promise<CourseSession> =>
    sessionIn((await findCourse(db, scope, params.courseId, clock.now())).course, params.courseSessionId)

  return {
    addCourseSession: ({ params, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, params.courseId, clock.now())
        requireLength(body)
        requireNotClosed(course.status, 'add_session')
        const id = await insertSession(db, course, body, actor.accountId)
        await audit(db, course, 'session_added')
        return sessionIn((await findCourse(db, scope, course.id, clock.now())).course, id)
      }),

    changeCourseSession: (call) =>
      database.write(call.scope, async (db) => {
        const { course, session } = await locked(db, call, 'change')
        requireLength({ ...session, ...call.body })
        await saveSession(db, session, call.body)
        const changed = await reread(db, call)
        await requireMarksFit(db, call, changed)
        await audit(db, course, 'session_changed', changedFields(call.body, session))
        return changed
      }),

    cancelCourseSession: (call) =>
      database.write(call.scope, async (db) => {
        const { course, session } = await locked(db, call, 'cancel', call.body.reason)
        const { rows } = await findSheet(db, call.scope, call.params)
        if (rows.some(({ minutes }) => minutes !== null && minutes > 0)) throw problem('people-came')
        await cancelSession(db, session.id, call.body.reason)
        await audit(db, course, 'session_cancelled', [], call.body.reason)
        return reread(db, call)
      }),
  }

  /** Nobody was there longer than the session now lasts, or at one that now lies ahead. */
  async function requireMarksFit(db: Db, { params, scope }: OneSession, changed: CourseSession): Promise<void> {
    const { rows } = await findSheet(db, scope, params)
    const ahead = new Date(changed.startsAt) > clock.now()
    const wrong = rows.some(({ minutes }) => minutes !== null && (minutes > changed.minutes || (ahead && minutes > 0)))
    if (wrong) throw problem('people-came')
  }
}

function audit(
  db: Db,
  { id, siteId }: Pick<WholeCourse, 'id' | 'siteId'>,
  act: string,
  fields: readonly string[] = [],
  reason?: string,
): Promise<void> {
  const entry = { act: `course.${act}`, siteId, entity: 'course', entityId: id, fields }
  return recordAudit(db, { ...entry, reason: reason ?? null })
}
