import { afterAll, beforeAll, describe, expect } from '@jest/globals'
import { startApi, type Api } from '../../api/test/harness.ts'
import { browserTest, openApp } from '../src/browser.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

describe('the documentation of the API', () => {
  browserTest(
    'opens and unfolds an operation under the content policy, without a fault',
    async () => {
      const { page, faults } = await openApp(t.url)
      await page.goto('/docs/')
      await page.locator('#operations-tag-accounts').click({ timeout: 40_000 })
      await page.locator('[data-path="/v1/accounts/{accountId}/grants"]').click({ timeout: 40_000 })
      await page.getByText('The ETag that was read').first().waitFor()
      expect(faults).toEqual([])
    },
    60_000,
  )

  browserTest('explains a refusal in plain words', async () => {
    const { page, faults } = await openApp(t.url)
    await page.goto('/problems/version-outdated')
    await page.getByText('Relisez la fiche').waitFor()
    expect(faults).toEqual([])
  })
})
