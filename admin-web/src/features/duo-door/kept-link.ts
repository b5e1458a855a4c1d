import type { CheckInAnswer, LinkPurpose } from '@interra/contracts'
import { createStore, get, promisifyRequest } from 'idb-keyval'
import type { BodyOf } from '../../lib/query.ts'

export type Met = Omit<BodyOf<'logByLink'>, 'token'>
/**
 * What this phone keeps of one link, under a digest of its token: what it has not been able to send, and what the link is
 * for, so that the page opens without network. No name, no place and no token: a phone may be lent.
 */
export interface KeptLink {
  /** Null for a link whose page needs the network. */
  readonly purpose: Exclude<LinkPurpose, 'answer'> | null
  readonly waiting: readonly Met[]
  readonly checkIn: CheckInAnswer | null
  /** The check-in was sent from here: its link works once. */
  readonly answered: boolean
}
export const nothingKept: KeptLink = { purpose: null, waiting: [], checkIn: null, answered: false }

const store = createStore('interra-duo-door', 'links')
// what this page kept before held names and tokens
indexedDB.deleteDatabase('interra-duo')

async function keyOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function readKept(token: string): Promise<KeptLink> {
  return (await get<KeptLink>(await keyOf(token), store)) ?? nothingKept
}

/** Changes what is kept in one database transaction, so that two tabs never lose each other's meetings; nothing leaves no trace. */
export async function changeKept(token: string, change: (kept: KeptLink) => KeptLink): Promise<KeptLink> {
  const key = await keyOf(token)
  return store('readwrite', async (links) => {
    const before = await promisifyRequest<KeptLink | undefined>(links.get(key))
    const after = change(before ?? nothingKept)
    const { purpose, waiting, checkIn, answered } = after
    if (purpose === null && waiting.length === 0 && checkIn === null && !answered) links.delete(key)
    else links.put(after, key)
    await promisifyRequest(links.transaction)
    return after
  })
}
