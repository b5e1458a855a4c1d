import { followLinkDays, problem, type FormLink, type ReferralForm } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { PartnerScope, Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { todayAt } from '../workshops/shapes.sql.ts'

const day = 86_400_000

const formLinkJson = (now: string) => `json_build_object('id', l.id, 'partnerId', l.partner_id, 'agentName', g.name,
  'state', case when l.revoked_at is not null then 'revoked' when l.expires_at <= ${now} then 'expired' else 'live' end,
  'createdAt', l.created_at, 'expiresAt', l.expires_at, 'revokedAt', l.revoked_at, 'lastUsedAt', l.last_used_at)`
const formLinks = `referral_link l left join partner_agent g on g.id = l.agent_id where l.purpose = 'form'`

export async function listFormLinks(db: Db, scope: Scope, partnerId: string, now: Date): Promise<FormLink[]> {
  const text = `select ${formLinkJson('$3')} as link from ${formLinks} and l.partner_id = $1 and l.site_id = any ($2)
    order by l.created_at desc, l.id desc limit 100`
  const rows = await db.hot<{ link: FormLink }>({ name: 'form-links', text }, [partnerId, scope.filterSites, now])
  return rows.map(({ link }) => link)
}

/** Throws `not-found`. */
export async function findFormLink(
  db: Db,
  scope: Scope,
  linkId: string,
  now: Date,
): Promise<{ readonly link: FormLink; readonly siteId: string }> {
  const text = `select l.site_id as "siteId", ${formLinkJson('$3')} as link from ${formLinks}
    and l.id = $1 and l.site_id = any ($2)`
  const asked = [linkId, scope.filterSites, now]
  const [found] = await db.hot<{ link: FormLink; siteId: string }>({ name: 'form-link', text }, asked)
  if (!found) throw problem('not-found')
  return found
}

/** Answers whether it was still open. */
export async function revokeLink(db: Db, linkId: string, now: Date): Promise<boolean> {
  const text = 'update referral_link set revoked_at = $2 where id = $1 and revoked_at is null returning id'
  return (await db.hot({ name: 'referral-link-revoke', text }, [linkId, now])).length > 0
}

interface NewLink {
  readonly siteId: string
  readonly partnerId: string
  readonly agentId: string | null
  readonly by: string | null
}
const insertLink = {
  name: 'referral-link-insert',
  text: `insert into referral_link
      (id, site_id, partner_id, agent_id, purpose, referral_id, token_hash, created_at, created_by, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
}

/** Makes a link to the form of a partner. */
export async function makeFormLink(
  db: Db,
  { siteId, partnerId, agentId, by }: NewLink,
  now: Date,
  days: number,
): Promise<{ readonly id: string; readonly token: string }> {
  const id = newId()
  const token = newToken()
  const until = new Date(now.getTime() + days * day)
  await db.hot(insertLink, [id, siteId, partnerId, agentId, 'form', null, tokenHash(token), now, by, until])
  return { id, token }
}

/** Makes the link by which one referral is followed; the one before stops working. Notes that the form was used. */
export async function makeFollowLink(
  db: Db,
  referralId: string,
  { id, siteId, partnerId, agentId }: OpenForm,
  now: Date,
): Promise<{ readonly token: string; readonly until: Date }> {
  const revoke = 'update referral_link set revoked_at = $2 where referral_id = $1 and revoked_at is null'
  await db.hot({ name: 'follow-link-revoke', text: revoke }, [referralId, now])
  await db.hot({ name: 'form-link-used', text: 'update referral_link set last_used_at = $2 where id = $1' }, [id, now])
  const token = newToken()
  const until = new Date(now.getTime() + followLinkDays * day)
  const values = [newId(), siteId, partnerId, agentId, 'follow', referralId, tokenHash(token), now, null, until]
  await db.hot(insertLink, values)
  return { token, until }
}

interface OpenLink extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
  readonly partnerId: string
  readonly agentId: string | null
  readonly referralId: string | null
  readonly expiresAt: string
  readonly form: Omit<ReferralForm, 'textVersion' | 'expiresAt'>
}
interface OpenForm extends OpenLink {
  readonly referralId: null
}
export interface OpenFollowing extends OpenLink {
  readonly referralId: string
}

const openSql = {
  name: 'referral-link-open',
  text: `select l.id, l.site_id as "siteId", l.partner_id as "partnerId", l.agent_id as "agentId",
      l.referral_id as "referralId", to_json(l.expires_at) #>> '{}' as "expiresAt",
      json_build_object('partnerName', p.name, 'siteName', s.name, 'agent', case when g.id is not null then
        json_build_object('name', g.name, 'email', g.email, 'phone', g.phone) end) as form,
      p.active and exists (select from agreement a where a.partner_id = p.id and a.status = 'active'
        and 'referral' = any (a.purposes) and a.starts_on <= ${todayAt('l.site_id', '$2')}
        and coalesce(a.ends_on, 'infinity') >= ${todayAt('l.site_id', '$2')}) as agreed
    from referral_link l join partner p on p.id = l.partner_id join site s on s.id = l.site_id
      left join partner_agent g on g.id = l.agent_id and g.active
    where l.token_hash = $1 and l.purpose = $3 and l.revoked_at is null and l.expires_at > $2`,
}

/**
 * What a token opens, over all sites. Unknown, revoked or over: `link-expired`, the same for all; no agreement in force with
 * its partner: `agreement-missing`.
 */
async function openLink(
  db: Db,
  token: string,
  purpose: 'form' | 'follow',
  now: Date,
  needsAgreement = true,
): Promise<OpenLink> {
  const [found] = await db.hot<OpenLink & { readonly agreed: boolean }>(openSql, [tokenHash(token), now, purpose])
  if (!found) throw problem('link-expired')
  if (needsAgreement && !found.agreed) throw problem('agreement-missing')
  return found
}
export const openForm = (db: Db, token: string, now: Date) => openLink(db, token, 'form', now) as Promise<OpenForm>
/** `needsAgreement` false: what somebody takes back stands on no agreement. */
export const openFollowing = (db: Db, token: string, now: Date, needsAgreement: boolean) =>
  openLink(db, token, 'follow', now, needsAgreement) as Promise<OpenFollowing>

/** What a link lets one touch: what is its partner's, and no site. */
export const partnerOfLink = ({ partnerId, siteId }: OpenLink): PartnerScope => ({
  id: partnerId,
  siteId,
  test: false,
})
