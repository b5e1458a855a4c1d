import { problem, who, type Programme, type Role, type todayRoutes } from '@interra/contracts'
import { recordAudit } from '../../platform/audit.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { proposalsToFollow } from '../proposals/proposals.store.ts'
import { markTold, readToday } from './today.store.ts'
import { inOrderOfCare, waitingProposals } from './waiting.ts'

/** Who sees every session of their site: a host sees those they host. */
const everySession: readonly Role[] = who.doorAndStaff.filter((role) => role !== 'host')
/** A day's work and more; the count tells of the rest. */
const shown = 100

export const todayHandlers = ({ database, clock }: Deps): Handlers<typeof todayRoutes> => ({
  getToday: ({ query, actor, scope }) => {
    if (query.site !== undefined && !scope.filterSites.includes(query.site)) throw problem('not-found')
    const sites = query.site === undefined ? scope.filterSites : [query.site]
    // sessions, proposals and workshops are InterAct's
    const held = (roles: readonly Role[], programme: Programme = 'interact') =>
      actor.sitesWith(roles, programme).filter((siteId) => sites.includes(siteId))
    const office = held(who.team)
    const duoOffice = held(who.team, 'duo2change')
    const now = clock.now()
    const { accountId, personId: hostId } = actor
    const asked = {
      sites,
      now,
      ours: held(who.doorAndStaff),
      allSessionsOf: held(everySession),
      hostId,
      office,
      duoOffice,
      duoAlertsOf: held(who.safeguards, 'duo2change'),
      labOffice: held(who.team, 'interlab'),
      accountId,
    }
    return database.read(scope, async (db) => {
      const day = await readToday(db, asked)
      const proposals = office.length > 0 ? await proposalsToFollow(db, office, now) : []
      const waiting = inOrderOfCare([...day.waiting, ...waitingProposals(proposals, accountId)])
      return { ...day, waiting: waiting.slice(0, shown), waitingCount: waiting.length }
    })
  },

  noteTold: ({ params: { messageId }, actor, scope }) =>
    database.write(scope, async (db) => {
      const held = (programme: Programme) =>
        actor.sitesWith(who.team, programme).filter((siteId) => scope.filterSites.includes(siteId))
      const sites = { ofDuos: held('duo2change'), ofLab: held('interlab'), ofOthers: held('interact') }
      const siteId = await markTold(db, sites, messageId, clock.now())
      if (siteId) await recordAudit(db, { act: 'message.told', siteId, entity: 'message', entityId: messageId })
      return undefined
    }),
})
