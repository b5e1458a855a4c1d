import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { accountSession } from './auth.tables.ts'
import { newToken, tokenHash } from './tokens.ts'

const day = 86_400_000

/** Opens a session and answers the token of its cookie, which is nowhere else. */
export async function openSession(
  db: Db,
  accountId: string,
  now: Date,
  lengthDays: number,
): Promise<{ sessionId: string; token: string }> {
  const token = newToken()
  const sessionId = newId()
  await db.insert(accountSession).values({
    id: sessionId,
    tokenHash: tokenHash(token),
    accountId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + lengthDays * day),
  })
  return { sessionId, token }
}

export async function endSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .update(accountSession)
    .set({ endedAt: now })
    .where(and(eq(accountSession.id, sessionId), isNull(accountSession.endedAt)))
}

/** Surface: ends the sessions of an account, all or all but one. Forget the identities after the commit. */
export async function endSessions(db: Db, accountId: string, now: Date, except: string | null = null): Promise<void> {
  await db
    .update(accountSession)
    .set({ endedAt: now })
    .where(
      and(
        eq(accountSession.accountId, accountId),
        isNull(accountSession.endedAt),
        except === null ? undefined : ne(accountSession.id, except),
      ),
    )
}
