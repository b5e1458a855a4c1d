import {
  advance,
  broken,
  machineOf,
  problem,
  type AddPathItem,
  type Machine,
  type PathAct,
  type PathItem,
  type PathState,
} from '@interra/contracts'

type Rated = Pick<AddPathItem, 'kind' | 'dimension' | 'severity' | 'parentId'>

/** Whether items of a kind say what they are about and how much it hinders. */
export const isRated = (kind: PathItem['kind']) => kind === 'need' || kind === 'blocker'

/**
 * A need or a blocker has a dimension and a severity, others have none; what it hangs on is on the same path. Throws
 * `rule-broken`.
 */
export function requireFitting({ kind, dimension, severity, parentId }: Rated, items: readonly PathItem[]): void {
  for (const [pointer, value] of [
    ['/dimension', dimension],
    ['/severity', severity],
  ] as const) {
    const given = value !== undefined && value !== null
    if (isRated(kind) && !given) throw broken('rule-broken', pointer, { rule: 'missing-for-this-kind' })
    if (kind === 'strength' && given) throw broken('rule-broken', pointer, { rule: 'not-for-this-kind' })
    if (pointer === '/severity' && !isRated(kind) && given)
      throw broken('rule-broken', pointer, { rule: 'not-for-this-kind' })
  }
  if (parentId === undefined || parentId === null) return
  if (!items.some(({ id }) => id === parentId)) throw broken('rule-broken', '/parentId', { rule: 'unknown' })
}

/** The state after an act, by the machine of its kind. Throws `act-not-possible`, `reason-required`. */
export function afterPathAct(
  { kind, status }: Pick<PathItem, 'kind' | 'status'>,
  act: PathAct,
  reason?: string,
): PathState {
  const machine: Machine = machineOf(kind)
  if (!(act in machine.acts))
    throw problem('act-not-possible', { params: { entity: machine.entity, state: status, act, possible: [] } })
  return advance(machine, status, act, reason) as PathState
}

/** What is over is not changed any more. Throws `act-not-possible`. */
export function requireOpen({ kind, status, closedOn }: PathItem, act: string): void {
  if (closedOn !== null)
    throw problem('act-not-possible', { params: { entity: machineOf(kind).entity, state: status, act, possible: [] } })
}
