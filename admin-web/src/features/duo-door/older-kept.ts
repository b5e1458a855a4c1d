import type { DuoInvitation } from '@interra/contracts'
import { promisifyRequest } from 'idb-keyval'
import type { Met } from './kept-link.ts'

const name = 'interra-duo'
const links = 'links'
/** What was kept of a link, under its token. */
interface Older {
  readonly invitation: DuoInvitation | null
  readonly waiting: readonly Met[]
}
interface Waiting {
  readonly token: string
  readonly until: string | null
  readonly waiting: readonly Met[]
}

/** The meetings that wait in the store that this page had first, and how to remove it; null when there is none. */
export async function readOlder(): Promise<{ links: readonly Waiting[]; remove: () => void } | null> {
  const opening = indexedDB.open(name)
  // there is no such store: none is made
  opening.addEventListener('upgradeneeded', () => opening.transaction?.abort())
  const base = await promisifyRequest(opening).catch(() => null)
  if (base === null) return null
  const held = base.objectStoreNames.contains(links) ? base.transaction(links).objectStore(links) : null
  const tokens = held === null ? [] : await promisifyRequest(held.getAllKeys())
  const values = held === null ? [] : await promisifyRequest<Older[]>(held.getAll())
  return {
    links: tokens.flatMap((token, at) => {
      const { invitation = null, waiting = [] } = values[at] ?? {}
      return waiting.length === 0 || typeof token !== 'string'
        ? []
        : [{ token, until: invitation?.expiresAt ?? null, waiting }]
    }),
    remove: () => {
      base.close()
      indexedDB.deleteDatabase(name)
    },
  }
}
