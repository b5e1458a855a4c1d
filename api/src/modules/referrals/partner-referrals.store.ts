import { problem, type PartnerReferral, type PartnerReferralRow, type PartnerStatus } from '@interra/contracts'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import type { PartnerScope } from '../../platform/http/context.ts'
import type { Window } from '../../platform/http/paging.ts'
import { locationOf, type ReferralRow } from './referral-steps.store.ts'
import { referral } from './referrals.tables.ts'

/** What the partner sees of the steps: those that changed its status, and its own. They make the version that it reads. */
const seen = `(select count(*)::int as version, max(e.at) filter (where e.partner_status is not null) as since
  from referral_event e where e.referral_id = r.id and (e.partner_status is not null or e.actor_kind = 'partner')) seen`
const rowMembers = `'id', r.id, 'partnerReference', r.partner_reference, 'partnerStatus', r.partner_status,
  'statusSince', seen.since, 'feedback', r.feedback, 'receivedAt', r.received_at,
  'erasedAt', r.wiped_at, 'version', seen.version`
const own = 'r.partner_id = $1 and r.is_test = $2'

const findSql = {
  name: 'partner-referral-find',
  text: `select json_build_object(${rowMembers},
      'person', case when r.received is null then null else json_build_object(
        'givenName', r.received #> '{person,givenName}', 'familyName', r.received #> '{person,familyName}',
        'contact', r.received #> '{person,contact}') end,
      'question', case when r.partner_status = 'need_information' then (select e.said from referral_event e
        where e.referral_id = r.id and e.partner_status = 'need_information' order by e.seq desc limit 1) end) as item
    from referral r cross join lateral ${seen} where r.id = $3 and ${own}`,
}

/** Throws `not-found`, for those of others too. */
export async function findOwn(db: Db, { id: partnerId, test }: PartnerScope, id: string): Promise<PartnerReferral> {
  const [found] = await db.hot<{ item: Omit<PartnerReferral, 'links'> }>(findSql, [partnerId, test, id])
  if (!found) throw problem('not-found')
  const self = locationOf(id)
  return { ...found.item, links: { self, withdraw: `${self}/withdraw`, information: `${self}/information` } }
}

/** As it stands, held until the transaction ends, with the version that the partner read. Throws `not-found`. */
export async function lockOwn(
  db: Db,
  { id: partnerId, test }: PartnerScope,
  id: string,
): Promise<{ readonly row: ReferralRow; readonly version: number }> {
  const [row] = await db
    .select()
    .from(referral)
    .where(and(eq(referral.id, id), eq(referral.partnerId, partnerId), eq(referral.isTest, test)))
    .for('no key update')
  if (!row) throw problem('not-found')
  const text = `select seen.version from referral r cross join lateral ${seen} where r.id = $1`
  const [found] = await db.hot<{ version: number }>({ name: 'partner-referral-version', text }, [id])
  return { row, version: found?.version ?? 0 }
}

const listSql = {
  name: 'partner-referrals-list',
  text: `select r.id, r.received_at::text as "receivedAt", json_build_object(${rowMembers}) as item
    from referral r cross join lateral ${seen}
    where ${own} and ($3::text is null or r.partner_status = $3) and ($4::text is null or r.partner_reference = $4)
      and ($5::timestamptz is null or (r.received_at, r.id) < ($5, $6::uuid))
    order by r.received_at desc, r.id desc limit $7`,
}
interface Listed extends Record<string, unknown> {
  readonly id: string
  readonly receivedAt: string
  readonly item: PartnerReferralRow
}

/** The latest first. */
export function listOwn(
  db: Db,
  { id, test }: PartnerScope,
  { status, partnerReference }: { readonly status?: PartnerStatus; readonly partnerReference?: string },
  { take, after }: Window,
): Promise<Listed[]> {
  const [at, last] = after ?? [null, null]
  return db.hot<Listed>(listSql, [id, test, status ?? null, partnerReference ?? null, at, last, take])
}

const namedSql = {
  name: 'partner-referrals-named',
  text: `select json_build_object(${rowMembers}) as item
    from unnest($3::uuid[]) with ordinality named (id, position) join referral r using (id) cross join lateral ${seen}
    where ${own} order by named.position`,
}

/** In the order of the ids. */
export async function listNamed(
  db: Db,
  { id, test }: PartnerScope,
  ids: readonly string[],
): Promise<PartnerReferralRow[]> {
  const rows = await db.hot<{ item: PartnerReferralRow }>(namedSql, [id, test, ids])
  return rows.map(({ item }) => item)
}
