import type { ApiProblem, AttendanceState, HeadCount, Mark } from '@interra/contracts'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import { problemOf } from '../../lib/problems.ts'
import { call, query, refresh } from '../../lib/query.ts'
import { loseSession, useSession } from '../../lib/session.ts'
import { changeKept, forgetOldSheets, readKept, sheetKey } from './kept-sheets.ts'
import { afterRefusal, afterSending, nothingKept, waitingCount, withMark, type Kept } from './queue.ts'

const look = 20_000
const tryAgain = 8_000
const batch = 200

/**
 * A sheet that works without network: every tap is written on the phone first, then sent; what another phone saw comes
 * back with the answer.
 */
export function useSheet(sessionId: string) {
  const key = sheetKey(useSession().account.id, sessionId)
  const [kept, setKept] = useState<Kept | null>(null)
  const change = useCallback(
    async (act: (before: Kept) => Kept) => {
      const after = await changeKept(key, act)
      setKept(after)
      return after
    },
    [key],
  )
  useEffect(() => {
    void readKept(key).then(setKept)
    void forgetOldSheets(Date.now())
  }, [key])

  const served = useQuery({ ...query('getSheet', { params: { sessionId } }), refetchInterval: look, staleTime: 0 })
  const { data } = served
  useEffect(() => {
    if (data) void change((before) => ({ ...before, sheet: data }))
  }, [data, change])

  const sending = useSending(sessionId, key, kept, setKept)
  const record = async (mark: Omit<Mark, 'id' | 'observedAt'>, fresh = false) => {
    const whole = { ...mark, id: crypto.randomUUID(), observedAt: new Date().toISOString() }
    await change((before) => withMark(before, whole, fresh))
    sending.wake()
  }
  return {
    kept: kept ?? nothingKept,
    ready: kept !== null && (kept.sheet !== null || kept.marks.length > 0),
    served,
    offline: sending.offline || isOffline(served.error),
    problem: sending.problem,
    retry: sending.wake,
    mark: (personId: string, status: AttendanceState) => record({ personId, status }),
    addKnown: (personId: string) => record({ personId, status: 'present' }, true),
    addNew: (givenName: string) =>
      record({ personId: crypto.randomUUID(), status: 'present', newPerson: { givenName } }, true),
    countHeads: async (heads: number) => {
      const headCount: HeadCount = { heads, observedAt: new Date().toISOString() }
      await change((before) => ({ ...before, headCount }))
      sending.wake()
    },
    dismissRefused: () => void change((before) => ({ ...before, refused: [] })),
  }
}

/** Sends what waits whenever there is something, a network, and nothing being sent. */
function useSending(sessionId: string, key: string, kept: Kept | null, show: (kept: Kept) => void) {
  const client = useQueryClient()
  const busy = useRef(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [round, setRound] = useState(0)
  const wake = useCallback(() => setRound((now) => now + 1), [])
  const waiting = kept ? waitingCount(kept) : 0

  const attempt = useCallback(async () => {
    busy.current = true
    const outcome = await sendOnce(client, sessionId, key).catch((error: unknown) => ({ error }))
    busy.current = false
    if ('error' in outcome) {
      if (problemOf(outcome.error).code === 'not-signed-in') loseSession()
      return setFailure(outcome.error)
    }
    setFailure(null)
    show(outcome)
    if (waitingCount(outcome) > 0) wake()
    await refresh(client, ['listSessions', 'getSession', 'getFigures'])
  }, [client, sessionId, key, show, wake])

  // `round` is how a network that comes back, or a tap, asks for another try
  useEffect(() => {
    if (waiting > 0 && !busy.current) void attempt()
  }, [waiting, round, attempt])

  useEffect(() => {
    if (failure === null) return undefined
    const timer = setInterval(wake, tryAgain)
    return () => clearInterval(timer)
  }, [failure, wake])
  useEffect(() => {
    window.addEventListener('online', wake)
    return () => window.removeEventListener('online', wake)
  }, [wake])

  const offline = failure !== null && isOffline(failure)
  return { offline, problem: failure === null || offline ? null : problemOf(failure), wake }
}

/** An answer that stays the same however often it is asked for; signing in again, a pause or a network may help the others. */
function isFinal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status)
}

/** The first marks of the queue, as the phone's database holds it now. */
async function sendOnce(client: QueryClient, sessionId: string, key: string): Promise<Kept> {
  const { marks, headCount } = await readKept(key)
  const sent = { marks: marks.slice(0, batch), headCount }
  const body = { sentAt: new Date().toISOString(), marks: [...sent.marks], ...(headCount ? { headCount } : {}) }
  const served = query('getSheet', { params: { sessionId } })
  // an answer on its way was given before these marks: it would hide them for a while
  await client.cancelQueries({ queryKey: served.queryKey })
  const answer = await call('recordAttendance', { params: { sessionId }, body }).catch((error: unknown) => {
    if (isFinal(problemOf(error))) return problemOf(error).code
    throw error
  })
  if (typeof answer === 'string') return changeKept(key, (before) => afterRefusal(before, sent, answer))
  const after = await changeKept(key, (before) => afterSending(before, sent, answer))
  client.setQueryData(served.queryKey, answer.sheet)
  return after
}
