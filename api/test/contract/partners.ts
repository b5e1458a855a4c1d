import { newId } from '../../src/platform/ids.ts'
import type { Sites } from '../base-data.ts'
import type { Api } from '../harness.ts'
import type { Known } from './values.ts'

/** A partner with somebody who works there, a draft of an agreement besides the signed one, a key and a link to its form, at one site. */
export async function onePartner(t: Api, site: keyof Sites): Promise<Known> {
  const site_id = t.sites[site]
  const { partnerId, keyId } = await t.partnerKey({ site, partner: { contact_name: 'Ines Roy', note: 'Le mardi' } })
  const row = { site_id, partner_id: partnerId }
  const agentId = newId()
  await t.insert('partner_agent', { id: agentId, ...row, name: 'Ines Roy', email: 'ines@example.org' })
  const agreementId = newId()
  await t.insert('agreement', { id: agreementId, ...row, starts_on: '2027-01-01', purposes: ['referral'] })
  const linkId = newId()
  const days = { created_at: '2026-11-20T10:00:00Z', expires_at: '2027-02-01T10:00:00Z' }
  await t.insert('referral_link', { id: linkId, ...row, purpose: 'form', token_hash: linkId, ...days })
  return { partnerId, keyId, agentId, agreementId, linkId }
}
