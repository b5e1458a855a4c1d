/** A count that flows from one line of a table to another: every line takes in what it gives out. */
export interface Flow {
  readonly from: string
  readonly to: string
  readonly value: number
  readonly hidden: boolean
}

/**
 * How wide the range is in which a hidden count may lie, for whoever sees all the others (whole numbers from 0): how far it
 * can rise and how far it can fall while every line still adds up. Counts no further than `enough`.
 */
export function rangeWidth(flows: readonly Flow[], cell: Flow, enough: number): number {
  const others = flows.filter((flow) => flow.hidden && flow !== cell)
  const up = mostThrough(others, cell.to, cell.from, enough)
  const down = mostThrough(others, cell.from, cell.to, Math.min(enough, cell.value))
  return Math.min(enough, up + down)
}

interface Step {
  readonly flow: Flow
  readonly forth: boolean
}

/** What can be led from one line to another by raising and lowering hidden counts, `limit` at most (augmenting paths). */
function mostThrough(flows: readonly Flow[], from: string, to: string, limit: number): number {
  const left = new Map(flows.map((flow) => [flow, flow.value]))
  const of = (flow: Flow) => left.get(flow) ?? 0
  let found = 0
  while (found < limit) {
    const path = pathThrough(flows, from, to, of)
    if (!path) break
    const back = path.filter(({ forth }) => !forth).map(({ flow }) => of(flow))
    const step = Math.min(limit - found, ...back)
    for (const { flow, forth } of path) left.set(flow, of(flow) + (forth ? step : -step))
    found += step
  }
  return found
}

function pathThrough(flows: readonly Flow[], from: string, to: string, of: (flow: Flow) => number): Step[] | null {
  const reached = new Map<string, readonly Step[]>([[from, []]])
  for (const [line, path] of reached) {
    if (line === to) return [...path]
    for (const flow of flows) {
      if (flow.from === line && !reached.has(flow.to)) reached.set(flow.to, [...path, { flow, forth: true }])
      if (flow.to === line && of(flow) > 0 && !reached.has(flow.from))
        reached.set(flow.from, [...path, { flow, forth: false }])
    }
  }
  return null
}
