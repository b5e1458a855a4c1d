import { problem, who, type Role, type todayRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { onlyHostedBy } from '../../platform/http/hosted-by.ts'
import { listProposals } from '../proposals/proposals.store.ts'
import { readToday } from './today.store.ts'
import { inOrderOfCare, waitingProposals } from './waiting.ts'

const office: readonly Role[] = who.team
const atMost = 200

export const todayHandlers = ({ database, clock }: Deps): Handlers<typeof todayRoutes> => ({
  getToday: ({ query, actor, scope }) => {
    if (query.site !== undefined && !scope.filterSites.includes(query.site)) throw problem('not-found')
    const filterSites = query.site === undefined ? scope.filterSites : [query.site]
    const now = clock.now()
    const inOffice = actor.roles.some((role) => office.includes(role))
    const { accountId } = actor
    const asked = { sites: filterSites, now, onlyHostedBy: onlyHostedBy(actor), office: inOffice, accountId }
    return database.read(scope, async (db) => {
      const day = await readToday(db, asked)
      if (!inOffice) return day
      const open = { status: ['submitted', 'accompanied', 'ready'] }
      const proposals = await listProposals(
        db,
        { ...scope, filterSites },
        open,
        { take: atMost, after: null },
        { now, readsNames: false },
      )
      const waiting = [...day.waiting, ...waitingProposals(proposals, day.on, actor.accountId)]
      return { ...day, waiting: inOrderOfCare(waiting) }
    })
  },
})
