import { createStore, del, entries, get, promisifyRequest } from 'idb-keyval'
import { noteUnsent } from '../../lib/outbox.ts'
import { accountHere } from '../../lib/session.ts'
import { mayForget, nothingKept, unsettledCount, waitingCount, type Kept } from './queue.ts'

const store = createStore('interra-attendance', 'sheets')
const watchers = new Set<(key: string, kept: Kept) => void>()

/** The name under which this account's copy of a sheet is kept on this phone. */
export function sheetKey(accountId: string, sessionId: string): string {
  return `${accountId} ${sessionId}`
}

const isOfAccountHere = (key: string) => key.split(' ')[0] === accountHere()

export async function readKept(key: string): Promise<Kept> {
  return { ...nothingKept, ...(await get<Kept>(key, store)) }
}

/**
 * Changes what is kept in one database transaction, so that two tabs never lose each other's marks. Nothing is written for
 * an account that is no longer signed in: its answers may still be on their way. Answers what is kept then.
 */
export async function changeKept(key: string, change: (kept: Kept) => Kept): Promise<Kept> {
  const after = await store('readwrite', async (sheets): Promise<Kept | null> => {
    const before = await promisifyRequest<Kept | undefined>(sheets.get(key))
    if (!isOfAccountHere(key)) return null
    const changed = { ...change({ ...nothingKept, ...before }), keptAt: new Date().toISOString() }
    sheets.put(changed, key)
    await promisifyRequest(sheets.transaction)
    return changed
  })
  if (after === null) return nothingKept
  for (const watch of watchers) watch(key, after)
  await countUnsent()
  return after
}

/** Tells of each change of a kept sheet; answers how to stop. */
export function watchKept(watch: (key: string, kept: Kept) => void): () => void {
  watchers.add(watch)
  return () => void watchers.delete(watch)
}

export interface KeptSheet {
  readonly sessionId: string
  readonly kept: Kept
}

/** What this phone keeps for an account. */
export async function keptSheets(accountId: string): Promise<KeptSheet[]> {
  const all = await entries<string, Kept>(store)
  return all.flatMap(([key, kept]) => {
    const [owner, sessionId] = key.split(' ')
    return owner === accountId && sessionId ? [{ sessionId, kept: { ...nothingKept, ...kept } }] : []
  })
}

/** Tells the shell how much only this phone knows: of who is signed in, over all their sheets, and of others. */
export async function countUnsent(): Promise<void> {
  const all = (await entries<string, Kept>(store)).map(([key, one]) => ({ key, kept: { ...nothingKept, ...one } }))
  if (accountHere() === null) return
  const sum = (mine: boolean, count: (kept: Kept) => number) =>
    all.reduce((total, { key, kept }) => total + (isOfAccountHere(key) === mine ? count(kept) : 0), 0)
  noteUnsent({
    waiting: sum(true, waitingCount),
    unread: sum(true, ({ refused }) => refused.length),
    others: sum(false, unsettledCount),
  })
}

/** Of somebody else, whose session ended here, only what was not sent or not read stays. */
export async function forgetOldSheets(now: number): Promise<void> {
  for (const [key, one] of await entries<string, Kept>(store)) {
    const kept = { ...nothingKept, ...one }
    const settled = unsettledCount(kept) === 0
    if (mayForget(kept, now) || (settled && !isOfAccountHere(key))) await del(key, store)
  }
}
