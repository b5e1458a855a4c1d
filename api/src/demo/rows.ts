import { createHash } from 'node:crypto'
import type { Db } from '../platform/db/database.ts'

export type Row = Readonly<Record<string, unknown>>

/** Inserts rows; what a row does not name takes the column's default. Table and column names are the demo's own. */
export async function insertRows(db: Db, table: string, rows: readonly Row[]): Promise<void> {
  for (const [shape, group] of byShape(rows)) {
    const name = `demo ${createHash('sha256').update(`${table} ${shape}`).digest('hex').slice(0, 16)}`
    const text = `insert into ${table} (${shape}) select ${shape} from jsonb_populate_recordset(null::${table}, $1)`
    await db.hot({ name, text }, [JSON.stringify(group)])
  }
}

function byShape(rows: readonly Row[]): Map<string, Row[]> {
  const shapes = new Map<string, Row[]>()
  for (const row of rows) {
    const shape = Object.keys(row).sort().join(', ')
    const group = shapes.get(shape)
    if (group) group.push(row)
    else shapes.set(shape, [row])
  }
  return shapes
}

/** `YYYY-MM-DD`, `days` after a local date. */
export function daysAfter(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
