import { problem, problems, type PartnerReferralPage } from '@interra/contracts'
import type { Database, Db } from '../../platform/db/database.ts'
import type { PartnerScope, Scope } from '../../platform/http/context.ts'
import type { Static } from 'typebox'
import { newId } from '../../platform/ids.ts'
import { listNamed } from './partner-referrals.store.ts'
import { readSince, writeSince } from './referral-feed.ts'

export interface Changes {
  /** In the order of the feed. */
  readonly ids: readonly string[]
  /** What the next `updatedSince` is. */
  readonly cursor: string
  /** There was more than the limit. */
  readonly more: boolean
}

interface Now extends Record<string, unknown> {
  readonly origin: string | null
  /** Every transaction before this one has ended. */
  readonly settled: string
}
const nowSql = {
  name: 'referral-feed-now',
  text: `select (select id from feed_origin where counter = interra.feed_counter()) as origin,
    pg_snapshot_xmin(pg_current_snapshot())::text as settled`,
}
/**
 * $1 partner, $2 sandbox, $3 settled, $4 transaction and $5 id before, $6 instant, $7 rows. An instant goes an hour back:
 * `changed_at` is when a transaction began, and it may have ended later.
 */
const changesSql = {
  name: 'referral-feed',
  text: `select r.id, r.changed_by_transaction::text as transaction from referral r
    where r.partner_id = $1 and r.is_test = $2 and r.changed_by_transaction < $3::xid8
      and ($4::xid8 is null or (r.changed_by_transaction, r.id) > ($4::xid8, $5::uuid))
      and ($6::timestamptz is null or r.changed_at >= $6::timestamptz - interval '1 hour')
    order by r.changed_by_transaction, r.id limit $7`,
}
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * The partner's referrals that changed since then (or behind `after`, on the way), each once, as it is now: those of transactions only that no older
 * one may still precede, so that no change is ever passed over. Throws `feed-restarted` for a cursor of another count.
 */
export async function changesOf(
  database: Database,
  scope: Scope,
  {
    updatedSince,
    limit = 50,
    after,
  }: { readonly updatedSince: string; readonly limit?: number; readonly after?: string },
): Promise<Changes> {
  const partner = partnerOf(scope)
  const since = after === undefined ? readSince(updatedSince, 'updatedSince') : readSince(after, 'after')
  const { origin, settled } = await database.read(scope, now)
  if (origin === null) {
    await countAnew(database)
    return changesOf(database, scope, { updatedSince, limit, ...(after === undefined ? {} : { after }) })
  }
  const position = 'position' in since ? since.position : null
  const outdated = position && (position.origin !== origin || BigInt(position.transaction) >= BigInt(settled))
  if (outdated) throw problem('feed-restarted')
  const values = [partner.id, partner.test, settled, position?.transaction ?? null, position?.id ?? null]
  const begin = 'instant' in since ? since.instant : null
  const rows = await database.read(scope, (db) =>
    db.hot<{ id: string; transaction: string }>(changesSql, [...values, begin, limit + 1]),
  )
  const shown = rows.slice(0, limit)
  const more = rows.length > limit
  const last = more ? shown.at(-1) : undefined
  const { transaction, id } = last ?? { transaction: String(BigInt(settled) - 1n), id: lastId }
  return { ids: shown.map((row) => row.id), cursor: writeSince({ origin, transaction, id }), more }
}

interface FeedQuery {
  readonly limit?: number
  readonly after?: string
  readonly status?: unknown
  readonly partnerReference?: unknown
}
/** What a partner's program reads with `updatedSince`. Throws `validation-failed` for a filter beside it. */
export async function listChanges(
  database: Database,
  scope: Scope,
  query: FeedQuery,
  updatedSince: string,
): Promise<Static<typeof PartnerReferralPage>> {
  const filter = query.status === undefined ? 'partnerReference' : 'status'
  // what leaves a filter would not be told
  if (query.status !== undefined || query.partnerReference !== undefined)
    throw problem('validation-failed', {
      errors: [
        { pointer: `/query/${filter}`, code: 'not-with-updatedSince', message: problems['validation-failed'].title },
      ],
    })
  const { limit, after } = query
  const place = { updatedSince, ...(limit === undefined ? {} : { limit }), ...(after === undefined ? {} : { after }) }
  const { ids, cursor, more } = await changesOf(database, scope, place)
  const items = await database.read(scope, (db) => listNamed(db, partnerOf(scope), ids))
  return { items, next: more ? cursor : null, updatedSince: cursor }
}

function partnerOf({ partner }: Scope): PartnerScope {
  if (!partner) throw problem('not-allowed')
  return partner
}

async function now(db: Db): Promise<Now> {
  const [row] = await db.hot<Now>(nowSql, [])
  if (!row) throw new Error('the count of transactions is missing')
  return row
}

/** This server does not know the numbers there are: it gives all referrals one of its own. */
async function countAnew(database: Database): Promise<void> {
  await database.system('feed-count-anew', async (db) => {
    await db.hot({ name: 'feed-lock', text: "select pg_advisory_xact_lock(hashtextextended('feed_origin', 0))" }, [])
    if ((await now(db)).origin !== null) return
    await db.hot({ name: 'feed-origin-forget', text: 'delete from feed_origin' }, [])
    const text = 'insert into feed_origin (id, counter) values ($1, interra.feed_counter())'
    await db.hot({ name: 'feed-origin-new', text }, [newId()])
    await db.hot({ name: 'feed-stamp', text: 'update referral set changed_by_transaction = default' }, [])
  })
}
