import { problem, programmes, who, type Programme, type Role } from '@interra/contracts'
import type { Actor, Scope } from '../../platform/http/context.ts'

/** Whose work an indicator counts, by its id or its family; what people say and whom partners send is everybody's. */
const ofFamily: Readonly<Record<string, Programme>> = {
  ACT: 'interact',
  MIX: 'interact',
  AUT: 'interact',
  DUO: 'duo2change',
  TRN: 'training',
  INC: 'interlab',
  // beside the figures of workshops
  QLT: 'interact',
  'QLT-02': 'interlab',
}

/** The programmes that indicators count; of none, all of them. */
export const programmesOf = (ids: readonly string[]): readonly Programme[] =>
  ids.length === 0
    ? programmes
    : [...new Set(ids.flatMap((id) => ofFamily[id] ?? ofFamily[id.slice(0, 3)] ?? programmes))]

type Reader = Pick<Actor, 'kind' | 'sitesWith'>

/**
 * The sites of the scope over which somebody reads these indicators: those where one of the roles of theirs holds in each programme
 * that is counted. Keys read every programme. Throws `not-allowed` when there is none.
 */
export function sitesOfFigures(
  actor: Reader,
  { filterSites }: Pick<Scope, 'filterSites'>,
  ids: readonly string[],
  roles: readonly Role[] = who.allStaff,
): string[] {
  if (actor.kind === 'key') return [...filterSites].sort()
  const held = programmesOf(ids).map((programme) => actor.sitesWith(roles, programme))
  const sites = filterSites.filter((site) => held.every((some) => some.includes(site)))
  if (sites.length === 0 && filterSites.length > 0) throw problem('not-allowed')
  return sites.sort()
}

/** What tells of every programme is for those who work in all of them. Throws `not-allowed`. */
export function requireEveryProgramme(actor: Reader, { filterSites }: Pick<Scope, 'filterSites'>): void {
  if (actor.kind === 'key') return
  const isEverywhere = programmes.every((programme) => {
    const held = actor.sitesWith(who.allStaff, programme)
    return filterSites.every((site) => held.includes(site))
  })
  if (!isEverywhere) throw problem('not-allowed')
}
