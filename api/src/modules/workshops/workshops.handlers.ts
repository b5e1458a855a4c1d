import { broken, type Workshop, type workshopRoutes } from '@interra/contracts'
import { changedFields } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { addAutonomy } from './autonomy.store.ts'
import { changedReferences, requireReferences } from './references.store.ts'
import { actOnWorkshop } from './workshop-act.ts'
import { workshopConditionHandlers } from './workshop-conditions.handlers.ts'
import { workshopHostHandlers } from './workshop-hosts.handlers.ts'
import { workshopStatusHandlers } from './workshop-status.handlers.ts'
import { requireOpen } from './workshop.ts'
import { findWorkshop, listWorkshops } from './workshops.store.ts'

export const workshopHandlers = (deps: Deps): Handlers<typeof workshopRoutes> => {
  const { database, clock } = deps
  const act = actOnWorkshop(deps)
  return {
    ...workshopStatusHandlers(deps),
    ...workshopConditionHandlers(deps),
    ...workshopHostHandlers(deps),

    listWorkshops: ({ query, scope, actor }) =>
      database.read(scope, async (db) => {
        const window = windowOf(query, 2)
        const seen = { now: clock.now(), readsNames: actor.classes.has('C1') }
        // who hosts is asked for only where names are read
        const sites = scope.filterSites.filter((siteId) => !query.personId || actor.classesAt(siteId).has('C1'))
        const rows = await listWorkshops(db, { ...scope, filterSites: sites }, query, window, seen)
        return pageOfRows(
          rows,
          window,
          ({ title, id }) => [title, id],
          ({ item }) => item,
        )
      }),

    getWorkshop: ({ params, scope }) =>
      database.read(scope, async (db) => (await findWorkshop(db, scope, params.workshopId, clock.now())).workshop),

    changeWorkshop: (call) =>
      act(call, call.ifMatch, async ({ workshop, today }, db) => {
        requireOpen(workshop.status, 'change')
        const { categoryId, ownerId, ...same } = call.body
        const wanted = { categoryId, ownerId, roomId: same.roomId }
        await requireReferences(db, workshop.siteId, today, changedReferences(wanted, asBody(workshop)))
        return {
          change: {
            ...same,
            ...(categoryId !== undefined && { categoryTermId: categoryId }),
            ...(ownerId !== undefined && { ownerAccountId: ownerId }),
          },
          act: 'changed',
          fields: changedFields(call.body, asBody(workshop)),
        }
      }),

    setAutonomy: (call) =>
      act(call, call.ifMatch, async ({ workshop, today }, db) => {
        requireOpen(workshop.status, 'set_autonomy')
        const { level, fromOn = today, reason } = call.body
        if (fromOn > today) throw broken('rule-broken', '/fromOn', { rule: 'in-the-future' })
        const by = call.actor.accountId
        const autonomy = await addAutonomy(db, workshop, { level, fromOn, reason: reason ?? null, by })
        return { change: { autonomy }, act: 'autonomy_set', reason, fields: [level] }
      }),
  }
}

/** A workshop as a body would say it. */
function asBody({ category, owner, room, ...same }: Workshop) {
  return { ...same, categoryId: category?.id ?? null, ownerId: owner?.id ?? null, roomId: room?.id ?? null }
}
