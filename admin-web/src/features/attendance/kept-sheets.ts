import { clear, createStore, del, entries, get, update } from 'idb-keyval'
import { noteUnsent } from '../../lib/outbox.ts'
import { onSignOut } from '../../lib/session.ts'
import { mayForget, nothingKept, waitingCount, type Kept } from './queue.ts'

const store = createStore('interra-attendance', 'sheets')
const watchers = new Set<(key: string, kept: Kept) => void>()

/** The name under which this account's copy of a sheet is kept on this phone. */
export function sheetKey(accountId: string, sessionId: string): string {
  return `${accountId} ${sessionId}`
}

export async function readKept(key: string): Promise<Kept> {
  return { ...nothingKept, ...(await get<Kept>(key, store)) }
}

/** Changes what is kept in one database transaction, so that two tabs never lose each other's marks. */
export async function changeKept(key: string, change: (kept: Kept) => Kept): Promise<Kept> {
  let after = nothingKept
  await update<Kept>(
    key,
    (before) => {
      after = { ...change({ ...nothingKept, ...before }), keptAt: new Date().toISOString() }
      return after
    },
    store,
  )
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

/** Tells the shell how much only this phone knows, over all its sheets. */
export async function countUnsent(): Promise<void> {
  const kept = (await entries<string, Kept>(store)).map(([, one]) => ({ ...nothingKept, ...one }))
  noteUnsent({
    waiting: kept.reduce((sum, one) => sum + waitingCount(one), 0),
    unread: kept.reduce((sum, one) => sum + one.refused.length, 0),
  })
}

export async function forgetOldSheets(now: number): Promise<void> {
  for (const [key, kept] of await entries<string, Kept>(store)) if (mayForget(kept, now)) await del(key, store)
}

onSignOut(() => clear(store))
