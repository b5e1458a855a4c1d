import { latestFormVersion, type ApplicationHelper, type OwnApplication, type ProblemCode } from '@interra/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import type { DoorLocale } from '../../lib/door-language.ts'
import { onReturn } from '../../lib/network.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { dropUnsent, keepUnsent, readUnsent, type Unsent } from './kept-draft.ts'

const pause = 700
const tryAgain = 8_000

export interface Draft {
  readonly project: string
  readonly helpedBy: ApplicationHelper | null
  readonly answers: Readonly<Record<string, string>>
}
export type Saving = 'saved' | 'saving' | 'waiting'

const draftOf = ({ project, helpedBy, answers }: Pick<OwnApplication, 'project' | 'helpedBy' | 'answers'>): Draft => ({
  project,
  helpedBy,
  answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])),
})

/** What is to go beside what has not gone yet: only what was changed here, since others may write at the same time. */
function unsentOf(before: Draft, change: Partial<Draft>, waiting: Unsent | null, language: DoorLocale): Unsent {
  const { project, helpedBy, answers = {} } = change
  const changed = Object.entries(answers).filter(([question, value]) => before.answers[question] !== value)
  const kept = (waiting?.answers ?? []).filter(({ question }) => !changed.some(([id]) => id === question))
  return {
    ...waiting,
    ...(project === undefined || project.trim() === '' ? {} : { project }),
    ...(helpedBy === undefined ? {} : { helpedBy }),
    answers: [...kept, ...changed.map(([question, value]) => ({ question, value }))],
    language,
  }
}

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
  const latest = useRef<Unsent | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const last = useRef(Promise.resolve())

  const failed = useCallback((error: unknown) => {
    const { code } = problemOf(error)
    setProblem(isOffline(error) ? null : code)
    setSaving('waiting')
  }, [])
  /** Sends what is written; one of these after the other. */
  const send = useCallback(() => {
    const run = async () => {
      const sent = latest.current
      if (sent === null) return
      setOwn(await call('saveApplicationByLink', { body: { token, ...sent } }))
      setProblem(null)
      // what was written meanwhile is still to go
      if (latest.current !== sent) return
      latest.current = null
      await dropUnsent(token)
      setSaving('saved')
    }
    last.current = last.current.then(() => run().catch(failed))
    return last.current
  }, [token, failed])

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
      const base = read ? draftOf(read) : { project: '', helpedBy: null, answers: {} }
      const { project = base.project, helpedBy = base.helpedBy, answers } = unsent ?? {}
      const written = answers ? draftOf({ project, helpedBy, answers }).answers : {}
      setDraft({ project, helpedBy, answers: { ...base.answers, ...written } })
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
    submit: async (): Promise<readonly string[]> => {
      setBusy(true)
      try {
        clearTimeout(timer.current)
        await send()
        if (latest.current !== null) return []
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
