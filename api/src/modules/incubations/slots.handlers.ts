import { advance, broken, coachingSlotMachine, type CoachingSlot, type coachingRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import { onlyAround } from '../../platform/http/around.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { requireInScope } from '../sites/sites.store.ts'
import { circleOn, findIncubation, type Asking } from './incubations.store.ts'
import { coachingSlot } from './incubations.tables.ts'
import { findSlot, insertSlot, listSlots, saveSlot } from './slots.store.ts'

type SlotHandlers = Pick<
  Handlers<typeof coachingRoutes>,
  'listCoachingSlots' | 'openCoachingSlot' | 'bookCoachingSlot' | 'releaseCoachingSlot' | 'cancelCoachingSlot'
>

export const slotHandlers = ({ database, clock }: Deps): SlotHandlers => {
  const act = (
    { params: { coachingSlotId }, ifMatch, ...call }: Asking & { params: { coachingSlotId: string }; ifMatch: number },
    name: keyof typeof coachingSlotMachine.acts,
    incubationOf: (db: Db, slot: CoachingSlot) => Promise<string | null>,
  ): Promise<CoachingSlot> =>
    database.write(call.scope, async (db) => {
      await guardVersion(db, call.scope, coachingSlot, coachingSlotId, ifMatch)
      const slot = await findSlot(db, call, coachingSlotId, clock.now())
      const status = advance(coachingSlotMachine, slot.status, name)
      await saveSlot(db, slot.id, { status, incubationId: await incubationOf(db, slot) })
      await audit(db, slot, status)
      return findSlot(db, call, coachingSlotId, clock.now())
    })

  return {
    listCoachingSlots: ({ query, ...call }) =>
      database.read(call.scope, async (db) => ({ items: await listSlots(db, call, query, clock.now()) })),

    openCoachingSlot: ({ body, ...call }) => {
      requireInScope(call.scope, body.siteId)
      const around = onlyAround(call.actor, call.scope)
      const coachId = body.coachId ?? call.actor.personId
      if (coachId === null) throw broken('rule-broken', '/coachId', { rule: 'missing-for-this-kind' })
      if (around && !around.freeSites.includes(body.siteId) && coachId !== around.personId)
        throw broken('rule-broken', '/coachId', { rule: 'unknown' })
      return database.write(call.scope, async (db) => {
        const id = await insertSlot(db, { ...body, coachId }, call.actor.accountId)
        const slot = await findSlot(db, call, id, clock.now())
        if (new Date(slot.startsAt) <= clock.now()) throw broken('rule-broken', '/startsOn', { rule: 'in-the-past' })
        await audit(db, slot, 'opened')
        return slot
      })
    },

    bookCoachingSlot: ({ body: { incubationId }, ...call }) =>
      act(call, 'book', async (db, { coach, startsOn, siteId }) => {
        const incubation = await findIncubation(db, call, incubationId, clock.now())
        const around = await circleOn(db, incubation.id, startsOn)
        if (incubation.siteId !== siteId || !around.some(({ person }) => person.personId === coach.personId))
          throw broken('rule-broken', '/incubationId', { rule: 'not-around' })
        return incubation.id
      }),
    releaseCoachingSlot: (call) => act(call, 'release', () => Promise.resolve(null)),
    cancelCoachingSlot: (call) => act(call, 'cancel', () => Promise.resolve(null)),
  }
}

function audit(db: Db, { id, siteId }: Pick<CoachingSlot, 'id' | 'siteId'>, what: string): Promise<void> {
  return recordAudit(db, { act: `coachingSlot.${what}`, siteId, entity: 'coachingSlot', entityId: id })
}
