import { addDays, type FigureCell, type FigureTable } from '@interra/contracts'
import type { Period } from '../../ui/period-form.tsx'

/** The period of the same length just before: whole months before whole months, else as many days. */
export function previousOf({ from, to }: Period): Period {
  const months = monthOf(to) - monthOf(from)
  if (from.endsWith('-01') && to.endsWith('-01') && months > 0)
    return { from: firstOf(monthOf(from) - months), to: from }
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return { from: addDays(from, -days), to: from }
}
const firstOf = (month: number) => new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10)
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** The total over everything, when the table is not split by time. */
export function totalOf({ cells, each }: Pick<FigureTable, 'cells' | 'each'>): FigureCell | undefined {
  return each === null ? cells.find(({ codes }) => codes.every((code) => code === '*')) : undefined
}

/** What differs from the period before: null unless both are told, by the same definition. */
export function changeOf(now: FigureTable, before: FigureTable): number | null {
  const [one, two] = [totalOf(now)?.figure.value ?? null, totalOf(before)?.figure.value ?? null]
  return one === null || two === null || now.definitionVersion !== before.definitionVersion ? null : one - two
}

/** What is drawn: no total beside what it is the total of. */
export function drawnOf({ cells, by }: Pick<FigureTable, 'cells' | 'by'>): FigureCell[] {
  return by.length === 0 ? cells : cells.filter(({ codes }) => !codes.includes('*'))
}

/** RFC 4180, decimal points; no cell is run as a formula. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return rows.map((row) => `${row.map(cell).join()}\r\n`).join('')
}

/** The rows of a table as its CSV has them: `s` for what is hidden, nothing for what there is not. */
export function rowsOf(
  { cells, by }: Pick<FigureTable, 'cells' | 'by'>,
  word: (code: string | null) => string,
): (string | number | null)[][] {
  const head = ['from', 'last', ...by, 'value', 'n', 'low', 'high', 'coverage', 'flags']
  const rows = cells.map(({ from, to, codes, figure: { value, suppressed, n, interval, coverage, flags } }) => [
    from,
    addDays(to, -1),
    ...codes.map(word),
    suppressed ? 's' : value,
    n,
    interval?.low ?? null,
    interval?.high ?? null,
    coverage,
    flags.join(' '),
  ])
  return [head, ...rows]
}
