import { broken, type siteRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { guardVersion } from '../../platform/db/guard-version.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Call, Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { requireAdminEverywhere } from '../accounts/grants.store.ts'
import { policyHandlers } from './policies.handlers.ts'
import { requireTimeZone } from './site.ts'
import { addSite, findSite, listSites, saveSite } from './sites.store.ts'
import { site } from './sites.tables.ts'
import { termHandlers } from './terms.handlers.ts'

type Changing = Call<(typeof siteRoutes)['changeSite' | 'closeSite' | 'reopenSite']>

export const siteHandlers = (deps: Deps): Handlers<typeof siteRoutes> => {
  const { database, clock, identities } = deps
  const forAdminEverywhere = (db: Db, actor: Changing['actor']) =>
    requireAdminEverywhere(db, actor, dayIn(homeTimeZone, clock.now()))

  /** Saves what differs, traces it, answers the site as it is now. */
  const change = async (
    db: Db,
    { params, scope, ifMatch }: Pick<Changing, 'params' | 'scope' | 'ifMatch'>,
    act: string,
    change: Parameters<typeof saveSite>[2],
  ) => {
    await findSite(db, scope, params.siteId)
    await guardVersion(db, scope, site, params.siteId, ifMatch)
    await saveSite(db, params.siteId, change)
    const { siteId } = params
    await recordAudit(db, { act, siteId, entity: 'site', entityId: siteId, fields: Object.keys(change) })
    return findSite(db, scope, siteId)
  }

  return {
    ...termHandlers(deps),
    ...policyHandlers(deps),
    listSites: ({ scope }) => database.read(scope, async (db) => ({ items: await listSites(db, scope) })),
    getSite: ({ params, scope }) => database.read(scope, (db) => findSite(db, scope, params.siteId)),
    addSite: async ({ body, actor, scope }) => {
      requireTimeZone(body.timeZone)
      const added = await database.write(scope, async (db) => {
        await forAdminEverywhere(db, actor)
        const siteId = await addSite(db, body)
        await recordAudit(db, { act: 'site.added', siteId, entity: 'site', entityId: siteId })
        return findSite(db, { ...scope, sites: [siteId] }, siteId)
      })
      identities.forget()
      return added
    },
    changeSite: (call) => database.write(call.scope, (db) => change(db, call, 'site.renamed', call.body)),
    closeSite: (call) =>
      database.write(call.scope, async (db) => {
        await forAdminEverywhere(db, call.actor)
        const { opensOn } = await findSite(db, call.scope, call.params.siteId)
        if (call.body.closesOn < opensOn) throw broken('rule-broken', '/closesOn', { rule: 'before-start' })
        return change(db, call, 'site.closed', call.body)
      }),
    reopenSite: (call) =>
      database.write(call.scope, async (db) => {
        await forAdminEverywhere(db, call.actor)
        return change(db, call, 'site.reopened', { closesOn: null })
      }),
  }
}
