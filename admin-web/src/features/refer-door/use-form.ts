import type { ReferralForm } from '@interra/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isOffline } from '../../lib/api.ts'
import { onReturn } from '../../lib/network.ts'
import { problemOf, type FieldProblem } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { bodyOf, fieldOf, missingIn, newDraft, type Draft, type Field } from './draft.ts'
import { forget, keep, readKept, type Kept } from './kept.ts'

const tryAgain = 8_000

/** Whether it may go another time: no network, or a service that is not there or has too much to do. */
function mayPass(error: unknown): boolean {
  const { status } = problemOf(error)
  return isOffline(error) || status >= 500 || status === 408 || status === 429
}

/**
 * The form of a partner, opened by a link. What is written stands on the phone at once and through a reload; given to be
 * sent without network, it waits there and goes by itself, once.
 */
export function useForm(token: string, language: string) {
  const [form, setForm] = useState<ReferralForm | null>(null)
  const [kept, setKept] = useState<Kept | null>(null)
  const [shut, setShut] = useState<'link-expired' | 'agreement-missing' | null>(null)
  const [hindered, setHindered] = useState(false)
  const [missing, setMissing] = useState<readonly Field[]>([])
  const [refused, setRefused] = useState<Partial<Record<Field, FieldProblem>> | null>(null)
  // a draft begins in the language of the first look; another one chosen later does not read the form again
  const [firstLanguage] = useState(language)
  const latest = useRef<Kept | null>(null)
  const last = useRef(Promise.resolve())

  const hold = useCallback(
    async (next: Kept) => {
      latest.current = next
      setKept(next)
      await keep(token, next)
    },
    [token],
  )
  const failed = useCallback(
    async (error: unknown) => {
      const { code, extra } = problemOf(error)
      const passes = mayPass(error)
      setHindered(passes)
      if (passes) return
      if (code === 'link-expired' || code === 'agreement-missing') {
        setShut(code)
        await forget(token)
        return
      }
      const { current } = latest
      if (current?.draft) await hold({ ...current, draft: { ...current.draft, sentAt: null } })
      const found: Partial<Record<Field, FieldProblem>> = {}
      for (const { pointer, code: what, params = {} } of extra.errors ?? []) {
        const field = fieldOf(pointer)
        if (field) found[field] ??= { pointer, code: what, params }
      }
      setRefused(found)
    },
    [token, hold],
  )
  /** Sends what was given to be sent, after whatever is on its way. */
  const wake = useCallback(() => {
    const run = async () => {
      const { current } = latest
      if (!current?.draft?.sentAt) return
      const { reference, followToken, followUntil } = await call('referByLink', { body: bodyOf(current.draft, token) })
      setHindered(false)
      await hold({ ...current, draft: null, sent: { reference, followToken, followUntil } })
    }
    last.current = last.current.then(() => run().catch(failed))
    return last.current
  }, [token, hold, failed])

  useEffect(() => {
    const open = async () => {
      const before = await readKept(token)
      latest.current = before
      setKept(before)
      const read = await call('readReferralForm', { body: { token } }).catch(failed)
      if (read) {
        setForm(read)
        setHindered(false)
        if (before === null)
          await hold({ partnerName: read.partnerName, draft: newDraft(read, new Date(), firstLanguage), sent: null })
      }
      await wake()
    }
    void open()
    return onReturn(() => void wake())
  }, [token, firstLanguage, hold, failed, wake])
  const waits = Boolean(kept?.draft?.sentAt) && shut === null
  useEffect(() => {
    if (!waits || !hindered) return undefined
    const again = setInterval(() => void wake(), tryAgain)
    return () => clearInterval(again)
  }, [waits, hindered, wake])

  return {
    kept,
    shut,
    hindered,
    /** Given to be sent, and not there yet. */
    waits,
    missing,
    refused,
    write: (change: Partial<Draft>) => {
      const { current } = latest
      if (current?.draft) void hold({ ...current, draft: { ...current.draft, ...change } })
    },
    send: async (): Promise<Field | undefined> => {
      const { current } = latest
      if (!current?.draft) return undefined
      const left = missingIn(current.draft)
      setMissing(left)
      setRefused(null)
      if (left.length > 0) return left[0]
      await hold({ ...current, draft: { ...current.draft, sentAt: new Date().toISOString() } })
      await wake()
      return undefined
    },
    /** Nothing of what was written stays; who writes stays themselves. */
    restart: () => {
      const { current } = latest
      const { name, email, phone } = current?.draft ?? newDraft(form, new Date(), language)
      const draft = { ...newDraft(form, new Date(), language), name, email, phone }
      setMissing([])
      setRefused(null)
      void hold({ partnerName: current?.partnerName ?? form?.partnerName ?? '', draft, sent: null })
    },
  }
}
