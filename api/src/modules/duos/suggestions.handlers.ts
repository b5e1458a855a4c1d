import { problem, type candidacyRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers } from '../../platform/http/context.ts'
import { dayIn } from '../../platform/local-day.ts'
import { policyAt } from '../sites/policies.store.ts'
import { findSite } from '../sites/sites.store.ts'
import { findCandidacy } from './candidacies.store.ts'
import { readsSafety } from './duo-act.ts'
import { missingOf } from './missing.ts'
import { readPool } from './pool.store.ts'
import { ofSide, type PoolMember } from './pool.ts'
import { suggestionsFor } from './suggestions.ts'

type SuggestionRoutes = Pick<typeof candidacyRoutes, 'suggestPartners' | 'getPoolBalance'>
const usualLimit = 3
/** As many as a plan tells: the times come first, and a language or an area would be cut off behind them. */
const mostTold = 40

export const suggestionHandlers = ({ database, clock }: Deps): Handlers<SuggestionRoutes> => ({
  suggestPartners: ({ params: { candidacyId }, query: { limit = usualLimit }, scope, actor }) =>
    database.read(scope, async (db) => {
      const { candidacy, today } = await findCandidacy(db, scope, candidacyId, clock.now())
      if (!candidacy.inPool)
        throw problem('not-in-pool', readsSafety(actor, candidacy) ? { params: { blockers: candidacy.blockers } } : {})
      const language = await policyAt(db, candidacy.siteId, 'duo_language', today)
      return suggestionsFor(await readPool(db, candidacy.siteId, clock.now()), candidacyId, language, limit)
    }),

  getPoolBalance: ({ query: { siteId }, scope }) =>
    database.read(scope, async (db) => {
      const { timeZone } = await findSite(db, scope, siteId)
      const language = await policyAt(db, siteId, 'duo_language', dayIn(timeZone, clock.now()))
      const pool = await readPool(db, siteId, clock.now())
      const [newcomers, locals] = [ofSide(pool, 'newcomer'), ofSide(pool, 'local')]
      return {
        newcomers: newcomers.length,
        locals: locals.length,
        newcomerDays: medianDays(newcomers),
        localDays: medianDays(locals),
        newcomersPastLimit: pastLimitOf(newcomers),
        localsPastLimit: pastLimitOf(locals),
        missing: missingOf(pool.members, language).slice(0, mostTold),
      }
    }),
})

/** Half of them wait for no longer. */
function medianDays(members: readonly PoolMember[]): number | null {
  const days = members.map(({ candidate }) => candidate.waitingDays).sort((a, b) => a - b)
  return days[Math.floor((days.length - 1) / 2)] ?? null
}

const pastLimitOf = (members: readonly PoolMember[]) => members.filter(({ pastLimit }) => pastLimit).length
