import { figureColumns, type FigureRow, type Indicator } from '@interra/contracts'
import writeWorkbook from 'write-excel-file/node'
import { columnNames } from './figure-rows.ts'

type Language = 'fr' | 'en'
type Line = (string | number | null)[]

/** What a report says of itself. */
export interface About {
  readonly from: string
  readonly to: string
  readonly sites: readonly string[]
  readonly level: string
  readonly asOf: string
  readonly computedAt: string
}

/** A workbook of three sheets: Data, with the rows of every other format, Dictionary and About. Text is never a formula. */
export async function workbookOf(
  rows: readonly FigureRow[],
  indicators: readonly Indicator[],
  about: About,
  language: Language,
): Promise<Buffer> {
  const data = rows.map((row) =>
    figureColumns.map((column) => (column === 'value' && row.confStatus === 'C' ? 's' : row[column])),
  )
  const sheet = (name: string, head: readonly string[], lines: readonly Line[]) => ({
    sheet: name,
    stickyRowsCount: 1,
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
      ...lines.map((line) => line.map(cell)),
    ],
  })
  return writeWorkbook([
    sheet('Data', columnNames, data),
    sheet('Dictionary', dictionaryColumns, indicators.map(dictionaryLine(language))),
    sheet('About', ['name', 'value'], aboutLines(about)),
  ]).toBuffer()
}

/** Columns of the dictionary, in every format that has lines. */
export const dictionaryColumns: readonly string[] = [
  'indicator',
  'version',
  'unit',
  'label',
  'definition',
  'missing',
  'pitfall',
  'parts',
  'told_by',
]

/** What an indicator counts, as a line. */
export const dictionaryLine =
  (language: Language) =>
  ({ id, version, unit, name, definition, missing, pitfall, parts, by }: Indicator): Line => [
    id,
    version,
    unit,
    name[language],
    definition[language],
    missing?.[language] ?? null,
    pitfall?.[language] ?? null,
    parts.join(' '),
    by.join(' '),
  ]

const aboutLines = ({ from, to, sites, level, asOf, computedAt }: About): Line[] => [
  ['period_start', from],
  ['period_end', to],
  ['sites', sites.join(' ')],
  ['level', level],
  ['as_of', asOf],
  ['computed_at', computedAt],
  ['hidden', 's: small, or would tell what is small'],
  ['columns', '/v1/reporting/openapi.json'],
]

const cell = (value: string | number | null) =>
  value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String }
