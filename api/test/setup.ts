import { afterEach, beforeEach, expect, jest } from '@jest/globals'
import { toHaveProblem } from './matchers.ts'

expect.extend({ toHaveProblem })

/** Whatever is written to the console during a test is a defect that nobody looked at. */
const written = (['error', 'warn'] as const).map((level) => jest.spyOn(console, level))
beforeEach(() => written.forEach((spy) => spy.mockClear()))
afterEach(() => {
  for (const spy of written) expect(spy.mock.calls).toEqual([])
})
