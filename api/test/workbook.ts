import { parse } from 'csv-parse/sync'

/** The lines of a CSV, cell by cell. */
export const linesOf = (csv: string): string[][] => parse(csv)

/** The cells of the first sheet of a workbook, unzipped, that hold something. */
export function cellsOf(sheets: ReadonlyMap<string, string>): string[][] {
  const told = (xml: string) =>
    xml
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&')
  const shared = [...(sheets.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    ([, text = '']) => told(text),
  )
  return [...(sheets.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*)>(.*?)<\/c>/gs)].flatMap(([, kind = '', inner = '']) => {
      const text = /<(?:v|t)[^>]*>([^<]*)</.exec(inner)?.[1]
      if (text === undefined || text === '') return []
      const cell = kind.includes('t="s"') ? (shared[Number(text)] ?? '') : told(text)
      return cell === '' ? [] : [cell]
    }),
  )
}
