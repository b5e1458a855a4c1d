import { randomBytes } from 'node:crypto'
import type { Role } from '@interra/contracts'
import { hashPassword } from '../modules/auth/password.ts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows } from './rows.ts'

export interface DemoAccount {
  readonly id: string
  readonly email: string
  readonly password: string
  readonly role: Role
  /** Code of the site; null for all sites. */
  readonly site: string | null
}
interface Wanted {
  readonly name: string
  readonly user: string
  readonly role: Role
  readonly site: string | null
}

const wanted: readonly Wanted[] = [
  { name: 'Administration (démo)', user: 'admin', role: 'admin', site: null },
  { name: 'Responsable de programme (démo)', user: 'responsable', role: 'programme_lead', site: 'liege' },
  { name: 'Coordination Liège (démo)', user: 'coordination', role: 'coordinator', site: 'liege' },
  { name: 'Coordination pilote (démo)', user: 'coordination-pilote', role: 'coordinator', site: 'pilote' },
  { name: 'Service social (démo)', user: 'social', role: 'social_officer', site: 'liege' },
  { name: 'Évaluation (démo)', user: 'evaluation', role: 'evaluator', site: null },
  { name: 'Protection des données (démo)', user: 'dpo', role: 'dpo', site: null },
  { name: 'Lecture (démo)', user: 'lecture', role: 'reader', site: 'liege' },
  { name: 'Bénévole à l’accueil (démo)', user: 'accueil', role: 'helper', site: 'liege' },
  { name: 'Porteuse d’atelier (démo)', user: 'porteuse', role: 'host', site: 'liege' },
  { name: 'Jury (démo)', user: 'jury', role: 'juror', site: 'liege' },
  { name: 'Coach InterLab (démo)', user: 'coach', role: 'coach', site: 'liege' },
  { name: 'Expertise InterLab (démo)', user: 'expert', role: 'expert', site: 'liege' },
  { name: 'Mentorat InterLab (démo)', user: 'mentor', role: 'mentor', site: 'liege' },
]
const guests: readonly Role[] = ['helper', 'host', 'juror', 'coach', 'expert', 'mentor']

/** One account for each role, with passwords made here and now: they stand in the credentials file and nowhere else. */
export async function openAccounts(
  db: Db,
  { sites, today }: { sites: ReadonlyMap<string, string>; today: string },
): Promise<DemoAccount[]> {
  const accounts = await Promise.all(
    wanted.map(async (one) => {
      const password = randomBytes(15).toString('base64url')
      return { ...one, id: newId(), password, hash: await hashPassword(password) }
    }),
  )
  await insertRows(
    db,
    'account',
    accounts.map(({ id, user, name, hash }) => ({
      id,
      email: emailOf(user),
      name,
      password_hash: hash,
      status: 'active',
    })),
  )
  await insertRows(
    db,
    'role_grant',
    accounts.map(({ id, role, site }) => ({
      id: newId(),
      account_id: id,
      role,
      on_site_id: site === null ? null : sites.get(site),
      starts_on: today,
      expires_on: guests.includes(role) ? daysAfter(today, 180) : null,
    })),
  )
  return accounts.map(({ id, user, password, role, site }) => ({ id, email: emailOf(user), password, role, site }))
}

export function emailOf(user: string): string {
  return `${user}@demo.interra.test`
}
