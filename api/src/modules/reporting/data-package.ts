import { figureColumns, type FigureRow, type Indicator } from '@interra/contracts'
import { zipOf } from '../../platform/zip.ts'
import { columnNames, csvLines, csvOf, csvText } from './figure-rows.ts'
import { dictionaryColumns, dictionaryLine } from './workbook.ts'

const numbers = new Set(['value', 'numerator', 'denominator', 'n', 'coverage', 'intervalLow', 'intervalHigh'])
const days = new Set(['periodStart', 'periodEnd'])
const instants = new Set(['asOf', 'computedAt'])

/** A Data Package 2.0 as a zip: `datapackage.json`, with a Table Schema for each file, the rows and the dictionary. */
export function dataPackageOf(
  rows: readonly FigureRow[],
  indicators: readonly Indicator[],
  { from, to }: { readonly from: string; readonly to: string },
  language: 'fr' | 'en',
): Buffer {
  const resource = (name: string, fields: readonly object[], missingValues: readonly string[]) => ({
    name,
    path: `${name}.csv`,
    type: 'table',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: { fields, missingValues },
  })
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `interra-${from}-${to}`,
    resources: [
      resource('figures', figureFields(), ['', 's']),
      resource(
        'dictionary',
        dictionaryColumns.map((name) => ({ name, type: name === 'version' ? 'integer' : 'string' })),
        [''],
      ),
    ],
  }
  const lines = indicators.map((one) => dictionaryLine(language)(one).map((value) => csvText(String(value ?? ''))))
  return zipOf({
    'datapackage.json': JSON.stringify(descriptor, null, 2),
    'figures.csv': csvOf(rows, false),
    'dictionary.csv': csvLines(dictionaryColumns, lines, ','),
  })
}

function figureFields(): object[] {
  return figureColumns.map((column, index) => ({
    name: columnNames[index],
    type: numbers.has(column)
      ? 'number'
      : days.has(column)
        ? 'date'
        : instants.has(column)
          ? 'datetime'
          : column === 'indicatorVersion'
            ? 'integer'
            : 'string',
  }))
}
