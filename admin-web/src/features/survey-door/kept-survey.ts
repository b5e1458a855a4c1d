import type { AskedSurvey, SurveyAnswer } from '@interra/contracts'
import { createStore, promisifyRequest } from 'idb-keyval'
import type { DoorLocale } from '../../lib/door-language.ts'
import { tokenDigest } from '../../lib/token-digest.ts'

/**
 * What this phone keeps of one survey, under a digest of its token, so that it goes on where it stopped and without network:
 * the questions, what was answered, and no name. Nothing of it stays once it was sent, or its link has ended.
 */
export interface KeptSurvey {
  readonly instruments: AskedSurvey['instruments']
  readonly answers: readonly SurveyAnswer[]
  /** Where they are: 0 before the first question. */
  readonly at: number
  /** Ready to go, in this language; null while they still answer. */
  readonly finishedIn: DoorLocale | null
  readonly until: string
}

const store = createStore('interra-survey-door', 'surveys')

export async function readKept(token: string): Promise<KeptSurvey | undefined> {
  const key = await tokenDigest(token)
  await forgetEnded()
  return store('readonly', (kept) => promisifyRequest<KeptSurvey | undefined>(kept.get(key)))
}

export async function keep(token: string, survey: KeptSurvey | null): Promise<void> {
  const key = await tokenDigest(token)
  await store('readwrite', (kept) => {
    if (survey) kept.put(survey, key)
    else kept.delete(key)
    return promisifyRequest(kept.transaction)
  })
}

async function forgetEnded(): Promise<void> {
  await store('readwrite', async (kept) => {
    const keys = await promisifyRequest(kept.getAllKeys())
    const all = await promisifyRequest<KeptSurvey[]>(kept.getAll())
    for (const [at, key] of keys.entries()) if (Date.parse(all[at]?.until ?? '') < Date.now()) kept.delete(key)
    return promisifyRequest(kept.transaction)
  })
}
