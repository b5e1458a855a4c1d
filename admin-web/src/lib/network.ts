import { signal } from './signal.ts'

/** Milliseconds between two tries to reach the service again; the last one stays: somebody stands there and waits for it. */
const pauses = [500, 1_000, 2_000, 4_000, 5_000]

const reached = signal(navigator.onLine)
const returns = new Set<() => void>()
let timer = 0
/** Of the tries that count now: one begun before a sign of the network says nothing when it fails after it. */
let round = 0

/** Whether the service cannot be reached now: the browser says so, or the last request got no answer. */
export const useOffline = () => !reached.use()
export const isCutOff = () => !reached.get()

export const isJson = (answer: Response) => /\bjson\b/.test(answer.headers.get('content-type') ?? '')

/** A success that is not JSON comes from a machine on the way (the sign-in page of a hotspot), not from the service. */
export const isForeign = (answer: Response) => answer.ok && !isJson(answer)

/** Registers what is done when the service is reached again; answers how to stop it. */
export function onReturn(act: () => void): () => void {
  returns.add(act)
  return () => void returns.delete(act)
}

/** A request got an answer, whatever it says, or none. An answer that was on its way when the radio went says nothing. */
export function noteReached(answered: boolean): void {
  const isReached = answered && navigator.onLine
  if (isReached === reached.get()) return
  reached.set(isReached)
  clearTimeout(timer)
  if (isReached) for (const act of returns) act()
  else knockLater(0)
}

function knockLater(tries: number): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => void knock(tries), pauses[Math.min(tries, pauses.length - 1)])
}

/** Asks whether the service is there: a radio that is on says nothing of the way to it. */
async function knock(tries: number): Promise<void> {
  const of = round
  const answer = await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(8_000) }).catch(
    () => null,
  )
  if (answer !== null && !isForeign(answer)) noteReached(true)
  else if (isCutOff() && of === round) knockLater(tries + 1)
}

/** At once, and often at first: the radio is back before the way to the service is. */
function knockNow(): void {
  if (!isCutOff()) return
  round += 1
  clearTimeout(timer)
  void knock(0)
}

window.addEventListener('offline', () => noteReached(false))
window.addEventListener('online', knockNow)
window.addEventListener('focus', knockNow)
document.addEventListener('visibilitychange', knockNow)
if (isCutOff()) knockLater(0)
