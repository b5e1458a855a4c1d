import type { AttendanceState, HeadCount, Mark } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useOffline } from '../../lib/network.ts'
import { query } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { changeKept, readKept, sheetKey, watchKept } from './kept-sheets.ts'
import { nameOf, nothingKept, withMark, withoutWalkIn, type Kept, type ShownRow } from './queue.ts'
import { useSendingProblem, wake } from './sender.ts'

const look = 20_000

export type SheetState = ReturnType<typeof useSheet>

/**
 * A sheet that works without network: every tap is written on the phone first, then sent; what another phone saw comes
 * back with the answer.
 */
export function useSheet(sessionId: string) {
  const key = sheetKey(useSession().account.id, sessionId)
  const kept = useKept(key)
  const served = useQuery({ ...query('getSheet', { params: { sessionId } }), refetchInterval: look, staleTime: 0 })
  const { data } = served
  useEffect(() => {
    if (data) void changeKept(key, (before) => ({ ...before, sheet: data }))
  }, [data, key])

  const change = async (act: (before: Kept) => Kept) => {
    await changeKept(key, act)
    void wake()
  }
  const record = (seen: Omit<Mark, 'id' | 'observedAt'>, name?: string) =>
    change((before) => withMark(before, observed(seen), name))
  return {
    kept: kept ?? nothingKept,
    ready: kept !== null && (kept.sheet !== null || kept.marks.length > 0),
    served,
    offline: useOffline(),
    problem: useSendingProblem(),
    retry: () => void wake(),
    mark: (personId: string, status: AttendanceState) => record({ personId, status }),
    addKnown: (personId: string, name: string) => record({ personId, status: 'present' }, name),
    addNew: (personId: string, givenName: string) =>
      record({ personId, status: 'present', newPerson: { givenName } }, givenName),
    /** Somebody added by mistake leaves the sheet. */
    remove: ({ personId }: Pick<ShownRow, 'personId'>) =>
      change((before) => withoutWalkIn(before, observed({ personId, status: 'unknown' }))),
    bringBack: (row: ShownRow, newPerson: Mark['newPerson']) =>
      record({ personId: row.personId, status: row.status, ...(newPerson ? { newPerson } : {}) }, nameOf(row)),
    countHeads: (heads: number) => {
      const headCount: HeadCount = { heads, observedAt: new Date().toISOString() }
      return change((before) => ({ ...before, headCount }))
    },
    dismissRefused: () => void changeKept(key, (before) => ({ ...before, refused: [] })),
  }
}

function observed(seen: Omit<Mark, 'id' | 'observedAt'>): Mark {
  return { ...seen, id: crypto.randomUUID(), observedAt: new Date().toISOString() }
}

/** What this phone keeps under a key, as it changes; null until it was read. */
function useKept(key: string): Kept | null {
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    void readKept(key).then((found) => setKept((now) => now ?? found))
    return watchKept((changed, now) => changed === key && setKept(now))
  }, [key])
  return kept
}
