import type { Breakdown, DataClass, Figures } from '@interra/contracts'
import type { Actor } from '../../platform/http/context.ts'

/**
 * Who may read people one by one, on every site asked for, sees small numbers, and those told by what the law asks about
 * somebody's stay who may read that too; other staff do not; machines never.
 */
export function levelOf(
  actor: Pick<Actor, 'kind' | 'classesAt'>,
  sites: readonly string[],
  by: readonly Breakdown[] = [],
): Figures['level'] {
  if (actor.kind === 'key') return 'external'
  const needed: readonly DataClass[] = by.includes('legalNewcomer') ? ['C1', 'C5'] : ['C1']
  const readsAll = sites.every((site) => needed.every((one) => actor.classesAt(site).has(one)))
  return readsAll ? 'internal_case' : 'internal_report'
}
