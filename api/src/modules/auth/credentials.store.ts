import type { StaffLocale } from '@interra/contracts'
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Db } from '../../platform/db/database.ts'
import { account } from '../accounts/accounts.tables.ts'

/** What signing in looks at. The columns of the password and the second factor are written by this module alone. */
export interface Credentials {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly locale: StaffLocale
  readonly status: 'invited' | 'active' | 'disabled'
  readonly passwordHash: string | null
  /** Null when there is none or it was never confirmed. */
  readonly factor: { readonly sealed: string; readonly lastStep: number | null } | null
}

/** One way of writing an e-mail address, so that two never look alike and differ. */
export function canonicalEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase()
}

export async function findByEmail(db: Db, email: string): Promise<Credentials | null> {
  return one(db, eq(account.email, canonicalEmail(email)))
}
export async function findCredentials(db: Db, accountId: string): Promise<Credentials | null> {
  return one(db, eq(account.id, accountId))
}

async function one(db: Db, where: ReturnType<typeof eq>): Promise<Credentials | null> {
  const [row] = await db.select().from(account).where(where)
  if (!row) return null
  const { id, name, email, locale, status, passwordHash, totpSecret, totpConfirmedAt, totpLastStep } = row
  const factor = totpSecret !== null && totpConfirmedAt !== null ? { sealed: totpSecret, lastStep: totpLastStep } : null
  return { id, name, email, locale, status, passwordHash, factor }
}

/** The first password also activates the account. */
export async function savePassword(db: Db, accountId: string, passwordHash: string): Promise<void> {
  await db
    .update(account)
    .set({ passwordHash, status: sql`case when status = 'invited' then 'active' else status end` })
    .where(eq(account.id, accountId))
}

export async function saveLocale(db: Db, accountId: string, locale: StaffLocale): Promise<void> {
  await db.update(account).set({ locale }).where(eq(account.id, accountId))
}

/** Keeps a sealed secret that is not in force yet; false when one is in force. */
export async function proposeFactor(db: Db, accountId: string, sealed: string): Promise<boolean> {
  const rows = await db
    .update(account)
    .set({ totpSecret: sealed, totpLastStep: null })
    .where(and(eq(account.id, accountId), isNull(account.totpConfirmedAt)))
    .returning({ id: account.id })
  return rows.length > 0
}

/** The sealed secret that waits for its first code, null when there is none or one is in force. */
export async function proposedFactor(db: Db, accountId: string): Promise<string | null> {
  const [row] = await db
    .select({ sealed: account.totpSecret })
    .from(account)
    .where(and(eq(account.id, accountId), isNull(account.totpConfirmedAt)))
  return row?.sealed ?? null
}

/** Puts a proposed secret in force; false when another one was proposed or confirmed meanwhile. */
export async function confirmFactor(
  db: Db,
  accountId: string,
  confirmed: { readonly sealed: string; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const rows = await db
    .update(account)
    .set({ totpConfirmedAt: confirmed.now, totpLastStep: confirmed.step })
    .where(and(eq(account.id, accountId), eq(account.totpSecret, confirmed.sealed), isNull(account.totpConfirmedAt)))
    .returning({ id: account.id })
  return rows.length > 0
}

/** Marks the step of a code as used; false when it was used already, also by a request at the same moment. */
export async function useStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const rows = await db
    .update(account)
    .set({ totpLastStep: step })
    .where(and(eq(account.id, accountId), or(isNull(account.totpLastStep), lt(account.totpLastStep, step))))
    .returning({ id: account.id })
  return rows.length > 0
}

/** Surface: the account has no second factor any more; false when it had none. */
export async function removeFactor(db: Db, accountId: string): Promise<boolean> {
  const rows = await db
    .update(account)
    .set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null })
    .where(and(eq(account.id, accountId), isNotNull(account.totpConfirmedAt)))
    .returning({ id: account.id })
  return rows.length > 0
}
