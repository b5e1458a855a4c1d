import type { FigureCell, Indicator } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { TableQuestion } from './count.store.ts'
import { tabulate } from './tabulate.store.ts'

interface Table {
  readonly indicator: Indicator
  readonly cells: FigureCell[]
}

export type Tabulate = (question: TableQuestion) => Promise<Table>

/** The oldest that a kept answer may be, in milliseconds: half of what `figure_change` keeps. */
const longest = 12 * 3_600_000
/** Answers of more cells are worked out each time. */
const cellsAtMost = 2_000

/**
 * Tables as they were last told, as long as nothing that a figure may read was written since: at most `entries`, the one asked
 * for longest ago is forgotten first. Called at the beginning of a report's transaction; what it gives answers as `tabulate`.
 */
export function figureMemory(entries = 400) {
  let kept = new Map<string, Table>()
  let since: { readonly snapshot: string; readonly at: number } | null = null

  return async (db: Db): Promise<Tabulate> => {
    if (since !== null && performance.now() - since.at > longest) since = null
    const { snapshot, changed, behind } = await changedSince(db, since?.snapshot ?? null)
    // a transaction that began before the answers were made sees less than they tell
    if (behind) return (question) => tabulate(db, question)
    if (changed) {
      kept = new Map()
      since = { snapshot, at: performance.now() }
    }
    const own = kept
    return async (question) => {
      const key = JSON.stringify(question)
      const known = own.get(key)
      const table = known ?? (await tabulate(db, question))
      own.delete(key)
      if (table.cells.length <= cellsAtMost) own.set(key, table)
      if (own.size > entries) own.delete([...own.keys()][0] ?? key)
      return table
    }
  }
}

/** Whether a transaction that is visible now, and was not in `snapshot`, wrote what a figure may read. */
async function changedSince(db: Db, snapshot: string | null) {
  const text = `select pg_current_snapshot()::text as snapshot,
    $1::pg_snapshot is null or exists (select from figure_change where changed_in >= pg_snapshot_xmin($1::pg_snapshot)
      and not pg_visible_in_snapshot(changed_in, $1::pg_snapshot)) as changed,
    coalesce(pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false) as behind`
  const [row] = await db.hot<{ snapshot: string; changed: boolean; behind: boolean }>(
    { name: 'figures changed since', text },
    [snapshot],
  )
  if (!row) throw new Error('one row is told')
  return row
}
