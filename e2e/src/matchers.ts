import { expect } from '@jest/globals'
import type { MatcherContext } from 'expect'
import { setTimeout as pause } from 'node:timers/promises'

declare module 'expect' {
  interface Matchers<R> {
    /** What is read of a page is this within ten seconds, e.g. `await expect(() => rows.count()).toBecome(4)`. */
    toBecome(expected: unknown): Promise<R>
  }
}

async function toBecome(this: MatcherContext, read: unknown, expected: unknown) {
  if (typeof read !== 'function') throw new TypeError('expect(() => …).toBecome() reads again: give it a function')
  const end = performance.now() + 10_000
  let [received, pass]: [unknown, boolean] = [undefined, false]
  for (;;) {
    received = await read()
    pass = this.equals(received, expected, this.customTesters)
    if (pass || performance.now() > end) break
    await pause(50)
  }
  return { pass, message: () => this.utils.printDiffOrStringify(expected, received, 'Expected', 'Read', true) }
}

expect.extend({ toBecome })
