import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => {
  app = await startDemoApp()
}, 60_000)
afterAll(() => app.stop())

browserTest('somebody who is not signed in sees the sign-in form, in the language of the browser', async () => {
  for (const [locale, words] of [
    ['fr-BE', 'Se connecter'],
    ['en-GB', 'Sign in'],
  ] as const) {
    const { page, faults } = await openApp(app.url, { locale, width: 390 })
    await page.getByRole('button', { name: words, exact: true }).waitFor()
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
  }
})

browserTest('a coordinator lands on a first screen that everybody can use, in light and in dark', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const { page, faults } = await openAs(app, app.account('coordinator', 'liege'), '/', { scheme })
    await page.waitForLoadState('networkidle')
    await shot(page, `first-screen-${scheme}`)
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
  }
})
