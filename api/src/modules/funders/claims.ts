import type { FunderClaims } from '@interra/contracts'

/** People of a site who took part in the same programmes with the same funders, each counted once. */
export interface Region {
  readonly siteId: string
  readonly programmes: readonly string[]
  readonly funderIds: readonly string[]
  readonly persons: number
}

/**
 * What each funder claims, and how the claims come to the people there are: claims - counted again = claimed,
 * claimed + nobody's = overall. Nobody's are those whose activities no funder carries.
 */
export function reconcile(regions: readonly Region[]): FunderClaims {
  const sum = (of: (region: Region) => number) => regions.reduce((all, region) => all + of(region), 0)
  const overall = sum(({ persons }) => persons)
  const claims = sum(({ funderIds, persons }) => funderIds.length * persons)
  const claimed = sum(({ funderIds, persons }) => (funderIds.length > 0 ? persons : 0))
  const most = Math.max(0, ...regions.map(({ funderIds }) => funderIds.length))
  return {
    claims,
    countedAgain: claims - claimed,
    claimed,
    ofSeveral: sum(({ funderIds, persons }) => (funderIds.length > 1 ? persons : 0)),
    unclaimed: overall - claimed,
    overall,
    byFunders: Array.from({ length: most + 1 }, (_, funders) => ({
      funders,
      persons: sum(({ funderIds, persons }) => (funderIds.length === funders ? persons : 0)),
    })),
  }
}

/** People with a funder, and those among them whom no other one claims. */
export function claimOf(regions: readonly Region[], funderId: string): { persons: number; alone: number } {
  const own = regions.filter(({ funderIds }) => funderIds.includes(funderId))
  const count = (some: readonly Region[]) => some.reduce((all, { persons }) => all + persons, 0)
  return { persons: count(own), alone: count(own.filter(({ funderIds }) => funderIds.length === 1)) }
}

/** Whoever can be told apart by adding and taking away what is shown are whole regions: none of them may be small. */
export const isTellable = (regions: readonly Region[], k: number): boolean =>
  regions.every(({ persons }) => persons === 0 || persons >= k)
