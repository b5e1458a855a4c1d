import { expect } from '@jest/globals'
import { browserTest, openWindow } from '../src/browser.ts'

const nowhere = 'http://localhost:1'

browserTest('a browser that dies takes one test with it', async () => {
  const { context, page } = await openWindow(nowhere)
  await context.browser()?.close()
  await expect(page.evaluate('1')).rejects.toThrow('closed')
})

browserTest('the next test has another, one for all its windows', async () => {
  const [one, other] = await Promise.all([openWindow(nowhere), openWindow(nowhere)])
  expect(await one.page.evaluate('1 + 1')).toBe(2)
  expect(one.context.browser()).toBe(other.context.browser())
})
