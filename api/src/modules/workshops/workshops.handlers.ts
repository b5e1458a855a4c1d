import { advance, broken, problem, workshopMachine, type Workshop, type workshopRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { changedReferences, requireReferences } from './references.store.ts'
import { addAutonomy } from './autonomy.store.ts'
import { addWaiver, endWaiver } from './waivers.store.ts'
import { addHost, hostIn, lockHost, removeHost, saveHost } from './workshop-hosts.store.ts'
import { publish, requireOpen, requirePast } from './workshop.ts'
import {
  findWorkshop,
  listWorkshops,
  lockWorkshop,
  saveWorkshop,
  type FoundWorkshop,
  type WorkshopChange,
} from './workshops.store.ts'

/** What an act does to a workshop that is locked: the row's new members, and its line in the audit trail. */
interface Outcome {
  readonly change: WorkshopChange
  readonly act: string
  readonly reason?: string | undefined
  readonly fields?: readonly string[]
}
interface OneWorkshop {
  readonly params: { workshopId: string }
  readonly scope: Scope
}

export const workshopHandlers = ({ database, clock }: Deps): Handlers<typeof workshopRoutes> => {
  /** Locks, decides, saves, notes and answers. Without `ifMatch` the version the caller read does not matter. */
  function act(
    { params: { workshopId }, scope }: OneWorkshop,
    ifMatch: number | undefined,
    decide: (found: FoundWorkshop, db: Db) => Outcome | Promise<Outcome>,
  ): Promise<Workshop> {
    return database.write(scope, async (db) => {
      const found = await lockWorkshop(db, scope, workshopId, clock.now(), ifMatch)
      const { change, act, reason, fields = [] } = await decide(found, db)
      await saveWorkshop(db, workshopId, change)
      await recordAudit(db, {
        act: `workshop.${act}`,
        siteId: found.workshop.siteId,
        entity: 'workshop',
        entityId: workshopId,
        reason: reason ?? null,
        fields,
      })
      return (await findWorkshop(db, scope, workshopId, clock.now())).workshop
    })
  }
  const statusChange = (status: Workshop['status'], reason?: string): WorkshopChange => ({
    status,
    statusReason: reason ?? null,
    statusSince: clock.now(),
  })

  return {
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

    publishWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: { ...statusChange(publish(workshop)), publishedAt: clock.now() },
        act: 'published',
      })),

    pauseWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'pause'), call.body.reason),
        act: 'paused',
        reason: call.body.reason,
      })),

    resumeWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'resume')),
        act: 'resumed',
      })),

    endWorkshop: (call) =>
      act(call, call.ifMatch, ({ workshop }) => ({
        change: statusChange(advance(workshopMachine, workshop.status, 'end'), call.body.reason),
        act: 'ended',
        reason: call.body.reason,
      })),

    waiveCondition: (call) =>
      act(call, undefined, async ({ workshop }, db) => {
        requireOpen(workshop.status, 'waive')
        const { condition } = call.params
        const reason = call.body.reason.trim()
        if (reason === '') throw broken('reason-required', '/reason')
        await addWaiver(db, workshop, { condition, reason, by: call.actor.accountId, at: clock.now() })
        return { change: {}, act: 'condition_waived', reason, fields: [condition] }
      }),

    withdrawWaiver: (call) =>
      act(call, undefined, async ({ workshop }, db) => {
        requireOpen(workshop.status, 'withdraw_waiver')
        const { condition } = call.params
        if (!workshop.conditions.some((one) => one.condition === condition && one.waiver)) throw problem('not-found')
        await endWaiver(db, workshop.id, condition, clock.now())
        return { change: {}, act: 'waiver_withdrawn', fields: [condition] }
      }),

    addWorkshopHost: ({ params, body, scope }) =>
      database.write(scope, async (db) => {
        const { workshop } = await lockWorkshop(db, scope, params.workshopId, clock.now())
        requireOpen(workshop.status, 'add_host')
        const hostId = await addHost(db, workshop, body)
        await recordAudit(db, hostAudit(workshop, 'host_added', [body.part]))
        return hostIn((await findWorkshop(db, scope, workshop.id, clock.now())).workshop.hosts, hostId)
      }),

    changeWorkshopHost: ({ params, body, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        await lockHost(db, scope, params, ifMatch)
        const { workshop, today } = await findWorkshop(db, scope, params.workshopId, clock.now())
        requirePast(body, today)
        await saveHost(db, params.hostId, body)
        const before = hostIn(workshop.hosts, params.hostId)
        await recordAudit(db, hostAudit(workshop, 'host_changed', changedFields(body, before)))
        return hostIn((await findWorkshop(db, scope, workshop.id, clock.now())).workshop.hosts, params.hostId)
      }),

    removeWorkshopHost: ({ params, scope, ifMatch }) =>
      database.write(scope, async (db) => {
        const { siteId } = await lockHost(db, scope, params, ifMatch)
        await removeHost(db, params.hostId)
        await recordAudit(db, hostAudit({ id: params.workshopId, siteId }, 'host_removed', []))
        return undefined
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

function hostAudit(workshop: { id: string; siteId: string }, act: string, fields: readonly string[]) {
  return { act: `workshop.${act}`, siteId: workshop.siteId, entity: 'workshop', entityId: workshop.id, fields }
}
