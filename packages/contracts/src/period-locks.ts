import Type, { type Static } from 'typebox'
import { closed, idParam, Instant, LocalDate, nullable, pageOf, paging, Reason, Uuid, Version } from './primitives.ts'
import { who } from './rights.ts'
import { defineRoutes } from './route.ts'

/** Half open, local dates of the site. While it is locked nobody changes who came; once reopened, late edits are listed. */
export const PeriodLock = closed('PeriodLock', {
  id: Uuid,
  siteId: Uuid,
  from: LocalDate,
  to: { ...LocalDate, description: 'the day after the last one' },
  lockedAt: Instant,
  lockedBy: nullable(Type.String()),
  reopenedAt: nullable(Instant),
  reopenedBy: nullable(Type.String()),
  reopenedReason: nullable(Type.String()),
  version: Version,
})
export type PeriodLock = Static<typeof PeriodLock>
export const PeriodLockPage = pageOf('PeriodLockPage', PeriodLock)
export const LockPeriod = closed('LockPeriod', { siteId: Uuid, from: LocalDate, to: LocalDate })
export type LockPeriod = Static<typeof LockPeriod>

/** A session of the period of which something was written after it had been locked. */
export const LateEdit = closed('LateEdit', {
  sessionId: Uuid,
  on: LocalDate,
  title: Type.String(),
  /** Attendances entered or corrected since. */
  attendances: Type.Integer(),
  headsChanged: Type.Boolean(),
  lastAt: Instant,
})
export type LateEdit = Static<typeof LateEdit>
export const LateEdits = closed('LateEdits', { items: Type.Array(LateEdit) })

export const periodLockRoutes = defineRoutes({
  listPeriodLocks: {
    method: 'GET',
    path: '/v1/period-locks',
    summary: 'List locked periods and those that were reopened, the latest first',
    access: { roles: who.allStaff },
    query: Type.Object({ siteId: Type.Optional(Uuid), ...paging }, { additionalProperties: false }),
    success: { status: 200, body: PeriodLockPage },
    errors: [],
  },
  lockPeriod: {
    method: 'POST',
    path: '/v1/period-locks',
    summary: 'Lock a period of a site that is over',
    description:
      'Attendances, heads, held sessions and the time the team gave to them, presences at lessons and meetings of duos on its days cannot be changed (`period-locked`) until it is reopened.',
    access: { roles: who.leads },
    body: LockPeriod,
    success: { status: 201, body: PeriodLock },
    errors: ['not-found', 'rule-broken', 'period-locked'],
  },
  reopenPeriod: {
    method: 'POST',
    path: '/v1/period-locks/:periodLockId/reopening',
    summary: 'Reopen a locked period, with a reason',
    access: { roles: who.leads },
    params: idParam('periodLockId'),
    body: closed('ReopenPeriod', { reason: Reason }),
    success: { status: 200, body: PeriodLock },
    errors: ['act-not-possible'],
    ifMatch: true,
  },
  listLateEdits: {
    method: 'GET',
    path: '/v1/period-locks/:periodLockId/late-edits',
    summary: 'What was written in a period after it had been locked',
    access: { roles: who.caseReaders },
    params: idParam('periodLockId'),
    success: { status: 200, body: LateEdits },
    errors: [],
  },
})
