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
  const failed = useCallback((error: unknown) => {
    setOffline(isOffline(error))
    setProblem(isOffline(error) ? null : problemOf(error).code)
  }, [])

  const sending = useRef(false)
  /** Sends what waits, then reads; one of these at a time. */
  const wake = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (const met of (await readKept(token)).waiting) await send(token, met, change)
      await hear(await call('readDuoLink', { body: { token } }))
      setOffline(false)
      setProblem(null)
    } catch (error) {
      failed(error)
    } finally {
      sending.current = false
    }
  }, [token, change, hear, failed])

  useEffect(() => {
    void readKept(token).then(setKept)
    void wake()
    const onLine = () => void wake()
    window.addEventListener('online', onLine)
    return () => window.removeEventListener('online', onLine)
  }, [token, wake])
  useEffect(() => {
    if (!offline) return undefined
    const timer = setInterval(() => void wake(), tryAgain)
    return () => clearInterval(timer)
  }, [offline, wake])

  const act = async (work: () => Promise<DuoInvitation>): Promise<boolean> => {
    setBusy(true)
    try {
      await hear(await work())
      setProblem(null)
      setOffline(false)
      return true
    } catch (error) {
      failed(error)
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

/** Sends one meeting. A refusal that will never change takes it off the phone; it is told, except when it was noted already. */
async function send(
  token: string,
  met: Met,
  change: (act: (before: KeptLink) => KeptLink) => Promise<void>,
): Promise<void> {
  const drop = () => change((before) => ({ ...before, waiting: before.waiting.filter(({ id }) => id !== met.id) }))
  try {
    await call('logByLink', { body: { token, ...met } })
  } catch (error) {
    const { code, status } = problemOf(error)
    if (isOffline(error) || status >= 500 || status === 429) throw error
    await drop()
    if (code !== 'already-logged') throw error
  }
  await drop()
}
