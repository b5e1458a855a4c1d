import {
  ApiProblem,
  broken,
  problem,
  who,
  type attendanceRoutes,
  type Mark,
  type MarkResult,
  type ProblemCode,
  type RecordAttendance,
  type RecordedAttendance,
  type Role,
  type Sheet,
} from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import { raw, stream, type Actor, type Handlers, type Scope } from '../../platform/http/context.ts'
import { onlyHostedBy } from '../../platform/http/hosted-by.ts'
import { registerAtDoor } from '../people/people.store.ts'
import { session } from '../sessions/sessions.tables.ts'
import { sheetCsv } from './attendance.csv.ts'
import * as store from './attendance.store.ts'
import { onOurClock, queueOnOurClock } from './attendance.ts'

/** Whose presence counts as staff: the minutes of guests are thanked for, not counted. */
const team: readonly Role[] = who.team

export const attendanceHandlers = ({ database, clock }: Deps): Handlers<typeof attendanceRoutes> => ({
  getSheet: async ({ params, actor, scope }) => {
    const sheet = await database.read(scope, (db) =>
      store.readSheet(db, scope, params.sessionId, onlyHostedBy(actor, scope)),
    )
    return raw(sheet.json, { version: sheet.version })
  },

  recordAttendance: ({ params, body, actor, scope }) =>
    database.write(scope, async (db) => {
      const recorded = await record(db, { sessionId: params.sessionId, body, actor, scope, now: clock.now() })
      return { ...recorded, sheet: await sheetAfter(db, scope, params.sessionId) }
    }),

  closeSheet: ({ params, body, actor, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { sessionId } = params
      const now = clock.now()
      const state = await store.lockSheet(db, scope, { sessionId, onlyHostedBy: onlyHostedBy(actor, scope), now })
      await guardVersion(db, scope, session, sessionId, ifMatch)
      if (state.status === 'cancelled') throw problem('session-closed')
      if (state.closedAt) throw problem('sheet-closed')
      if (!state.begun) throw problem('not-in-the-future')
      const { accountId } = actor
      if (body.unmarked === 'unexcused') await store.countUnmarkedAbsent(db, sessionId, accountId)
      const inTeam = actor.sitesWith(team, 'interact').includes(state.siteId)
      if (body.staffMinutes && !inTeam) throw broken('rule-broken', '/staffMinutes', { rule: 'not-of-the-team' })
      if (accountId && body.staffMinutes)
        await store.noteStaffMinutes(db, { siteId: state.siteId, sessionId, accountId, minutes: body.staffMinutes })
      await store.closeSheet(db, sessionId, { at: now, atmosphere: body.atmosphere ?? null, note: body.note ?? null })
      await store.noteSheetEvent(db, { siteId: state.siteId, sessionId, act: 'closed', reason: null, accountId })
      await recordAudit(db, { act: 'sheet.closed', siteId: state.siteId, entity: 'session', entityId: sessionId })
      return sheetAfter(db, scope, sessionId)
    }),

  reopenSheet: ({ params, body, actor, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      const { sessionId } = params
      await guardVersion(db, scope, session, sessionId, ifMatch)
      const { siteId, closedAt } = await store.lockSheet(db, scope, { sessionId, onlyHostedBy: null, now: clock.now() })
      if (!closedAt) throw problem('act-not-possible', { params: { act: 'reopen' } })
      const { reason } = body
      await store.reopenSheet(db, sessionId)
      await store.noteSheetEvent(db, { siteId, sessionId, act: 'reopened', reason, accountId: actor.accountId })
      await recordAudit(db, { act: 'sheet.reopened', siteId, entity: 'session', entityId: sessionId, reason })
      return sheetAfter(db, scope, sessionId)
    }),

  exportSheet: async ({ params, scope }) => {
    const rows = await database.read(scope, async (db) => {
      await store.readSheet(db, scope, params.sessionId, null)
      return store.exportRows(db, scope, params.sessionId)
    })
    return stream(sheetCsv(rows), 'text/csv', `presences-${params.sessionId}.csv`)
  },
})

interface Recording {
  readonly sessionId: string
  readonly body: RecordAttendance
  readonly actor: Actor
  readonly scope: Scope
  readonly now: Date
}

/** People met at the door first, then the marks, then the heads: one transaction, each mark judged alone. */
async function record(
  db: Db,
  { sessionId, body, actor, scope, now }: Recording,
): Promise<Omit<RecordedAttendance, 'sheet'>> {
  const { sentAt, headCount } = body
  const state = await store.lockSheet(db, scope, { sessionId, onlyHostedBy: onlyHostedBy(actor, scope), now })
  if (state.status === 'cancelled') throw problem('session-closed')
  const marks = queueOnOurClock(body.marks, sentAt, now)
  const refused: MarkResult[] = []
  const taken: typeof marks = []
  for (const mark of marks) {
    const code = await refusalAtDoor(db, state, mark, now)
    if (code === null) taken.push(mark)
    else refused.push({ id: mark.id, outcome: 'refused', code })
  }
  const results = taken.length > 0 ? await store.recordMarks(db, sessionId, actor.accountId, taken) : []
  if (!headCount) return { results: [...results, ...refused], headCount: null }
  const count = { heads: headCount.heads, observedAt: onOurClock(headCount.observedAt, sentAt, now) }
  return { results: [...results, ...refused], headCount: await store.countHeads(db, sessionId, actor.accountId, count) }
}

/** Registers whom the mark met at the door, if anybody; why not, when it is too late or too early, or their name cannot be kept. */
async function refusalAtDoor(
  db: Db,
  { siteId, closedAt, dayBegins }: store.SheetState,
  { personId: id, newPerson, status, observedAt }: Mark,
  at: Date,
): Promise<ProblemCode | null> {
  if (!newPerson) return null
  if (closedAt && Date.parse(observedAt) > closedAt.getTime()) return 'sheet-closed'
  const seenThere = status === 'present' || status === 'unexcused'
  if (seenThere && Date.parse(observedAt) < dayBegins.getTime()) return 'not-in-the-future'
  try {
    await registerAtDoor(db, { id, siteId, ...newPerson, at })
    return null
  } catch (error) {
    // a rule refused the name before anything was written: the transaction goes on
    if (error instanceof ApiProblem && error.status === 422) return error.code
    throw error
  }
}

/** JSON that PostgreSQL built for this very type; the mount checks and projects it like any answer. */
async function sheetAfter(db: Db, scope: Scope, sessionId: string): Promise<Sheet> {
  const { json } = await store.readSheet(db, scope, sessionId, null)
  return JSON.parse(json) as Sheet
}
