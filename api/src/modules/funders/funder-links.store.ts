import { addDays, broken, problem, type FunderLink, type MakeFunderLink } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { newId } from '../../platform/ids.ts'
import { dayIn, homeTimeZone } from '../../platform/local-day.ts'
import { newToken, tokenHash } from '../auth/tokens.ts'
import { funderLink } from './funders.tables.ts'

/** $1 sites of the reader; $2 now. */
const linkSql = `select json_build_object('id', l.id, 'siteId', l.site_id, 'funderId', l.funder_id, 'indicators', l.indicators,
    'fromYear', l.from_year, 'toYear', l.to_year, 'madeBy', a.name, 'createdAt', l.created_at, 'expiresAt', l.expires_at,
    'state', case when l.revoked_at is not null then 'revoked' when l.expires_at <= $2::timestamptz then 'expired' else 'live' end) as link
  from funder_link l left join account a on a.id = l.created_by where l.site_id = any ($1::uuid[])`

/** The latest first. */
export async function listFunderLinks(db: Db, scope: Scope, funderId: string, now: Date): Promise<FunderLink[]> {
  const text = `${linkSql} and l.funder_id = $3 order by l.created_at desc, l.id desc`
  const rows = await db.hot<{ link: FunderLink }>({ name: 'funder-links', text }, [scope.filterSites, now, funderId])
  return rows.map(({ link }) => link)
}

/** Throws `not-found`. */
export async function findFunderLink(db: Db, scope: Scope, linkId: string, now: Date): Promise<FunderLink> {
  const values = [scope.filterSites, now, linkId]
  const [row] = await db.hot<{ link: FunderLink }>({ name: 'funder-link', text: `${linkSql} and l.id = $3` }, values)
  if (!row) throw problem('not-found')
  return row.link
}

/** Keeps a link and answers its id and its token, of which only the hash is kept. Throws `rule-broken`. */
export async function insertFunderLink(
  db: Db,
  of: { readonly siteId: string; readonly funderId: string },
  { indicators, fromYear, toYear, expiresOn }: MakeFunderLink,
  { by, now }: { readonly by: string | null; readonly now: Date },
): Promise<{ id: string; token: string }> {
  const today = dayIn(homeTimeZone, now)
  const last = expiresOn ?? addDays(today, 90)
  if (toYear >= Number(today.slice(0, 4))) throw broken('rule-broken', '/toYear', { rule: 'year-not-over' })
  if (toYear < fromYear) throw broken('rule-broken', '/toYear', { rule: 'before-start' })
  if (toYear > fromYear + 9) throw broken('rule-broken', '/fromYear', { rule: 'period-too-long' })
  if (last < today) throw broken('rule-broken', '/expiresOn', { rule: 'in-the-past' })
  if (last > addDays(today, 366)) throw broken('rule-broken', '/expiresOn', { rule: 'period-too-long' })
  const [id, token] = [newId(), newToken()]
  await db.insert(funderLink).values({
    id,
    ...of,
    indicators: [...indicators],
    fromYear,
    toYear,
    tokenHash: tokenHash(token),
    createdAt: now,
    createdBy: by,
    expiresAt: new Date(`${addDays(last, 1)}T00:00:00Z`),
  })
  return { id, token }
}

/** Answers whether it was live. */
export async function revokeFunderLink(db: Db, linkId: string, now: Date): Promise<boolean> {
  const text = 'update funder_link set revoked_at = $2 where id = $1 and revoked_at is null returning id'
  return (await db.hot({ name: 'funder-link-revoke', text }, [linkId, now])).length > 0
}

export interface OpenFunderLink extends Record<string, unknown> {
  readonly siteId: string
  readonly indicators: readonly string[]
  readonly fromYear: number
  readonly toYear: number
  readonly funder: string
  readonly site: string
  readonly expiresAt: string
  /** Every site there is: what is hidden follows from all of them. */
  readonly sites: readonly string[]
}

/** What a token opens. Unknown, revoked or over: `link-expired`, the same for all. */
export async function openFunderLink(db: Db, token: string, now: Date): Promise<OpenFunderLink> {
  const text = `select l.site_id as "siteId", l.indicators, l.from_year as "fromYear", l.to_year as "toYear",
      f.name as funder, s.name as site, to_char(l.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
      (select array_agg(id::text order by id) from site) as sites
    from funder_link l join funder f on f.id = l.funder_id join site s on s.id = l.site_id
    where l.token_hash = $1 and l.revoked_at is null and l.expires_at > $2 and f.active`
  const [found] = await db.hot<OpenFunderLink>({ name: 'funder-link-open', text }, [tokenHash(token), now])
  if (!found) throw problem('link-expired')
  return found
}
