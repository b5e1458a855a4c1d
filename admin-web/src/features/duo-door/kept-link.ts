import type { DuoInvitation } from '@interra/contracts'
import { createStore, get, update } from 'idb-keyval'
import type { BodyOf } from '../../lib/query.ts'

export type Met = Omit<BodyOf<'logByLink'>, 'token'>
/** What this phone knows of one link: what the service last said, and meetings it has not been told of. */
export interface KeptLink {
  readonly invitation: DuoInvitation | null
  readonly waiting: readonly Met[]
}
export const nothingKept: KeptLink = { invitation: null, waiting: [] }

const store = createStore('interra-duo', 'links')

export async function readKept(token: string): Promise<KeptLink> {
  return (await get<KeptLink>(token, store)) ?? nothingKept
}

/** Changes what is kept in one database transaction, so that two tabs never lose each other's meetings. */
export async function changeKept(token: string, change: (kept: KeptLink) => KeptLink): Promise<KeptLink> {
  let after = nothingKept
  await update<KeptLink>(
    token,
    (before) => {
      after = change(before ?? nothingKept)
      return after
    },
    store,
  )
  return after
}
