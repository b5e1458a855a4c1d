import { stringify } from 'csv-stringify/sync'
import type { ExportRow } from './attendance.store.ts'

const statusWords: Readonly<Record<string, string>> = {
  unknown: 'Non encodé',
  present: 'Présent·e',
  excused: 'Excusé·e',
  unexcused: 'Absent·e',
}
const placeWords: Readonly<Record<string, string>> = {
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

/** The sheet for a spreadsheet: French headers, `;`, UTF-8 with BOM, no cell that a spreadsheet would run. */
export function sheetCsv(rows: readonly ExportRow[]): string {
  const lines = rows.map((row) => ({
    Nom: row.familyName ?? '',
    Prénom: row.givenName,
    Présence: statusWords[row.status] ?? row.status,
    Inscription: row.place === null ? '' : (placeWords[row.place] ?? row.place),
    'Sans inscription': row.walkIn ? 'oui' : 'non',
    'Inscrit·e par': row.author ?? '',
    Signature: '',
  }))
  const columns = ['Nom', 'Prénom', 'Présence', 'Inscription', 'Sans inscription', 'Inscrit·e par', 'Signature']
  return stringify(lines, { header: true, columns, bom: true, delimiter: ';', escape_formulas: true })
}
