import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { presenceWords, registrationWords, spreadsheet } from './csv.ts'
import type { ExportRow } from './registrations.store.ts'

const authorWords: Readonly<Record<string, string>> = {
  self: 'La personne',
  staff: 'L’équipe',
  partner: 'Un partenaire',
  referral: 'Une orientation',
}

/** Who was registered for what, by whom, with what outcome. */
export function registrationsCsv(rows: readonly ExportRow[]): string {
  const lines = rows.map((row) => [
    row.startsOn,
    row.startsTime,
    row.title,
    row.familyName ?? '',
    row.givenName,
    registrationWords[row.status],
    row.attendance === null ? '' : presenceWords[row.attendance],
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
  return spreadsheet(columns, lines)
}
