import { createStore, del, get, set } from 'idb-keyval'
import type { Draft } from './draft.ts'

/** Somebody was sent from here: what one needs in order to follow it. */
export interface Sent {
  readonly reference: string
  readonly followToken: string
  readonly followUntil: string
}
/** What this phone keeps under a digest of the token: it may be lent, and what is old goes. */
export interface Kept {
  readonly partnerName: string
  readonly draft: Draft | null
  readonly sent: Sent | null
}

const store = createStore('interra-refer-door', 'forms')
const longest = 7 * 86_400_000

async function keyOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export async function readKept(token: string): Promise<Kept | null> {
  const key = await keyOf(token)
  const kept = (await get<Kept>(key, store)) ?? null
  if (kept?.draft && Date.parse(kept.draft.writtenAt) < Date.now() - longest) {
    await del(key, store)
    return null
  }
  return kept
}
export const keep = async (token: string, kept: Kept) => set(await keyOf(token), kept, store)
export const forget = async (token: string) => del(await keyOf(token), store)
