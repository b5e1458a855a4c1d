import { broken, openingOutcomes, type CircleOpening, type openingRoutes } from '@interra/contracts'
import { changedFields, recordAudit, recordRead } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers } from '../../platform/http/context.ts'
import { requireNotAhead } from './incubation.ts'
import { findIncubation, holdIncubation, readsWhole, type Asking, type FoundIncubation } from './incubations.store.ts'
import { circleOpening } from './incubations.tables.ts'
import { deleteOpening, insertOpening, listOpenings, openingIn, saveOpening } from './openings.store.ts'

export const openingHandlers = ({ database, clock }: Deps): Handlers<typeof openingRoutes> => {
  /** An opening of an incubation that is held, as the caller read it. */
  const held = async (db: Db, asking: Asking, ids: { incubationId: string; openingId: string }, ifMatch: number) => {
    const incubation = await holdIncubation(db, asking, ids.incubationId, clock.now())
    const opening = openingIn(await readable(db, asking.actor, incubation), ids.openingId)
    await guardVersion(db, asking.scope, circleOpening, opening.id, ifMatch)
    return { incubation, opening }
  }
  return {
    listOpenings: ({ params: { incubationId }, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await findIncubation(db, call, incubationId, clock.now())
        await recordRead(db, incubation.personId, 'listOpenings')
        const items = await readable(db, call.actor, incubation)
        const counts = openingOutcomes.map((outcome) => ({
          outcome,
          count: items.filter((one) => one.outcome === outcome).length,
        }))
        return { items, counts }
      }),

    addOpening: ({ params: { incubationId }, body, ...call }) =>
      database.write(call.scope, async (db) => {
        const incubation = await holdIncubation(db, call, incubationId, clock.now())
        requireNotAhead(body.openedOn, incubation.today, '/openedOn')
        const circleMemberId = openerOf(call.actor, incubation, body.openedOn, body.circleMemberId)
        const noted = { circleMemberId, createdBy: call.actor.accountId, createdAt: clock.now() }
        const id = await insertOpening(db, incubation, body, noted)
        await audit(db, incubation, 'added')
        return openingIn(await readable(db, call.actor, incubation), id)
      }),

    changeOpening: ({ params, body, ifMatch, ...call }) =>
      database.write(call.scope, async (db) => {
        const { incubation, opening } = await held(db, call, params, ifMatch)
        requireNotAhead(body.openedOn, incubation.today, '/openedOn')
        await saveOpening(db, opening.id, body)
        await audit(db, incubation, 'changed', changedFields(body, opening))
        return openingIn(await readable(db, call.actor, incubation), opening.id)
      }),

    removeOpening: ({ params, ifMatch, ...call }) =>
      database.write(call.scope, async (db) => {
        const { incubation, opening } = await held(db, call, params, ifMatch)
        await deleteOpening(db, opening.id)
        await audit(db, incubation, 'removed')
        return undefined
      }),
  }
}

/** What somebody reads, counts and changes: experts and mentors what they opened themselves. */
async function readable(db: Db, actor: Actor, incubation: FoundIncubation): Promise<CircleOpening[]> {
  const openings = await listOpenings(db, incubation.id)
  if (readsWhole(actor, incubation)) return openings
  return openings.filter(({ person }) => person.personId === actor.personId)
}

/**
 * Whose address book it is: of those whom the caller may note it for, the one who is named, or else the caller, in the
 * role in which they stand there that day. Throws `rule-broken`.
 */
function openerOf(actor: Actor, incubation: FoundIncubation, day: string, named: string | undefined): string {
  const own = incubation.circle.filter(({ person }) => person.personId === actor.personId)
  const standing = own.find(({ startsOn, endsOn }) => startsOn <= day && day <= (endsOn ?? incubation.endsOn))
  const found =
    named === undefined
      ? (standing ?? own[0])
      : (readsWhole(actor, incubation) ? incubation.circle : own).find(({ id }) => id === named)
  if (!found) throw broken('rule-broken', '/circleMemberId', { rule: 'unknown' })
  return found.id
}

function audit(db: Db, { id, siteId }: FoundIncubation, act: string, fields: readonly string[] = []): Promise<void> {
  return recordAudit(db, { act: `opening.${act}`, siteId, entity: 'opening', entityId: id, fields })
}
