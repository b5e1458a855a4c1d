import type { ApiProblem } from '@interra/contracts'
import type { QueryClient } from '@tanstack/react-query'
import { isOffline } from '../../lib/api.ts'
import { isCutOff, onReturn } from '../../lib/network.ts'
import { sendWith } from '../../lib/outbox.ts'
import { problemOf } from '../../lib/problems.ts'
import { call, query, refresh } from '../../lib/query.ts'
import { accountHere, loseSession } from '../../lib/session.ts'
import { signal } from '../../lib/signal.ts'
import { changeKept, countUnsent, forgetOldSheets, keptSheets, sheetKey } from './kept-sheets.ts'
import { afterRefusal, afterSending, nothingKept, waitingCount, type Kept } from './queue.ts'

/** Milliseconds before another try after a failure; the last one stays. */
const pauses = [2_000, 5_000, 10_000, 20_000, 30_000]
const batch = 200

interface Owner {
  readonly client: QueryClient
  readonly accountId: string
}
let owner: Owner | null = null
let running: Promise<void> | null = null
let again = false
let failures = 0
let timer = 0

const problem = signal<ApiProblem | null>(null)
/** Why what waits was not taken, when it is not for want of a network or of a session. */
export const useSendingProblem = problem.use

/** The one sender of this page: whatever screen is open, it sends what any sheet of this account keeps. Answers how to stop. */
export function startSender(client: QueryClient, accountId: string): () => void {
  owner = { client, accountId }
  sendWith(wake)
  void forgetOldSheets(Date.now()).then(countUnsent)
  void wake()
  const stops = [onReturn(nudge), onWindow('online'), onWindow('focus')]
  return () => {
    owner = null
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

const nudge = () => void wake()

function onWindow(event: 'online' | 'focus'): () => void {
  window.addEventListener(event, nudge)
  return () => window.removeEventListener(event, nudge)
}

/** Sends now, without waiting for the next try. Ends when nothing is being sent any more. */
export function wake(): Promise<void> {
  failures = 0
  if (running) again = true
  running ??= run().finally(() => {
    running = null
  })
  return running
}

async function run(): Promise<void> {
  clearTimeout(timer)
  do {
    again = false
    if (owner === null || isCutOff()) return
    const failure = await sendAll(owner)
    const told = failure !== null && !isOffline(failure) && failure.code !== 'not-signed-in'
    problem.set(told ? failure : null)
    if (failure?.code === 'not-signed-in') return loseSession()
    if (failure) timer = window.setTimeout(() => void retry(), pauses[Math.min(failures++, pauses.length - 1)])
  } while (again)
}

async function retry(): Promise<void> {
  const before = failures
  const done = wake()
  failures = before
  await done
}

/** Sends the queue of every sheet; one that fails does not hold up the others. Answers the last failure. */
async function sendAll({ client, accountId }: Owner): Promise<ApiProblem | null> {
  let failure: ApiProblem | null = null
  for (const { sessionId, kept } of await keptSheets(accountId)) {
    if (waitingCount(kept) === 0) continue
    try {
      while (waitingCount(await sendOnce(client, accountId, sessionId)) > 0);
      void refresh(client, ['listSessions', 'getSession', 'getFigures', 'getToday'])
    } catch (error) {
      failure = problemOf(error)
      if (isOffline(failure) || failure.code === 'not-signed-in') return failure
    }
  }
  return failure
}

/** An answer that stays the same however often it is asked for; signing in again, a pause or a network may help the others. */
function isFinal({ status }: ApiProblem): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status)
}

/** Sends the first marks of a queue, as the phone's database holds it now. */
async function sendOnce(client: QueryClient, accountId: string, sessionId: string): Promise<Kept> {
  const key = sheetKey(accountId, sessionId)
  const { marks, headCount } = await choose(key)
  const sent = { marks: [...marks], headCount }
  if (waitingCount({ ...nothingKept, ...sent }) === 0) return nothingKept
  const body = { sentAt: new Date().toISOString(), marks: sent.marks, ...(headCount ? { headCount } : {}) }
  const served = query('getSheet', { params: { sessionId } })
  // an answer on its way was given before these marks: it would hide them for a while
  await client.cancelQueries({ queryKey: served.queryKey })
  const answer = await call('recordAttendance', { params: { sessionId }, body }).catch((error: unknown) => {
    if (isFinal(problemOf(error))) return problemOf(error).code
    throw error
  })
  if (typeof answer === 'string') return changeKept(key, (before) => afterRefusal(before, sent, answer))
  // a count of heads is refused for one reason only
  const headsRefused = answer.headCount === 'refused' ? 'sheet-closed' : null
  const after = await changeKept(key, (before) => afterSending(before, sent, { ...answer, headsRefused }))
  if (accountHere() === accountId) client.setQueryData(served.queryKey, answer.sheet)
  return after
}

/** What is sent now, noted as tried in the same transaction: a mark taken back just before does not go out. */
async function choose(key: string): Promise<Pick<Kept, 'marks' | 'headCount'>> {
  let chosen: Pick<Kept, 'marks' | 'headCount'> = nothingKept
  await changeKept(key, (before) => {
    chosen = { marks: before.marks.slice(0, batch), headCount: before.headCount }
    return { ...before, tried: chosen.marks.map(({ id }) => id) }
  })
  return chosen
}
