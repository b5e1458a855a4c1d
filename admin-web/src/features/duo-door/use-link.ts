import type { CheckInAnswer, DuoInvitation, ProblemCode } from '@interra/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import { onReturn } from '../../lib/network.ts'
import { mayPass, problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import {
  changeKept,
  forgetEnded,
  isOver,
  isUnsent,
  nothingKept,
  readKept,
  type KeptLink,
  type Met,
} from './kept-link.ts'

const tryAgain = 8_000
type Answering = 'acceptByLink' | 'declineByLink'

/**
 * What a link opens, read once and again after each act. A meeting or a check-in is written on the phone first and sent as
 * soon as there is a network; the names are never written there.
 */
export function useLink(token: string) {
  const [kept, setKept] = useState<KeptLink | null>(null)
  const [invitation, setInvitation] = useState<DuoInvitation | null>(null)
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [hindered, setHindered] = useState<'network' | 'service' | null>(null)
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [unsent, setUnsent] = useState(false)
  const [othersUnsent, setOthersUnsent] = useState(false)
  const change = useCallback(
    async (act: (before: KeptLink) => KeptLink) => setKept(await changeKept(token, act)),
    [token],
  )
  const hear = useCallback(
    async (said: DuoInvitation) => {
      await change((before) => ({ ...before, purpose: keptPurpose(said), until: said.expiresAt }))
      setInvitation(said)
    },
    [change],
  )
  const failed = useCallback(
    async (error: unknown) => {
      const { code } = problemOf(error)
      const passes = mayPass(error)
      setHindered(passes ? (isOffline(error) ? 'network' : 'service') : null)
      setProblem(passes ? null : code)
      if (code !== 'link-expired') return
      const before = await readKept(token)
      if (isUnsent(before)) setUnsent(true)
      // what could not be sent stays until its link would have ended, so that it is said again
      if (!isUnsent(before) || isOver(before)) await change(() => nothingKept)
    },
    [token, change],
  )

  const last = useRef(Promise.resolve())
  /** Sends what waits, then reads; one of these after the other. */
  const wake = useCallback(() => {
    const run = async () => {
      const { waiting, checkIn: written, refused: wasRefused, answered } = await readKept(token)
      if (answered) return
      const checkIn = wasRefused ? null : written
      let refused: ProblemCode | null = null
      for (const met of waiting) {
        refused = (await refusalOf(() => call('logByLink', { body: { token, ...met } }))) ?? refused
        await change((before) => ({ ...before, waiting: before.waiting.filter(({ id }) => id !== met.id) }))
      }
      if (checkIn !== null) {
        refused = await refusalOf(() => call('checkInByLink', { body: { token, ...checkIn } }))
        const done = refused === null
        // its link works once, and is not read again
        await change((before) =>
          done ? { ...nothingKept, answered: true, until: before.until } : { ...before, refused: true },
        )
        setSent(done)
      }
      if (checkIn === null || refused !== null) await hear(await call('readDuoLink', { body: { token } }))
      setHindered(null)
      setProblem(refused)
    }
    last.current = last.current.then(() => run().catch(failed))
    return last.current
  }, [token, change, hear, failed])

  useEffect(() => {
    void readKept(token).then(setKept)
    void forgetEnded(token).then(setOthersUnsent)
    void wake()
    return onReturn(() => void wake())
  }, [token, wake])
  const waits = kept !== null && (kept.waiting.length > 0 || (kept.checkIn !== null && !kept.refused))
  const unsettled = problem !== 'link-expired' && (hindered !== null || waits)
  useEffect(() => {
    if (!unsettled) return undefined
    const timer = setInterval(() => void wake(), tryAgain)
    return () => clearInterval(timer)
  }, [unsettled, wake])

  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    await work().finally(() => setBusy(false))
  }
  return {
    kept: kept ?? nothingKept,
    invitation,
    ready: kept !== null && (invitation !== null || kept.answered || problem !== null || hindered !== null),
    problem,
    /** What stands in the way, for now: it is tried again. */
    hindered,
    busy,
    /** The check-in went out just now. */
    sent,
    /** The link does not work any more, and what was written here did not reach the team. */
    unsent,
    /** The same of another link that this phone knew, which is forgotten now. */
    othersUnsent,
    retry: () => void wake(),
    answer: (name: Answering) =>
      during(async () => {
        try {
          await hear(await call(name, { body: { token } }))
          setProblem(null)
          setHindered(null)
        } catch (error) {
          await failed(error)
        }
      }),
    checkIn: (said: CheckInAnswer) =>
      during(async () => {
        await change((before) => ({ ...before, checkIn: said, refused: false }))
        await wake()
      }),
    noteMet: async (met: Omit<Met, 'id'>) => {
      const whole = { ...met, id: crypto.randomUUID() }
      await change((before) => ({ ...before, waiting: [...before.waiting, whole] }))
      await wake()
    },
  }
}

/** What the page is for, when it can be used without network: not to answer, and not once a duo is over. */
function keptPurpose({ purpose, status }: DuoInvitation): KeptLink['purpose'] {
  if (purpose === 'answer') return null
  return purpose === 'check_in' || isLiving(status) ? purpose : null
}

/** Meetings are noted from the first one on. */
export const isLiving = (status: DuoInvitation['status']) =>
  status === 'active' || status === 'first_meeting' || status === 'paused'

/**
 * Why what was sent will never be taken; null when it was, or was known already. What a network or a pause may help is
 * thrown.
 */
async function refusalOf(send: () => Promise<unknown>): Promise<ProblemCode | null> {
  return send().then(
    () => null,
    (error: unknown) => {
      const { code } = problemOf(error)
      if (mayPass(error) || code === 'link-expired') throw error
      return code === 'already-logged' ? null : code
    },
  )
}
