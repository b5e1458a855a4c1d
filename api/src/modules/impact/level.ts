import { asked, readableClasses, roles, type Breakdown, type DataClass, type Figures } from '@interra/contracts'
import type { Actor } from '../../platform/http/context.ts'
import { programmesOf } from './programmes.ts'

type Reader = Pick<Actor, 'kind' | 'sitesWith'>
export interface Telling {
  readonly sites: readonly string[]
  /** Indicators; none is every programme. */
  readonly ids?: readonly string[]
  readonly by?: readonly Breakdown[]
}

const rolesReading = (dataClass: DataClass) => roles.filter((role) => readableClasses[role].includes(dataClass))

/** Whether somebody reads a class on every site, by roles that hold in each programme that these indicators count. */
export function readsIn(actor: Reader, dataClass: DataClass, { sites, ids = [] }: Omit<Telling, 'by'>): boolean {
  const reading = rolesReading(dataClass)
  return programmesOf(ids).every((programme) => {
    const held = actor.sitesWith(reading, programme)
    return sites.every((site) => held.includes(site))
  })
}

/** What members answered of themselves is read by nobody one by one (domain reference 4.2, C5). */
export const isAsked = (id: string): boolean => id === 'QLT-01' || asked.some((one) => one.id === id)

/** Whether it counts files of projects (C7). */
export const countsFiles = (id: string): boolean => id.startsWith('INC-') || id === 'QLT-02'

/**
 * Who may read people one by one, in each programme and on every site asked for, sees small numbers; those told by what the law
 * asks about somebody's stay, or counting files of projects, who may read that too; those of answers nobody. Machines never.
 */
export function levelOf(actor: Reader, { by = [], ids = [], sites }: Telling): Figures['level'] {
  if (actor.kind === 'key') return 'external'
  const needed: readonly DataClass[] = [
    'C1',
    ...(by.includes('legalNewcomer') ? (['C5'] as const) : []),
    ...(ids.some(countsFiles) ? (['C7'] as const) : []),
  ]
  const isReadable = !ids.some(isAsked) && needed.every((one) => readsIn(actor, one, { sites, ids }))
  return isReadable ? 'internal_case' : 'internal_report'
}
