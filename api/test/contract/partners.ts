import { newId } from '../../src/platform/ids.ts'
import { tokenHash } from '../../src/modules/auth/tokens.ts'
import { newKeyText } from '../../src/platform/key-text.ts'
import type { Api } from '../harness.ts'
import type { PartnerKey } from '../partners.ts'
import type { Known } from './values.ts'

/** What belongs to a partner besides its key: somebody who works there, the draft of an agreement, a link to its form, a key of the sandbox, a person sent there. */
export async function onePartner(t: Api, { partnerId, keyId, siteId }: PartnerKey, personId: string): Promise<Known> {
  const row = { site_id: siteId, partner_id: partnerId }
  const agentId = newId()
  await t.insert('partner_agent', { id: agentId, ...row, name: 'Ines Roy', email: 'ines@example.org' })
  const agreementId = newId()
  await t.insert('agreement', { id: agreementId, ...row, starts_on: '2027-01-01', purposes: ['referral'] })
  const { key: sandboxKey } = await t.partnerKey({ partnerId, test: true })
  const linkId = newId()
  const life = { created_at: '2026-11-01T10:00:00Z', expires_at: '2027-11-01T10:00:00Z' }
  await t.insert('referral_link', { id: linkId, ...row, purpose: 'form', token_hash: newId(), ...life })
  const outgoingId = newId()
  const about = { service: 'Cours de français', message: 'Vient le matin', status_since: '2026-11-20T10:00:00Z' }
  await t.insert('outgoing_referral', { id: outgoingId, ...row, person_id: personId, agent_id: agentId, ...about })
  const reportingKeyId = newId()
  const text = newKeyText(false)
  await t.insert('api_key', {
    id: reportingKeyId,
    kind: 'reporting',
    name: 'Étude',
    site_ids: [siteId],
    scopes: ['attendances:read'],
    public_id: text.publicId,
    last_four: text.lastFour,
    secret_hash: tokenHash(text.text),
    ...life,
  })
  return {
    reportingKeyId,
    evaluatorKey: text.text,
    partnerId,
    keyId,
    agentId,
    agreementId,
    linkId,
    sandboxKey,
    outgoingId,
  }
}
