import { problem, problems } from '@interra/contracts'

const usualLimit = 50

/** What a list reads: one row more than it shows, from behind the row that the cursor names. */
export interface Window {
  /** Rows to ask for. */
  readonly take: number
  /** Sort values of the last row shown, in the order of the sort; null at the beginning. */
  readonly after: readonly string[] | null
}

/** The window of a list query. `columns`: how many values the sort has. Refuses a cursor that is not one of ours. */
export function windowOf(query: { limit?: number; after?: string }, columns: number): Window {
  return {
    take: (query.limit ?? usualLimit) + 1,
    after: query.after === undefined ? null : decode(query.after, columns),
  }
}

/** The page that a window shows; `sortOf` gives the sort values of a row, the id last. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  { take }: Window,
  sortOf: (row: Row) => readonly string[],
  itemOf: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, take - 1)
  const last = shown.at(-1)
  const next = rows.length === take && last !== undefined ? cursorOf(sortOf(last)) : null
  return { items: shown.map(itemOf), next }
}

/** The cursor of a page that begins behind the row with these sort values. */
export function cursorOf(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

function decode(cursor: string, columns: number): readonly string[] {
  const values: unknown = parsed(Buffer.from(cursor, 'base64url').toString())
  if (Array.isArray(values) && values.length === columns && values.every(isText)) return values
  throw problem('validation-failed', {
    errors: [{ pointer: '/query/after', code: 'cursor', message: problems['validation-failed'].title }],
  })
}

const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0')

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
