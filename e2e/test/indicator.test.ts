import { afterAll, beforeAll, expect } from '@jest/globals'
import { browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const winter = 'from=2019-09-02&to=2020-02-03'
const at = `/figures/ACT-03?${winter}&by=group`

browserTest(
  '[H3] a figure is found by its name, told by what it may be told by, and saved as it is shown',
  async () => {
    const { page, faults } = await openAs(app, app.account('coordinator', 'liege'), '/figures/all')
    await page.getByLabel('Chercher un chiffre').fill('ACT-03')
    await page.getByRole('region', { name: 'Activité' }).getByRole('link').click()
    await page.goto(`${at}&view=table`)
    const rows = page.getByRole('row')
    await rows.nth(1).waitFor()
    const csv = await page.getByRole('link', { name: 'Enregistrer en CSV' }).getAttribute('href')
    const lines = decodeURIComponent(String(csv)).trim().split('\r\n')
    expect(lines).toHaveLength(await rows.count())
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  'the pages of figures at 390 and 1280, light and dark, in French and English',
  () =>
    lookAt(
      'indicator',
      [
        { name: 'all', address: '/figures/all' },
        { name: 'chart', address: at },
        { name: 'table', address: `${at}&view=table` },
      ],
      (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look),
    ),
  120_000,
)
