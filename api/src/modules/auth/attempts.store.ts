import { problem } from '@interra/contracts'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { signInAttempt } from './auth.tables.ts'
import { freeForAddress, triesWindowMs, waitMs, type WrongTries } from './sign-in-limit.ts'

export interface Tried {
  /** What is tried on: an e-mail as typed, or the second factor of an account. */
  readonly subject: string
  /** Network address of the caller. */
  readonly address: string
}

/** How long an address stays one that an account usually signs in from; tries are kept no longer than that. */
export const knownForMs = 30 * 86_400_000

const lockKeys = {
  name: 'attempt-locks',
  text: `select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key`,
}
// From an address that this account signed in from lately, only that address's own tries count: a stranger who guesses
// does not lock the colleague out.
const countTries = {
  name: 'attempt-count',
  text: `with known as (
      select exists (select from sign_in_attempt
        where account_key = $1 and address_key = $2 and succeeded and at > $4) as address
    ), last_right as (
      select coalesce(max(id), 0) as id from sign_in_attempt where account_key = $1 and succeeded
    )
    select 'account' as of, count(*)::int as count, max(t.at) as last_at from sign_in_attempt t, known, last_right
      where t.account_key = $1 and not t.succeeded and t.at > $3 and t.id > last_right.id
        and (not known.address or t.address_key = $2)
    union all
    select 'address', count(*)::int, max(at) from sign_in_attempt
      where address_key = $2 and not succeeded and at > $3`,
}
interface Counted {
  readonly of: 'account' | 'address'
  readonly count: number
  readonly last_at: Date | null
}

/**
 * Counts a try as wrong before it is looked at, so that thirty at once are thirty. Answers its id; throws
 * `too-many-requests` when one must wait, and such a try counts for nothing. Needs a transaction.
 */
export async function beginTry(db: Db, tried: Tried, now: Date, freeTries: number): Promise<number> {
  const accountKey = keyOf('account', tried.subject)
  const addressKey = keyOf('address', tried.address)
  await db.hot(lockKeys, [[accountKey, addressKey].sort()])
  const rows = await db.hot<Counted & Record<string, unknown>>(countTries, [
    accountKey,
    addressKey,
    new Date(now.getTime() - triesWindowMs),
    new Date(now.getTime() - knownForMs),
  ])
  const tries = (of: Counted['of']): WrongTries => {
    const row = rows.find((one) => one.of === of)
    return { count: row?.count ?? 0, lastAt: row?.last_at ?? null }
  }
  const wait = Math.max(
    waitMs(tries('account'), freeTries, now),
    waitMs(tries('address'), freeForAddress(freeTries), now),
  )
  if (wait > 0) throw problem('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
  const [row] = await db
    .insert(signInAttempt)
    .values({ at: now, accountKey, addressKey, succeeded: false })
    .returning({ id: signInAttempt.id })
  if (!row) throw new Error('a try was not counted')
  return row.id
}

/** The try was right: earlier wrong ones no longer count for the account. */
export async function tryWasRight(db: Db, attemptId: number): Promise<void> {
  await db.update(signInAttempt).set({ succeeded: true }).where(eq(signInAttempt.id, attemptId))
}

/** The try was neither right nor wrong. */
export async function forgetTry(db: Db, attemptId: number): Promise<void> {
  await db.delete(signInAttempt).where(eq(signInAttempt.id, attemptId))
}

function keyOf(kind: 'account' | 'address', value: string): string {
  return createHash('sha256').update(`${kind} ${value}`).digest('hex')
}
