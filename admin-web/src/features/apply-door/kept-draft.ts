import { createStore, del, get, set } from 'idb-keyval'
import type { BodyOf } from '../../lib/query.ts'

/** What was written here and has not reached the service yet. */
export type Unsent = Omit<BodyOf<'saveApplicationByLink'>, 'token'>

const store = createStore('interra-apply-door', 'drafts')

/** Under a digest of the token: a phone may be lent, and the token opens the application. */
async function keyOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const readUnsent = async (token: string) => get<Unsent>(await keyOf(token), store)
export const keepUnsent = async (token: string, unsent: Unsent) => set(await keyOf(token), unsent, store)
/** What has reached the service leaves the phone. */
export const dropUnsent = async (token: string) => del(await keyOf(token), store)
