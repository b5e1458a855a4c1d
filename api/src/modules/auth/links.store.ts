import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { account } from '../accounts/accounts.tables.ts'
import { accountLink } from './auth.tables.ts'
import { newToken, tokenHash } from './tokens.ts'

const minute = 60_000
export const inviteDays = 7
export const resetMinutes = 60
/** Mails with a reset link that one account gets in an hour at most. */
const resetsPerHour = 3

export interface Addressee {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: string
}

/** Surface: mails a link with which somebody sets their first password, and answers it; links sent before stop working. */
export async function sendInvitation(db: Db, config: Config, to: Addressee, now: Date): Promise<string> {
  await voidLinks(db, to.id, now)
  const link = await newLink(db, config, to.id, 'invite', new Date(now.getTime() + inviteDays * 24 * 60 * minute), now)
  await queueMessage(db, {
    siteId: null,
    accountId: to.id,
    kind: 'account-invitation',
    locale: to.locale,
    address: to.email,
    payload: { name: to.name, link, days: String(inviteDays) },
  })
  return link
}

/** Mails a link to set a new password, unless several were just sent. */
export async function sendReset(db: Db, config: Config, to: Addressee, now: Date): Promise<void> {
  const [recent] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(accountLink)
    .where(
      and(
        eq(accountLink.accountId, to.id),
        eq(accountLink.kind, 'reset'),
        gt(accountLink.createdAt, new Date(now.getTime() - 60 * minute)),
      ),
    )
  if ((recent?.count ?? 0) >= resetsPerHour) return
  const link = await newLink(db, config, to.id, 'reset', new Date(now.getTime() + resetMinutes * minute), now)
  await queueMessage(db, {
    siteId: null,
    accountId: to.id,
    kind: 'password-reset',
    locale: to.locale,
    address: to.email,
    payload: { name: to.name, link, minutes: String(resetMinutes) },
  })
}

async function newLink(
  db: Db,
  config: Config,
  accountId: string,
  kind: 'invite' | 'reset',
  expiresAt: Date,
  now: Date,
): Promise<string> {
  const token = newToken()
  await db
    .insert(accountLink)
    .values({ id: newId(), accountId, kind, tokenHash: tokenHash(token), createdAt: now, expiresAt })
  return new URL(`/set-password#${token}`, config.publicUrl).href
}

/** Surface: the links of an account stop working. */
export async function voidLinks(db: Db, accountId: string, now: Date): Promise<void> {
  await db
    .update(accountLink)
    .set({ usedAt: now })
    .where(and(eq(accountLink.accountId, accountId), isNull(accountLink.usedAt)))
}

export interface OpenLink extends Addressee {
  readonly linkId: string
}

/** The account behind a link that still works, null otherwise. */
export async function findOpenLink(db: Db, token: string, now: Date): Promise<OpenLink | null> {
  const [found] = await db
    .select({
      linkId: accountLink.id,
      id: account.id,
      name: account.name,
      email: account.email,
      locale: account.locale,
    })
    .from(accountLink)
    .innerJoin(account, eq(account.id, accountLink.accountId))
    .where(
      and(
        eq(accountLink.tokenHash, tokenHash(token)),
        isNull(accountLink.usedAt),
        gt(accountLink.expiresAt, now),
        sql`${account.status} <> 'disabled'`,
      ),
    )
  return found ?? null
}

/** Uses up a link; false when somebody was quicker. */
export async function useLink(db: Db, linkId: string, now: Date): Promise<boolean> {
  const used = await db
    .update(accountLink)
    .set({ usedAt: now })
    .where(and(eq(accountLink.id, linkId), isNull(accountLink.usedAt)))
    .returning({ id: accountLink.id })
  return used.length > 0
}
