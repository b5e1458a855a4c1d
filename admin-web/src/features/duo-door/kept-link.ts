import type { CheckInAnswer, LinkPurpose } from '@interra/contracts'
import { createStore, promisifyRequest } from 'idb-keyval'
import type { BodyOf } from '../../lib/query.ts'
import { tokenDigest } from '../../lib/token-digest.ts'
import { readOlder } from './older-kept.ts'

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
  /** The check-in was not taken: it stays to be changed, and is not sent again by itself. */
  readonly refused: boolean
  /** The check-in was sent from here: its link works once. */
  readonly answered: boolean
  /** When the link ends: nothing is kept for good. Null while nobody knows. */
  readonly until: string | null
}
export const nothingKept: KeptLink = {
  purpose: null,
  waiting: [],
  checkIn: null,
  refused: false,
  answered: false,
  until: null,
}

/** For what was kept by a page that did not know when its link ends. */
const unknownEnd = 30 * 86_400_000
const store = createStore('interra-duo-door', 'links')

export const isUnsent = ({ waiting, checkIn }: KeptLink) => waiting.length > 0 || checkIn !== null
export const isOver = ({ until }: KeptLink) => until !== null && Date.parse(until) < Date.now()

const whole = (kept: Partial<KeptLink> | undefined): KeptLink => ({ ...nothingKept, ...kept })

export async function readKept(token: string): Promise<KeptLink> {
  await moved
  const key = await tokenDigest(token)
  return whole(await store('readonly', (links) => promisifyRequest<KeptLink | undefined>(links.get(key))))
}

/** Changes what is kept in one database transaction, so that two tabs never lose each other's meetings; nothing leaves no trace. */
export async function changeKept(token: string, change: (kept: KeptLink) => KeptLink): Promise<KeptLink> {
  await moved
  return write(token, change)
}

async function write(token: string, change: (kept: KeptLink) => KeptLink): Promise<KeptLink> {
  const key = await tokenDigest(token)
  return store('readwrite', async (links) => {
    const after = change(whole(await promisifyRequest<KeptLink | undefined>(links.get(key))))
    if (after.purpose === null && !isUnsent(after) && !after.answered) links.delete(key)
    else links.put(after, key)
    await promisifyRequest(links.transaction)
    return after
  })
}

/** Deletes what was kept for the other links that have ended. Answers whether some of it never left this phone. */
export async function forgetEnded(token: string): Promise<boolean> {
  await moved
  const own = await tokenDigest(token)
  return store('readwrite', async (links) => {
    const keys = await promisifyRequest(links.getAllKeys())
    const all = await promisifyRequest<Partial<KeptLink>[]>(links.getAll())
    let lost = false
    for (const [at, key] of keys.entries()) {
      const kept = whole(all[at])
      if (kept.until === null) links.put({ ...kept, until: new Date(Date.now() + unknownEnd).toISOString() }, key)
      if (key === own || !isOver(kept)) continue
      links.delete(key)
      lost ||= isUnsent(kept)
    }
    await promisifyRequest(links.transaction)
    return lost
  })
}

const moved = moveOlder().catch(() => undefined)

/** Brings over the meetings that wait in the store before this one, which goes then: it held names and tokens. */
async function moveOlder(): Promise<void> {
  const older = await readOlder()
  if (older === null) return
  for (const { token, until, waiting } of older.links)
    await write(token, (kept) => {
      const known = new Set(kept.waiting.map(({ id }) => id))
      const more = waiting.filter(({ id }) => !known.has(id))
      return {
        ...kept,
        purpose: kept.purpose ?? 'log',
        until: kept.until ?? until,
        waiting: [...kept.waiting, ...more],
      }
    })
  older.remove()
}
