import { presenceWords, registrationWords, spreadsheet } from '../registrations/csv.ts'
import type { ExportRow } from './attendance.store.ts'

/** The sheet for a spreadsheet, with room for signatures. */
export function sheetCsv(rows: readonly ExportRow[]): string {
  const columns = ['Nom', 'Prénom', 'Présence', 'Inscription', 'Sans inscription', 'Inscrit·e par', 'Signature']
  const lines = rows.map((row) => [
    row.familyName ?? '',
    row.givenName,
    presenceWords[row.status],
    row.place === null ? '' : registrationWords[row.place],
    row.walkIn ? 'oui' : 'non',
    row.author ?? '',
    '',
  ])
  return spreadsheet(columns, lines)
}
