import { interlabGuestRoles } from '@interra/contracts'
import { newId } from '../../src/platform/ids.ts'
import type { Sites } from '../base-data.ts'
import type { Api } from '../harness.ts'
import type { Known } from './values.ts'

/** An employer with a need and an introduction, an expert, a method and a networking event, at one site. */
export async function oneOpportunity(t: Api, site: keyof Sites, personId: string): Promise<Known> {
  const site_id = t.sites[site]
  const at = (table: string, row: Record<string, unknown>) =>
    t.insert<{ id: string }>(table, { id: newId(), site_id, ...row })
  const contact = { contact_name: 'Ines Roy', email: 'ines@example.org', phone: '+3242000000' }
  const employer = await at('partner', { name: 'Boulangerie du Pont', types: ['employer'], ...contact })
  const need = await at('employer_need', { partner_id: employer.id, kind: 'job', title: 'Aide en boulangerie' })
  const introduction = await at('introduction', { need_id: need.id, person_id: personId })
  const expert = { person_id: personId, fields: ['food'], hours_a_month: 4, starts_on: '2026-01-01', note: 'Le soir' }
  const known = await t.sql<{ id: string }>('select id from expert where person_id = $1', [personId])
  const offering = known[0] ?? (await at('expert', expert))
  const method = await at('method', { name: `Carte ${newId()}`, borrowed_from: 'Ailleurs' })
  const version = await at('method_version', { method_id: method.id, number: 1, used_from: '2026-01-01' })
  const event = await at('networking_event', { kind: 'networking', title: 'Rencontre', held_on: '2026-11-10' })
  await t.insert('networking_presence', { event_id: event.id, person_id: personId, site_id })
  const account = { id: newId(), email: `guest.${newId()}@example.org`, name: 'Amina', person_id: personId }
  await t.insert('account', { ...account, status: 'active' })
  const held = { account_id: account.id, on_site_id: site_id, programme: 'interlab' }
  for (const role of interlabGuestRoles)
    await t.insert('role_grant', { id: newId(), role, ...held, starts_on: '2026-01-01', expires_on: '2026-12-31' })
  return {
    employerId: employer.id,
    employerNeedId: need.id,
    introductionId: introduction.id,
    expertId: offering.id,
    methodId: method.id,
    methodVersionId: version.id,
    networkingEventId: event.id,
  }
}
