import type { AttendanceState, RegistrationState } from '@interra/contracts'
import { stringify } from 'csv-stringify/sync'

/** Surface: states as French spreadsheets name them. */
export const registrationWords: Readonly<Record<RegistrationState, string>> = {
  requested: 'Demandée',
  confirmed: 'Confirmée',
  waitlisted: 'Liste d’attente',
  offered: 'Place proposée',
  declined: 'Déclinée',
  expired: 'Proposition expirée',
  refused: 'Refusée',
  cancelled_by_person: 'Annulée par la personne',
  cancelled_by_org: 'Annulée par Interra',
}
export const presenceWords: Readonly<Record<AttendanceState, string>> = {
  unknown: 'Non encodé',
  present: 'Présent·e',
  excused: 'Excusé·e',
  unexcused: 'Absent·e',
}

type Lines = readonly (readonly string[])[]
const lines = (rows: Lines, begin: object) => stringify([...rows], { delimiter: ';', escape_formulas: true, ...begin })
const headed = (columns: readonly string[]) => ({ header: true, columns: [...columns], bom: true })

/** Surface: rows for a spreadsheet in French: `;`, UTF-8 with BOM, no cell that it would run. */
export function spreadsheet(columns: readonly string[], rows: Lines): string {
  return lines(rows, headed(columns))
}

/** As `spreadsheet`, piece by piece. */
export async function* spreadsheetOf<Row>(
  columns: readonly string[],
  batches: AsyncIterable<readonly Row[]>,
  lineOf: (row: Row) => readonly string[],
): AsyncGenerator<string, void, undefined> {
  let begin: object = headed(columns)
  for await (const batch of batches) {
    yield lines(batch.map(lineOf), begin)
    begin = {}
  }
  if ('header' in begin) yield lines([], begin)
}
