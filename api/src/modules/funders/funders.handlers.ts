import type { funderRoutes } from '@interra/contracts'
import { changedFields, recordAudit } from '../../platform/audit.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { pageOfRows, windowOf } from '../../platform/http/paging.ts'
import { requireEveryProgramme } from '../impact/programmes.ts'
import { requireInScope } from '../sites/sites.store.ts'
import {
  findAllocation,
  insertAllocation,
  listActivities,
  listAllocations,
  saveAllocation,
} from './allocations.store.ts'
import {
  findFunder,
  findGrant,
  insertFunder,
  insertGrant,
  listFunders,
  saveFunder,
  saveGrant,
} from './funders.store.ts'
import { allocation, funder, funderGrant } from './funders.tables.ts'

export const funderHandlers = ({ database }: Deps): Handlers<typeof funderRoutes> => ({
  listFunders: ({ query, scope }) =>
    database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      const rows = await listFunders(db, scope, query.siteId, window)
      return pageOfRows(
        rows,
        window,
        ({ name, id }) => [name, id],
        ({ item }) => item,
      )
    }),

  getFunder: ({ params, scope }) => database.read(scope, (db) => findFunder(db, scope, params.funderId)),

  addFunder: ({ body, scope, actor }) => {
    const { siteId } = body
    requireInScope(scope, siteId)
    return database.write(scope, async (db) => {
      const id = await insertFunder(db, body, actor.accountId)
      await recordAudit(db, { act: 'funder.added', siteId, entity: 'funder', entityId: id })
      return findFunder(db, scope, id)
    })
  },

  changeFunder: ({ params: { funderId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, funder, funderId, ifMatch)
      const present = await findFunder(db, scope, funderId)
      await saveFunder(db, funderId, body)
      const { siteId } = present
      const fields = changedFields(body, present)
      await recordAudit(db, { act: 'funder.changed', siteId, entity: 'funder', entityId: funderId, fields })
      return findFunder(db, scope, funderId)
    }),

  addGrant: ({ params, body, scope, actor }) =>
    database.write(scope, async (db) => {
      const of = await findFunder(db, scope, params.funderId)
      const id = await insertGrant(db, of, body, actor.accountId)
      await recordAudit(db, { act: 'grant.added', siteId: of.siteId, entity: 'funder_grant', entityId: id })
      return findGrant(db, scope, id)
    }),

  changeGrant: ({ params: { grantId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, funderGrant, grantId, ifMatch)
      const present = await findGrant(db, scope, grantId)
      await saveGrant(db, present, body)
      const { siteId } = present
      const fields = changedFields(body, present)
      await recordAudit(db, { act: 'grant.changed', siteId, entity: 'funder_grant', entityId: grantId, fields })
      return findGrant(db, scope, grantId)
    }),

  listActivities: ({ query: { siteId, text }, scope, actor }) => {
    requireInScope(scope, siteId)
    requireEveryProgramme(actor, scope)
    return database.read(scope, async (db) => ({ items: await listActivities(db, siteId, text) }))
  },

  listAllocations: ({ query, scope, actor }) => {
    requireEveryProgramme(actor, scope)
    return database.read(scope, async (db) => {
      const window = windowOf(query, 2)
      const rows = await listAllocations(db, scope, query, window)
      return pageOfRows(
        rows,
        window,
        ({ since, id }) => [since, id],
        ({ item }) => item,
      )
    })
  },

  addAllocation: ({ body, scope, actor }) => {
    const { siteId } = body
    requireInScope(scope, siteId)
    return database.write(scope, async (db) => {
      const id = await insertAllocation(db, body, actor.accountId)
      await recordAudit(db, { act: 'allocation.added', siteId, entity: 'allocation', entityId: id })
      return findAllocation(db, scope, id)
    })
  },

  changeAllocation: ({ params: { allocationId }, body, scope, ifMatch }) =>
    database.write(scope, async (db) => {
      await guardVersion(db, scope, allocation, allocationId, ifMatch)
      const present = await findAllocation(db, scope, allocationId)
      await saveAllocation(db, present, body)
      const { siteId } = present
      const fields = changedFields(body, present)
      await recordAudit(db, { act: 'allocation.changed', siteId, entity: 'allocation', entityId: allocationId, fields })
      return findAllocation(db, scope, allocationId)
    }),
})
