import { addDays, broken, incubationEnds, problem, type Incubation, type incubationRoutes } from '@interra/contracts'
import { changedFields, recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { endRight } from './coworking.store.ts'
import { afterIncubationAct, isOver, requireNotAhead } from './incubation.ts'
import {
  circleOn,
  endMember,
  findIncubation,
  insertIncubation,
  insertMember,
  lastDayNoted,
  listIncubations,
  lockApplication,
  lockIncubation,
  memberIn,
  requireAdmission,
  saveClosing,
  saveIncubation,
  shown,
} from './incubations.store.ts'
import { circleMember, incubation } from './incubations.tables.ts'
import { freeSlots } from './slots.store.ts'

export const incubationHandlers = ({ database, clock }: Deps): Handlers<typeof incubationRoutes> => ({
  startIncubation: ({ params: { applicationId }, body, ...call }) =>
    database.write(call.scope, async (db) => {
      const { status, today, ...application } = await lockApplication(db, call.scope, applicationId, clock.now())
      if (status !== 'admitted')
        throw problem('act-not-possible', {
          params: { entity: 'application', state: status, act: 'start', possible: [] },
        })
      await requireAdmission(db, applicationId, body.startsOn)
      if (body.endsOn <= body.startsOn) throw broken('rule-broken', '/endsOn', { rule: 'before-start' })
      requireNotAhead(body.charterSignedOn, today, '/charterSignedOn')
      const begun = { ...body, ...application, applicationId, createdBy: call.actor.accountId }
      const id = await insertIncubation(db, begun)
      await audit(db, { id, siteId: application.siteId }, 'started')
      return shown(await findIncubation(db, call, id, clock.now()), call.actor)
    }),

  listIncubations: ({ query, ...call }) =>
    database.read(call.scope, async (db) => {
      const window = windowOf(query, 2)
      return pageOfRows(
        await listIncubations(db, call, query, window, clock.now()),
        window,
        ({ since, id }) => [since, id],
        ({ item }) => item,
      )
    }),

  getIncubation: ({ params: { incubationId }, ...call }) =>
    database.write(call.scope, async (db) => {
      const found = await findIncubation(db, call, incubationId, clock.now())
      await recordRead(db, found.personId, 'getIncubation')
      return shown(found, call.actor)
    }),

  changeIncubation: ({ params: { incubationId }, body, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      await guardVersion(db, call.scope, incubation, incubationId, ifMatch)
      const found = await findIncubation(db, call, incubationId, clock.now())
      if (body.endsOn !== undefined && isOver(found.stage))
        throw problem('act-not-possible', {
          params: { entity: 'incubation', state: found.stage, act: 'changeEnd', possible: [] },
        })
      if (body.charterSignedOn === null && found.charterSignedOn !== null)
        throw broken('rule-broken', '/charterSignedOn', { rule: 'blank' })
      requireNotAhead(body.charterSignedOn, found.today, '/charterSignedOn')
      if (body.endsOn !== undefined && body.endsOn <= found.startsOn)
        throw broken('rule-broken', '/endsOn', { rule: 'before-start' })
      const last = await lastDayNoted(db, incubationId)
      if (body.endsOn !== undefined && last !== null && body.endsOn < last)
        throw broken('rule-broken', '/endsOn', { rule: 'something-later', on: last })
      await saveIncubation(db, incubationId, body)
      if (body.endsOn !== undefined && body.endsOn < found.endsOn) {
        await freeSlots(db, incubationId, false, clock.now())
        await endRight(db, incubationId)
      }
      await audit(db, found, 'changed', changedFields(body, found))
      return shown(await findIncubation(db, call, incubationId, clock.now()), call.actor)
    }),

  moveIncubation: ({ params: { incubationId }, body: { act, reason }, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      await guardVersion(db, call.scope, incubation, incubationId, ifMatch)
      const found = await findIncubation(db, call, incubationId, clock.now())
      const next = afterIncubationAct(found, act, found, reason)
      const over = isOver(next.stage)
      // whoever stops on the first day was there that day; noted late, it does not last longer than planned
      const last = found.today > found.startsOn ? found.today : addDays(found.startsOn, 1)
      await saveIncubation(db, incubationId, {
        ...next,
        stageReason: reason ?? null,
        stageSince: found.today,
        ...(over && last < found.endsOn ? { endsOn: last } : {}),
      })
      if (over) {
        await freeSlots(db, incubationId, true, clock.now())
        await endRight(db, incubationId)
      }
      await audit(db, found, next.stage)
      return shown(await findIncubation(db, call, incubationId, clock.now()), call.actor)
    }),

  writeClosingReview: ({ params: { incubationId }, body, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      const found = await lockIncubation(db, call, incubationId, clock.now())
      await guardVersion(db, call.scope, incubation, incubationId, ifMatch)
      if (!incubationEnds.includes(found.stage))
        throw problem('act-not-possible', {
          params: { entity: 'incubation', state: found.stage, act: 'writeClosingReview', possible: [] },
        })
      requireNotAhead(body.reviewedOn, found.today, '/reviewedOn')
      const written = { on: body.reviewedOn ?? found.today, by: call.actor.accountId }
      await saveClosing(db, incubationId, body, written)
      await audit(db, found, 'closing_reviewed', changedFields(body, found.closing ?? {}))
      return shown(await findIncubation(db, call, incubationId, clock.now()), call.actor)
    }),

  listCircle: ({ params: { incubationId }, query: { on }, ...call }) =>
    database.read(call.scope, async (db) => {
      const { id } = await findIncubation(db, call, incubationId, clock.now())
      return { items: await circleOn(db, id, on ?? null) }
    }),

  addCircleMember: ({ params: { incubationId }, body, ...call }) =>
    database.write(call.scope, async (db) => {
      const found = await lockIncubation(db, call, incubationId, clock.now())
      if ([found.personId, ...found.founders.map((one) => one.personId)].includes(body.personId))
        throw broken('rule-broken', '/personId', { rule: 'same-person' })
      const id = await insertMember(db, found, body, call.actor.accountId)
      await audit(db, found, 'circle_joined')
      return memberIn(await findIncubation(db, call, incubationId, clock.now()), id)
    }),

  endCircleMember: ({ params: { incubationId, circleMemberId }, body: { endsOn }, ifMatch, ...call }) =>
    database.write(call.scope, async (db) => {
      const found = await lockIncubation(db, call, incubationId, clock.now())
      memberIn(found, circleMemberId)
      await guardVersion(db, call.scope, circleMember, circleMemberId, ifMatch)
      await endMember(db, found, circleMemberId, endsOn)
      await freeSlots(db, found.id, false, clock.now())
      await audit(db, found, 'circle_left')
      return memberIn(await findIncubation(db, call, incubationId, clock.now()), circleMemberId)
    }),
})

function audit(db: Db, { id, siteId }: Pick<Incubation, 'id' | 'siteId'>, act: string, fields: string[] = []) {
  return recordAudit(db, { act: `incubation.${act}`, siteId, entity: 'incubation', entityId: id, fields })
}
