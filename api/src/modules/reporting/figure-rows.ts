import {
  figureColumns,
  type Breakdown,
  type FigureCell,
  type FigureRow,
  type FigureTable,
  type Indicator,
} from '@interra/contracts'
import { stringify } from 'csv-stringify/sync'
import { labelOf } from './labels.ts'

/** A table of the engine, as every format of reports tells it. */
export interface Told {
  readonly indicator: Indicator
  readonly by: readonly Breakdown[]
  readonly cells: readonly FigureCell[]
  readonly names: FigureTable['names']
}

/** The rows of tables: of each cell its value, then its sub-values. `at` says when they were computed, on what was recorded by when. */
export function rowsOf(
  tables: readonly Told[],
  language: 'fr' | 'en',
  at: Pick<FigureRow, 'asOf' | 'computedAt'>,
): FigureRow[] {
  return tables.flatMap(({ indicator, by, cells, names }) =>
    cells.flatMap(({ from, to, codes, figure }) => {
      const [one = null, two = null] = by
      const code = (index: number) => (index < by.length ? (codes[index] ?? 'unknown') : null)
      const label = (index: number, dimension: Breakdown | null) =>
        dimension === null ? null : labelOf(dimension, codes[index] ?? null, names, language)
      const of = {
        indicator: indicator.id,
        indicatorVersion: indicator.version,
        periodStart: from,
        periodEnd: to,
        dimension1: one,
        code1: code(0),
        label1: label(0, one),
        dimension2: two,
        code2: code(1),
        label2: label(1, two),
        unit: indicator.unit,
      }
      const bare = {
        numerator: null,
        denominator: null,
        n: null,
        coverage: null,
        intervalLow: null,
        intervalHigh: null,
      }
      const { value, numerator, denominator, n, coverage, interval, flags, suppressed } = figure
      const parts = figure.parts.map((part) => ({
        ...of,
        ...bare,
        part: part.code,
        value: part.value,
        ...statusOf(part.value, part.suppressed),
        flags: '',
        ...at,
      }))
      const intervalLow = interval?.low ?? null
      const intervalHigh = interval?.high ?? null
      const known = { value, numerator, denominator, n, coverage, intervalLow, intervalHigh }
      return [{ ...of, ...known, part: null, ...statusOf(value, suppressed), flags: flags.join(' '), ...at }, ...parts]
    }),
  )
}

function statusOf(value: number | null, suppressed: boolean): Pick<FigureRow, 'obsStatus' | 'confStatus'> {
  return { obsStatus: value === null && !suppressed ? 'M' : 'A', confStatus: suppressed ? 'C' : 'F' }
}

const snake = (name: string) => name.replaceAll(/[A-Z0-9]/g, (letter) => `_${letter.toLowerCase()}`)
/** Names of columns, as scripts write them. */
export const columnNames: readonly string[] = figureColumns.map(snake)

/** Text that a spreadsheet would run as a formula is told to be text; numbers are as they are. */
export const csvText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** A cell as text: `s` for what is hidden, nothing for what there is not. */
function cellOf(row: FigureRow, column: keyof FigureRow, decimal: string): string {
  const value = row[column]
  if (column === 'value' && row.confStatus === 'C') return 's'
  if (typeof value === 'number') return String(value).replace('.', decimal)
  return csvText(value ?? '')
}

/** RFC 4180, or for Excel in French: semicolons, decimal commas and a byte order mark. No cell is run as a formula. */
export function csvOf(rows: readonly FigureRow[], excel: boolean): string {
  const lines = rows.map((row) => figureColumns.map((column) => cellOf(row, column, excel ? ',' : '.')))
  return (excel ? '\uFEFF' : '') + csvLines(columnNames, lines, excel ? ';' : ',')
}

export function csvLines(head: readonly string[], lines: readonly string[][], delimiter: string): string {
  return stringify([[...head], ...lines], { delimiter, record_delimiter: 'windows' })
}
