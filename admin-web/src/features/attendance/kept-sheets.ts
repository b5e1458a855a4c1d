import { clear, createStore, del, entries, get, update } from 'idb-keyval'
import { noteUnsent, onSignOut } from '../../lib/session.ts'
import { mayForget, nothingKept, unsettledCount, type Kept } from './queue.ts'

const store = createStore('interra-attendance', 'sheets')

/** The name under which this account's copy of a sheet is kept on this phone. */
export function sheetKey(accountId: string, sessionId: string): string {
  return `${accountId} ${sessionId}`
}

export async function readKept(key: string): Promise<Kept> {
  return (await get<Kept>(key, store)) ?? nothingKept
}

/** Changes what is kept in one database transaction, so that two tabs never lose each other's marks. */
export async function changeKept(key: string, change: (kept: Kept) => Kept): Promise<Kept> {
  let after = nothingKept
  await update<Kept>(
    key,
    (before) => {
      after = { ...change(before ?? nothingKept), keptAt: new Date().toISOString() }
      return after
    },
    store,
  )
  noteUnsent(await unsentMarks())
  return after
}

/** Marks that only this phone knows of, over all its sheets. */
export async function unsentMarks(): Promise<number> {
  const kept = await entries<string, Kept>(store)
  return kept.reduce((sum, [, one]) => sum + unsettledCount(one), 0)
}

export async function forgetOldSheets(now: number): Promise<void> {
  for (const [key, kept] of await entries<string, Kept>(store)) if (mayForget(kept, now)) await del(key, store)
}

onSignOut(() => clear(store))
