import type { DuoInvitation, ProblemCode } from '@interra/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { changeKept, nothingKept, readKept, type KeptLink, type Met } from './kept-link.ts'

const tryAgain = 8_000
type Answering = 'acceptByLink' | 'declineByLink'

/**
 * What a link opens, read once and again after each act; without network what this phone knew of it. A meeting is written on the
 * phone first and sent as soon as there is a network.
 */
export function useLink(token: string) {
  const [kept, setKept] = useState<KeptLink | null>(null)
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [offline, setOffline] = useState(false)
  const [busy, setBusy] = useState(false)
  const change = useCallback(
    async (act: (before: KeptLink) => KeptLink) => setKept(await changeKept(token, act)),
    [token],
  )
  const hear = useCallback((invitation: DuoInvitation) => change((before) => ({ ...before, invitation })), [change])
  const failed = useCallback(
    async (error: unknown) => {
      const { code } = problemOf(error)
      setOffline(isOffline(error))
      setProblem(isOffline(error) ? null : code)
      // what was kept behind a link goes with it: a phone may be lent
      if (code === 'link-expired') await change(() => nothingKept)
    },
    [change],
  )

  const last = useRef(Promise.resolve())
  /** Sends what waits, then reads; one of these after the other. */
  const wake = useCallback(() => {
    const run = async () => {
      let refused: ProblemCode | null = null
      for (const met of (await readKept(token)).waiting) refused = (await send(token, met, change)) ?? refused
      await hear(await call('readDuoLink', { body: { token } }))
      setOffline(false)
      setProblem(refused)
    }
    last.current = last.current.then(() => run().catch(failed))
    return last.current
  }, [token, change, hear, failed])

  useEffect(() => {
    void readKept(token).then(setKept)
    void wake()
    const onLine = () => void wake()
    window.addEventListener('online', onLine)
    return () => window.removeEventListener('online', onLine)
  }, [token, wake])
  const unsettled = offline || (kept !== null && kept.waiting.length > 0)
  useEffect(() => {
    if (!unsettled) return undefined
    const timer = setInterval(() => void wake(), tryAgain)
    return () => clearInterval(timer)
  }, [unsettled, wake])

  const act = async (work: () => Promise<DuoInvitation>): Promise<boolean> => {
    setBusy(true)
    try {
      await hear(await work())
      setProblem(null)
      setOffline(false)
      return true
    } catch (error) {
      await failed(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    kept: kept ?? nothingKept,
    ready: kept !== null && (kept.invitation !== null || problem !== null || offline),
    problem,
    offline,
    busy,
    retry: () => void wake(),
    answer: (name: Answering) => act(() => call(name, { body: { token } })),
    checkIn: (said: object) => act(() => call('checkInByLink', { body: { token, ...said } })),
    noteMet: async (met: Omit<Met, 'id'>) => {
      const whole = { ...met, id: crypto.randomUUID() }
      await change((before) => ({ ...before, waiting: [...before.waiting, whole] }))
      await wake()
    },
  }
}

/**
 * Sends one meeting. A refusal that will never change takes it off the phone and is answered, except that it was noted
 * already; what a network or a pause may help is thrown.
 */
async function send(
  token: string,
  met: Met,
  change: (act: (before: KeptLink) => KeptLink) => Promise<void>,
): Promise<ProblemCode | null> {
  const refused = await call('logByLink', { body: { token, ...met } }).then(
    () => null,
    (error: unknown) => {
      const { code, status } = problemOf(error)
      if (isOffline(error) || status >= 500 || [408, 429].includes(status) || code === 'link-expired') throw error
      return code === 'already-logged' ? null : code
    },
  )
  await change((before) => ({ ...before, waiting: before.waiting.filter(({ id }) => id !== met.id) }))
  return refused
}
