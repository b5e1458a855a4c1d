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

/** Surface: rows for a spreadsheet in French: `;`, UTF-8 with BOM, no cell that it would run. */
export function spreadsheet(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return stringify([...rows], { header: true, columns: [...columns], bom: true, delimiter: ';', escape_formulas: true })
}
