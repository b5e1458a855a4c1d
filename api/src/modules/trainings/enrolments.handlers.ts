import { advance, broken, courseSessionMachine, problem, type courseRoutes, type Learning } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { requireNotClosed, requireOneHolder, requireOpen } from './course.ts'
import { findCourse, lockCourse, sessionIn, type WholeCourse } from './courses.store.ts'
import {
  endEnrolment,
  enrolmentIn,
  findSheet,
  listAnswers,
  saveAnswers,
  saveEnrolment,
  saveMarks,
} from './enrolments.store.ts'
import { changesOf } from './learning.ts'
import { enrolment } from './trainings.tables.ts'

type EnrolmentHandlers = Pick<
  Handlers<typeof courseRoutes>,
  'enrol' | 'withdrawEnrolment' | 'getCourseSheet' | 'recordPresences' | 'getLearning' | 'answerLearning'
>

export const enrolmentHandlers = ({ database, clock }: Deps): EnrolmentHandlers => {
  const reread = async (db: Db, scope: Scope, courseId: string, enrolmentId: string) =>
    enrolmentIn((await findCourse(db, scope, courseId, clock.now())).course, enrolmentId)
  return {
    enrol: ({ params: { courseId }, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, courseId, clock.now())
        requireOneHolder(body)
        requireOpen(course.status, 'enrol')
        const id = await saveEnrolment(db, course, body, { now: clock.now(), by: actor.accountId })
        await audit(db, course, 'enrolled', id)
        return reread(db, scope, courseId, id)
      }),

    withdrawEnrolment: ({ params: { courseId, enrolmentId }, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, courseId, clock.now())
        const found = enrolmentIn(course, enrolmentId)
        await guardVersion(db, scope, enrolment, enrolmentId, ifMatch)
        requireFollowing(found.withdrawnAt, 'withdraw')
        if (found.attestation !== null) throw notPossible('attested', 'withdraw')
        await endEnrolment(db, enrolmentId, clock.now(), body.reason ?? null)
        await audit(db, course, 'withdrawn', enrolmentId, body.reason)
        return reread(db, scope, courseId, enrolmentId)
      }),

    getCourseSheet: ({ params, scope }) => database.read(scope, (db) => findSheet(db, scope, params)),

    recordPresences: ({ params, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, params.courseId, clock.now())
        const session = sessionIn(course, params.courseSessionId)
        requireNotClosed(course.status, 'record')
        advance(courseSessionMachine, session.status, 'record')
        if (new Date(session.startsAt) > clock.now()) throw problem('not-in-the-future')
        requireFitting(course, session.minutes, body.marks)
        const place = { courseId: course.id, siteId: course.siteId, courseSessionId: session.id }
        await saveMarks(db, place, body.marks, actor.accountId)
        await audit(db, course, 'presences_recorded', session.id)
        return findSheet(db, scope, params)
      }),

    getLearning: ({ params, scope }) =>
      database.read(scope, async (db) =>
        learningOf(db, (await findCourse(db, scope, params.courseId, clock.now())).course),
      ),

    answerLearning: ({ params: { courseId, enrolmentId }, body, scope, actor }) =>
      database.write(scope, async (db) => {
        const { course } = await lockCourse(db, scope, courseId, clock.now())
        requireFollowing(enrolmentIn(course, enrolmentId).withdrawnAt, 'answer')
        const asked = body.answers.map(({ question }) => question)
        if (new Set(asked).size < asked.length) throw broken('rule-broken', '/answers', { rule: 'named-twice' })
        await saveAnswers(db, { id: enrolmentId, siteId: course.siteId }, body, actor.accountId)
        await audit(db, course, 'learning_noted', enrolmentId)
        return learningOf(db, course)
      }),
  }
}

const notPossible = (state: string, act: string) =>
  problem('act-not-possible', { params: { entity: 'enrolment', state, act, possible: [] } })

function requireFollowing(withdrawnAt: string | null, act: string): void {
  if (withdrawnAt !== null) throw notPossible('withdrawn', act)
}

/** Each one once, following the course, and no longer than the session. */
function requireFitting(
  { enrolments }: Pick<WholeCourse, 'enrolments'>,
  most: number,
  marks: readonly { readonly enrolmentId: string; readonly minutes: number | null }[],
): void {
  const seen = new Set<string>()
  for (const [at, { enrolmentId, minutes }] of marks.entries()) {
    const following = enrolments.some(({ id, withdrawnAt }) => id === enrolmentId && withdrawnAt === null)
    if (!following) throw broken('rule-broken', `/marks/${at}/enrolmentId`, { rule: 'unknown' })
    if (seen.has(enrolmentId)) throw broken('rule-broken', `/marks/${at}/enrolmentId`, { rule: 'named-twice' })
    if (minutes !== null && minutes > most)
      throw broken('rule-broken', `/marks/${at}/minutes`, { rule: 'more-than-session', most })
    seen.add(enrolmentId)
  }
}

async function learningOf(db: Db, { id, enrolments }: Pick<WholeCourse, 'id' | 'enrolments'>): Promise<Learning> {
  const answers = await listAnswers(db, id)
  const asked = enrolments.filter(({ withdrawnAt }) => withdrawnAt === null).map((one) => one.id)
  return { changes: changesOf(asked, answers), answers }
}

function audit(
  db: Db,
  { siteId }: Pick<WholeCourse, 'siteId'>,
  act: string,
  entityId: string,
  reason?: string,
): Promise<void> {
  return recordAudit(db, { act: `enrolment.${act}`, siteId, entity: 'enrolment', entityId, reason: reason ?? null })
}
