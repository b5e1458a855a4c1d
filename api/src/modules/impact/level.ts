import { readableClasses, roles, type Breakdown, type DataClass, type Figures } from '@interra/contracts'
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

/**
 * Who may read people one by one, in each programme and on every site asked for, sees small numbers, and those told by what the
 * law asks about somebody's stay who may read that too; other staff do not; machines never.
 */
export function levelOf(actor: Reader, { by = [], ...told }: Telling): Figures['level'] {
  if (actor.kind === 'key') return 'external'
  const needed: readonly DataClass[] = by.includes('legalNewcomer') ? ['C1', 'C5'] : ['C1']
  return needed.every((one) => readsIn(actor, one, told)) ? 'internal_case' : 'internal_report'
}
