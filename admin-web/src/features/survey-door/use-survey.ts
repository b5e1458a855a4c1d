import type { AskedSurvey, ProblemCode, SurveyAnswer } from '@interra/contracts'
import { useCallback, useEffect, useState } from 'react'
import type { DoorLocale } from '../../lib/door-language.ts'
import { onReturn } from '../../lib/network.ts'
import { mayPass, problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { keep, readKept, type KeptSurvey } from './kept-survey.ts'

const tryAgain = 8_000
/** How it ended: just now, or before. */
export type Ended = 'sent' | 'answered' | 'declined'

/**
 * A survey that a link opens. What is answered is written on the phone first, and sent once it is finished, as soon as there
 * is a network.
 */
export function useSurvey(token: string) {
  const [kept, setKept] = useState<KeptSurvey | null>(null)
  const [name, setName] = useState<string | null>(null)
  const [ended, setEnded] = useState<Ended | null>(null)
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [hindered, setHindered] = useState(false)
  const [busy, setBusy] = useState(false)

  const change = useCallback(
    async (after: KeptSurvey) => {
      setKept(after)
      await keep(token, after)
    },
    [token],
  )
  const end = useCallback(
    async (how: Ended) => {
      setEnded(how)
      await keep(token, null)
    },
    [token],
  )
  const attempt = useCallback(
    async (work: () => Promise<void>) => {
      try {
        await work()
        setHindered(false)
        setProblem(null)
      } catch (error) {
        const { code } = problemOf(error)
        if (code === 'survey-answered') return end('answered')
        if (code === 'link-expired' || code === 'act-not-possible') await keep(token, null)
        setHindered(mayPass(error))
        setProblem(mayPass(error) ? null : code)
      }
    },
    [end, token],
  )
  const send = useCallback(
    ({ answers, finishedIn }: KeptSurvey) =>
      attempt(async () => {
        await call('answerSurvey', { body: { token, language: finishedIn ?? 'fr', answers: [...answers] } })
        await end('sent')
      }),
    [token, attempt, end],
  )
  const wake = useCallback(async () => {
    const before = await readKept(token)
    if (before) setKept(before)
    if (before?.finishedIn) return send(before)
    await attempt(async () => {
      const asked: AskedSurvey = await call('readSurveyLink', { body: { token } })
      if (asked.state === 'answered' || asked.state === 'declined') return end(asked.state)
      setName(asked.firstName)
      const { instruments, expiresAt: until } = asked
      await change({ answers: [], at: 0, finishedIn: null, ...before, instruments, until })
    })
  }, [token, send, attempt, change, end])

  useEffect(() => {
    void wake()
    return onReturn(() => void wake())
  }, [wake])
  const waits = hindered && ended === null && (kept === null || kept.finishedIn !== null)
  useEffect(() => {
    if (!waits) return undefined
    const timer = setInterval(() => void wake(), tryAgain)
    return () => clearInterval(timer)
  }, [waits, wake])

  const during = async (work: () => Promise<void>) => {
    setBusy(true)
    await work().finally(() => setBusy(false))
  }
  return {
    kept,
    name,
    ended,
    problem,
    hindered,
    busy,
    retry: () => void wake(),
    goTo: (at: number) => kept && void change({ ...kept, at }),
    /** Notes an answer, or takes it away, and goes to the next question. */
    answer: (question: Pick<SurveyAnswer, 'instrument' | 'item'>, value: SurveyAnswer['value'] | null) => {
      if (!kept) return
      const others = kept.answers.filter((one) => one.instrument !== question.instrument || one.item !== question.item)
      const { instrument, item } = question
      void change({
        ...kept,
        at: kept.at + 1,
        answers: value === null ? others : [...others, { instrument, item, value }],
      })
    },
    finish: (language: DoorLocale) =>
      during(async () => {
        if (!kept) return
        const finished = { ...kept, finishedIn: language }
        await change(finished)
        await send(finished)
      }),
    decline: () =>
      during(() =>
        attempt(async () => {
          await call('declineSurvey', { body: { token } })
          await end('declined')
        }),
      ),
  }
}
