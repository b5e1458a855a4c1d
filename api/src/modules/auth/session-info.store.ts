import {
  staffRoles,
  type Grant,
  type Programme,
  type Role,
  type SessionInfo,
  type StaffLocale,
} from '@interra/contracts'
import { problem } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'

const sessionInfo = {
  name: 'session-info',
  text: `select a.id, a.name, a.email, a.locale, a.totp_confirmed_at is not null as enrolled,
      (select expires_at from account_session where id = $3) as ends_at,
      coalesce((select value from setting where key = 'demo') = 'true', false) as demo,
      coalesce((select value from setting where key = 'second_factor_required') = 'true', false) as required,
      (select coalesce(json_agg(json_build_object('role', g.role, 'siteId', g.on_site_id, 'siteName', s.name,
          'programme', g.programme, 'expiresOn', g.expires_on) order by g.created_at, g.id), '[]')
        from role_grant g left join site s on s.id = g.on_site_id
        where g.account_id = a.id and g.starts_on <= $2 and (g.expires_on is null or g.expires_on >= $2)) as grants,
      (select coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name, 'timeZone', s.time_zone)
          order by s.name collate "fr-x-icu", s.id), '[]')
        from site s
        where exists (select from role_grant g where g.account_id = a.id and (g.on_site_id is null or g.on_site_id = s.id)
          and g.starts_on <= $2 and (g.expires_on is null or g.expires_on >= $2))) as sites
    from account a where a.id = $1`,
}
interface InfoRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: StaffLocale
  readonly enrolled: boolean
  readonly ends_at: Date
  readonly demo: boolean
  readonly required: boolean
  readonly grants: Grant[]
  readonly sites: SessionInfo['sites']
}

/** Who somebody is, what they may reach on a day (local date), and until when they are signed in. */
export async function sessionInfoOf(
  db: Db,
  { accountId, sessionId }: { readonly accountId: string; readonly sessionId: string },
  day: string,
): Promise<SessionInfo> {
  const [row] = await db.hot<InfoRow & Record<string, unknown>>(sessionInfo, [accountId, day, sessionId])
  if (!row) throw problem('not-signed-in')
  const { id, name, email, locale, grants, sites, demo, enrolled } = row
  const required = row.required && needsSecondFactor(grants)
  const secondFactor = { enrolled, required }
  return { account: { id, name, email, locale }, grants, sites, demo, secondFactor, endsAt: row.ends_at.toISOString() }
}

/** Staff need one where the policy asks for it; guests, who see little and for a while, do not. */
export function needsSecondFactor(grants: readonly { readonly role: Role }[]): boolean {
  return grants.some(({ role }) => staffRoles.some((staff) => staff === role))
}

const liveSession = {
  name: 'live-session',
  text: `select s.id as session_id, s.last_seen_at < $2::timestamptz - interval '5 minutes' as seen_long_ago,
      a.id as account_id, a.person_id, a.name, a.totp_confirmed_at is not null as enrolled,
      coalesce((select value from setting where key = 'second_factor_required') = 'true', false) as required,
      (select coalesce(json_agg(json_build_object('role', g.role, 'siteId', g.on_site_id, 'programme', g.programme)), '[]')
        from role_grant g
        where g.account_id = a.id and g.starts_on <= $4 and (g.expires_on is null or g.expires_on >= $4)) as grants
    from account_session s join account a on a.id = s.account_id
    where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3
      and a.status = 'active'`,
}
export interface LiveSession {
  readonly session_id: string
  readonly seen_long_ago: boolean
  readonly account_id: string
  readonly person_id: string | null
  readonly name: string
  readonly enrolled: boolean
  readonly required: boolean
  readonly grants: { readonly role: Role; readonly siteId: string | null; readonly programme: Programme | null }[]
}

/** The session of a token that is neither ended nor too old nor left idle, of an account that may sign in. */
export async function findLiveSession(
  db: Db,
  tokenHash: string,
  moment: { readonly now: Date; readonly idleSince: Date; readonly day: string },
): Promise<LiveSession | null> {
  const values = [tokenHash, moment.now, moment.idleSince, moment.day]
  const [row] = await db.hot<LiveSession & Record<string, unknown>>(liveSession, values)
  return row ?? null
}

const seen = {
  name: 'session-seen',
  text: 'update account_session set last_seen_at = greatest(last_seen_at, $2) where id = $1',
}
export async function sawSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db.hot(seen, [sessionId, now])
}

const allSites = { name: 'all-sites', text: 'select id from site order by id' }
export async function siteIds(db: Db): Promise<string[]> {
  return (await db.hot<{ id: string }>(allSites, [])).map(({ id }) => id)
}
