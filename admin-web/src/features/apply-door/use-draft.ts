import { latestFormVersion, type OwnApplication, type ProblemCode } from '@interra/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import type { DoorLocale } from '../../lib/door-language.ts'
import { onReturn } from '../../lib/network.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { dropUnsent, keepUnsent, readUnsent, type Unsent } from './kept-draft.ts'
import {
  chosen,
  clashesOf,
  draftOf,
  leftOver,
  sendable,
  unsentOf,
  withUnsent,
  type Clashes,
  type Draft,
} from './unsent.ts'

const pause = 700
const tryAgain = 8_000

const wasChanged = (error: unknown) =>
  problemOf(error).extra.errors?.some(({ params }) => params?.['rule'] === 'changed-meanwhile') === true

export type Saving = 'saved' | 'saving' | 'waiting' | 'choose'

/**
 * An application that is written by a link. Every change stands on the phone at once, and at the service a moment later;
 * without network it waits on the phone, through a reload and a night too.
 */
export function useDraft(token: string, language: DoorLocale) {
  const [own, setOwn] = useState<OwnApplication | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  const [missing, setMissing] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [clashes, setClashes] = useState<Clashes>({})
  const latest = useRef<Unsent | null>(null)
  const clashing = useRef<Clashes>({})
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(Promise.resolve())

  const failed = useCallback((error: unknown) => {
    const { code } = problemOf(error)
    setProblem(isOffline(error) ? null : code)
    setSaving('waiting')
  }, [])
  const clash = useCallback((found: Clashes) => {
    clashing.current = found
    setClashes(found)
  }, [])
  const keep = useCallback(
    async (unsent: Unsent | null) => {
      latest.current = unsent
      await (unsent === null ? dropUnsent(token) : keepUnsent(token, unsent))
    },
    [token],
  )
  /** Sends what is written; one of these after the other. */
  const send = useCallback(() => {
    const run = async (): Promise<void> => {
      const sent = sendable(latest.current, clashing.current)
      if (sent === null) {
        if (latest.current !== null) setSaving('choose')
        return
      }
      const read = await call('saveApplicationByLink', { body: { token, ...sent } })
      setOwn(read)
      setProblem(null)
      // what was written meanwhile is still to go
      if (latest.current !== null) await keep(leftOver(latest.current, sent))
      // what somebody else wrote in other places comes here
      const { answers } = withUnsent(draftOf(read), latest.current)
      if (read.status === 'draft') setDraft((shown) => shown && { ...shown, answers })
      if (latest.current === null) setSaving('saved')
      else if (sendable(latest.current, clashing.current) === null) setSaving('choose')
    }
    /** An answer that somebody else changed too is not sent: one chooses. Everything else goes. */
    const parted = async (error: unknown): Promise<void> => {
      if (!wasChanged(error) || latest.current === null) throw error
      const read = await call('readApplicationLink', { body: { token } })
      clash(clashesOf(latest.current, draftOf(read)))
      const { answers } = withUnsent(draftOf(read), latest.current)
      setDraft((shown) => shown && { ...shown, answers })
      if (Object.keys(clashing.current).length > 0) setSaving('choose')
      await run()
    }
    last.current = last.current.then(() => run().catch(parted).catch(failed))
    return last.current
  }, [token, failed, keep, clash])

  useEffect(() => {
    const open = async () => {
      const unsent = (await readUnsent(token)) ?? null
      latest.current = unsent
      const read = await call('readApplicationLink', { body: { token } }).catch((error: unknown) => {
        failed(error)
        return null
      })
      setOwn(read)
      if (read === null && unsent === null) return
      setDraft(withUnsent(read ? draftOf(read) : { project: '', helpedBy: null, answers: {} }, unsent))
      if (read?.status === 'draft') await send()
    }
    void open()
    return onReturn(() => void send())
  }, [token, failed, send])
  useEffect(() => {
    if (saving !== 'waiting') return undefined
    const again = setInterval(() => void send(), tryAgain)
    return () => clearInterval(again)
  }, [saving, send])

  return {
    own,
    draft,
    saving,
    problem,
    missing,
    clashes,
    busy,
    formVersion: own?.formVersion ?? latestFormVersion,
    write: (change: Partial<Draft>) => {
      if (!draft) return
      const next = { ...draft, ...change }
      setDraft(next)
      setSaving('saving')
      latest.current = unsentOf(draft, change, latest.current, language)
      void keepUnsent(token, latest.current)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void send(), pause)
    },
    choose: (question: string, mine: boolean) => {
      const { [question]: theirs = '', ...others } = clashing.current
      if (!draft || latest.current === null) return
      clash(others)
      void keep(chosen(latest.current, question, theirs, mine))
      if (!mine) setDraft({ ...draft, answers: { ...draft.answers, [question]: theirs } })
      setSaving('saving')
      void send()
    },
    submit: async (): Promise<readonly string[]> => {
      setBusy(true)
      try {
        clearTimeout(timer.current)
        await send()
        if (latest.current !== null) return Object.keys(clashing.current)
        setOwn(await call('submitApplicationByLink', { body: { token } }))
        setMissing([])
        return []
      } catch (error) {
        const { code, extra } = problemOf(error)
        const named = extra.params?.['unanswered']
        if (code !== 'conditions-unmet' || !Array.isArray(named)) {
          failed(error)
          return []
        }
        setMissing(named.map(String))
        return named.map(String)
      } finally {
        setBusy(false)
      }
    },
  }
}
