import { presenceWords, registrationWords, spreadsheetOf } from './csv.ts'
import type { ExportRow } from './registrations.store.ts'

const authorWords: Readonly<Record<string, string>> = {
  self: 'La personne',
  staff: 'L’équipe',
  partner: 'Un partenaire',
  referral: 'Une orientation',
}

/** Who was registered for what, by whom, with what outcome. */
export function registrationsCsv(
  batches: AsyncIterable<readonly ExportRow[]>,
): AsyncGenerator<string, void, undefined> {
  const lineOf = (row: ExportRow) => [
    row.startsOn,
    row.startsTime,
    row.title,
    row.familyName ?? '',
    row.givenName,
    registrationWords[row.status],
    row.attendance === null ? '' : presenceWords[row.attendance],
    row.registeredOn,
    authorWords[row.authorKind] ?? row.authorKind,
    row.author ?? '',
    row.partner ?? '',
  ]
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
  return spreadsheetOf(columns, batches, lineOf)
}
