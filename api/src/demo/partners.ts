import { scopesOfKind } from '@interra/contracts'
import { tokenHash } from '../modules/auth/tokens.ts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { newKeyText } from '../platform/key-text.ts'
import { daysAfter, insertRows } from './rows.ts'

export interface DemoKey {
  readonly name: string
  readonly kind: 'live' | 'test'
  readonly key: string
  readonly partner: string
  readonly partnerId: string
}

const agreed = [
  {
    partner: 'CPAS de Rivage',
    program: 'Logiciel social',
    agents: [
      ['Colette Ansiaux (démo)', 'Assistante sociale'],
      ['Quentin Bodart (démo)', 'Agent d’insertion'],
    ],
  },
  {
    partner: 'Centre de français Parole',
    program: 'Gestion des groupes',
    agents: [['Noémie Baudson (démo)', 'Coordination pédagogique']],
  },
] as const

/** Two of the partners of a site send people by their programs: agents, an agreement in force, a key of each kind. */
export async function agreeWithPartners(db: Db, siteId: string, today: string): Promise<DemoKey[]> {
  const keys: DemoKey[] = []
  for (const { partner, program, agents } of agreed) {
    const text = 'select id from partner where site_id = $1 and name = $2'
    const [found] = await db.hot<{ id: string }>({ name: 'demo partner', text }, [siteId, partner])
    const of = { site_id: siteId, partner_id: found?.id }
    const reached = { phone: '+3242000000', email: 'partenaire@example.org' }
    const people = agents.map(([name, role_title]) => ({ id: newId(), ...of, name, role_title, ...reached }))
    await insertRows(db, 'partner_agent', people)
    const days = {
      starts_on: daysAfter(today, -120),
      ends_on: daysAfter(today, 245),
      signed_on: daysAfter(today, -125),
    }
    const signed = { status: 'active', signed_by: agents[0][0], data_sharing_version: '2026-01' }
    const purposes = ['referral', 'feedback', 'statistics']
    await insertRows(db, 'agreement', [{ id: newId(), ...of, ...days, ...signed, purposes }])
    for (const kind of ['live', 'test'] as const) {
      const { text: key, publicId, lastFour } = newKeyText(kind === 'test')
      const shown = {
        kind: 'partner',
        name: program,
        is_test: kind === 'test',
        public_id: publicId,
        last_four: lastFour,
      }
      const life = { created_at: `${daysAfter(today, -1)}T12:00:00Z`, expires_at: `${daysAfter(today, 360)}T12:00:00Z` }
      const kept = { secret_hash: tokenHash(key), scopes: scopesOfKind.partner }
      await insertRows(db, 'api_key', [{ id: newId(), partner_id: of.partner_id, ...shown, ...life, ...kept }])
      keys.push({ name: program, kind, key, partner, partnerId: found?.id ?? '' })
    }
  }
  return keys
}
