import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'

/** A page of its own for each test: the windows, the document and the network that the module looks at. */
let answers: ((found: boolean) => void)[] = []
let network: typeof import('../src/lib/network.ts')

beforeEach(async () => {
  jest.useFakeTimers()
  jest.resetModules()
  answers = []
  const page = new EventTarget()
  Object.assign(globalThis, {
    window: Object.assign(page, { setTimeout: (act: () => void, wait: number) => setTimeout(act, wait) }),
    document: new EventTarget(),
    fetch: () =>
      new Promise((answer, fail) => {
        answers.push((found) => (found ? answer(Response.json({})) : fail(new TypeError('no network'))))
      }),
  })
  Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true })
  network = await import('../src/lib/network.ts')
})
afterEach(() => void jest.useRealTimers())

const settle = () => jest.advanceTimersByTimeAsync(0)

test('[A14] the radio comes back before the way to the service does: it is asked again within a second', async () => {
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  expect(answers).toHaveLength(1)
  answers[0]?.(false)
  await settle()
  await jest.advanceTimersByTimeAsync(1_000)
  answers[1]?.(true)
  await settle()
  expect(network.isCutOff()).toBe(false)
})

test('[A14] a question from before the network was back, failing late, does not put off the next one', async () => {
  window.dispatchEvent(new Event('offline'))
  await jest.advanceTimersByTimeAsync(40_000)
  const before = answers.length
  document.dispatchEvent(new Event('visibilitychange'))
  expect(answers).toHaveLength(before + 1)
  answers[before]?.(false)
  await settle()
  answers[0]?.(false)
  await settle()
  await jest.advanceTimersByTimeAsync(1_000)
  expect(answers).toHaveLength(before + 2)
})

test('[A14] a service that stays away is asked less often after the first seconds, and not more than five seconds apart', async () => {
  window.dispatchEvent(new Event('offline'))
  for (let second = 0; second < 120; second++) {
    await jest.advanceTimersByTimeAsync(1_000)
    answers.at(-1)?.(false)
  }
  expect(answers.length).toBeGreaterThanOrEqual(20)
  expect(answers.length).toBeLessThan(30)
  expect(network.isCutOff()).toBe(true)
})
