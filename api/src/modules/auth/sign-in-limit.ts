/** Wrong tries that were counted, and when the last one was. */
export interface WrongTries {
  readonly count: number
  readonly lastAt: Date | null
}

/** How far back tries are counted. */
export const triesWindowMs = 15 * 60_000
const longestWaitMs = triesWindowMs

/**
 * Milliseconds that must pass before the next try: none for the first `free` wrong ones, then 5 s, doubling each time up
 * to 15 minutes. A wait that nobody watches costs an attacker days and a forgetful colleague some seconds.
 */
export function waitMs({ count, lastAt }: WrongTries, free: number, now: Date): number {
  if (count < free || lastAt === null) return 0
  const wait = Math.min(5000 * 2 ** (count - free), longestWaitMs)
  return Math.max(0, lastAt.getTime() + wait - now.getTime())
}

/** An office shares one address, so it has more tries; with the usual 5 the tenth wrong one in a row is refused. */
export function freeForAddress(freeForAccount: number): number {
  return 2 * freeForAccount - 1
}
