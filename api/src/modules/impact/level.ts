import type { Figures } from '@interra/contracts'
import type { Actor } from '../../platform/http/context.ts'

/** Who may read people one by one, on every site asked for, sees small numbers; other staff do not; machines never. */
export function levelOf(actor: Pick<Actor, 'kind' | 'classesAt'>, sites: readonly string[]): Figures['level'] {
  if (actor.kind === 'key') return 'external'
  return sites.every((site) => actor.classesAt(site).has('C1')) ? 'internal_case' : 'internal_report'
}
