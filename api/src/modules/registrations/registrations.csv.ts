import { stringify } from 'csv-stringify/sync'
import type { RegistrationState } from '@interra/contracts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import type { ExportRow } from './registrations.store.ts'

const stateWords: Readonly<Record<RegistrationState, string>> = {
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
const authorWords: Readonly<Record<string, string>> = {
  self: 'La personne',
  staff: 'L’équipe',
  partner: 'Un partenaire',
  referral: 'Une orientation',
}
const presenceWords: Readonly<Record<string, string>> = {
  unknown: 'Non encodé',
  present: 'Présent·e',
  excused: 'Excusé·e',
  unexcused: 'Absent·e',
}

/**
 * Who was registered for what, by whom, with what outcome: French headers, `;`, UTF-8 with BOM, no cell that a
 * spreadsheet would run.
 */
export function registrationsCsv(rows: readonly ExportRow[]): string {
  const lines = rows.map((row) => [
    row.startsOn,
    row.startsTime,
    row.title,
    row.familyName ?? '',
    row.givenName,
    stateWords[row.status],
    row.attendance === null ? '' : (presenceWords[row.attendance] ?? row.attendance),
    dayIn(homeTimeZone, row.createdAt),
    authorWords[row.authorKind] ?? row.authorKind,
    row.author ?? '',
    row.partner ?? '',
  ])
  const columns = [
    'Date',
    'Heure',
    'Atelier',
    'Nom',
    'Prénom',
    'Inscription',
    'Présence',
    'Inscrit·e le',
    'Inscription faite par',
    'Compte',
    'Partenaire',
  ]
  return stringify(lines, { header: true, columns, bom: true, delimiter: ';', escape_formulas: true })
}
