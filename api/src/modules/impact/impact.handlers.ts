import { createHash } from 'node:crypto'
import { broken, indicators, problem, type impactRoutes } from '@interra/contracts'
import type { Deps } from '../../platform/deps.ts'
import type { Actor, Handlers } from '../../platform/http/context.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { countWith, type Level } from './counted.store.ts'
import { figuresFrom } from './figures.ts'

export const impactHandlers = ({ database, clock }: Deps): Handlers<typeof impactRoutes> => ({
  getFigures: async ({ query, actor, scope }) => {
    const { from, to, site } = query
    if (from >= to) throw broken('rule-broken', '/query/to', { rule: 'before-start' })
    if (site !== undefined && !scope.filterSites.includes(site)) throw problem('not-found')
    const sites = site === undefined ? [...scope.filterSites].sort() : [site]
    const now = clock.now().toISOString()
    const today = dayIn(homeTimeZone, clock.now())
    const asking = { today, levelAt: (some: readonly string[]) => levelOf(actor, some) }
    const counted = await database.report(scope, (db) => countWith(db, asking, sites, { from, to }))
    const { level, measures } = counted
    return {
      from,
      to,
      siteIds: sites,
      level,
      asOf: now,
      computedAt: now,
      paramsHash: hash([from, to, sites, level, indicators.map(({ id, version }) => [id, version])]),
      figures: figuresFrom(counted),
      weeks: [...measures.weeks],
    }
  },
})

/** Who may read people one by one, on every site asked for, sees small numbers; other staff do not; machines never. */
function levelOf(actor: Pick<Actor, 'kind' | 'classesAt'>, sites: readonly string[]): Level {
  if (actor.kind === 'key') return 'external'
  return sites.every((site) => actor.classesAt(site).has('C1')) ? 'internal_case' : 'internal_report'
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}
