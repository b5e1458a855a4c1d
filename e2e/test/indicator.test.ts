import { indicators } from '@interra/contracts'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { unzipped } from '../../api/test/unzipped.ts'
import { cellsOf, linesOf } from '../../api/test/workbook.ts'
import { browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const year = new Date().getFullYear()
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
    // how far it can be trusted stands beside it
    const named = page.getByRole('region', { name: 'Qualité des données' }).locator('[data-gate="QLT-04"] dd')
    expect(await named.getAttribute('data-value')).toBe('1')
    expect(faults).toEqual([])
  },
  60_000,
)

interface Row {
  readonly indicator: string
  readonly part: string | null
  readonly value: number | null
}

const full = process.env['INTERRA_PROVE'] === 'full'
const short = new Set(['ACT-03', 'ACT-04', 'ACT-06', 'MIX-01', 'AUT-01', 'DUO-01'])

browserTest(
  '[H2] the screen, the API, the CSV and the workbook tell the same of the demo',
  async () => {
    const headers = { 'x-interra-client': '1' }
    const admin = await openAs(app, app.account('admin'))
    const sites: { items: { id: string; code: string }[] } = await (await admin.page.request.get('/v1/sites')).json()
    const data = { name: 'Tableur', siteIds: sites.items.filter(({ code }) => code === 'liege').map(({ id }) => id) }
    const made = await admin.page.request.post('/v1/reporting-keys', { data, headers })
    const { key }: { key: string } = await made.json()
    const authorization = `Bearer ${key}`
    const { page, faults } = await openAs(app, app.account('reader', 'liege'))
    // a year that is over, and this one, of which persons are not told yet
    for (const period of ['from=2019-01-01&to=2020-01-01', `from=${year}-01-01&to=${year + 1}-01-01`]) {
      const asked = `${period}&indicators=${indicators.map(({ id }) => id).join()}`
      const [json, csv, workbook] = await Promise.all(
        ['', '.csv', '.xlsx'].map((form) =>
          admin.page.request.get(`/v1/reporting/figures${form}?${asked}`, {
            headers: { authorization },
            timeout: 60_000,
          }),
        ),
      )
      if (!json || !csv || !workbook) throw new Error('three answers')
      const { items }: { items: Row[] } = await json.json()
      const lines = linesOf(await csv.text())
      expect(items.filter(({ value }) => value !== null).length).toBeGreaterThan(20)
      expect(lines).toHaveLength(items.length + 1)
      // only the moment of the question is another
      const timeless = (cells: readonly string[]) => cells.filter((cell) => cell !== '' && !/T.*Z$/.test(cell))
      expect(cellsOf(unzipped(await workbook.body())).map(timeless)).toEqual(lines.map(timeless))
      for (const { id } of indicators) {
        const table = await (
          await page.request.get(`/v1/impact/table?${period}&indicator=${id}`, { timeout: 60_000 })
        ).json()
        const value = items.find(({ indicator, part }) => indicator === id && part === null)?.value ?? null
        expect([id, table.cells[0]?.figure.value ?? null]).toEqual([id, value])
        if (!full && !short.has(id)) continue
        await page.goto(`/figures/${id}?${period}`)
        const shown = page.locator('[data-total]')
        await shown.waitFor()
        expect([id, await shown.getAttribute('data-total')]).toEqual([id, String(value ?? '')])
      }
    }
    expect(faults).toEqual([])
  },
  full ? 300_000 : 60_000,
)

browserTest(
  '[H10] from a cell of a figure its records are opened, as many as it says',
  async () => {
    const { page, faults } = await openAs(
      app,
      app.account('coordinator', 'liege'),
      `/figures/ACT-04?${winter}&by=group&view=table`,
    )
    const cell = page.getByRole('row', { name: 'Primo-arrivant·es' }).getByRole('link')
    const told = Number(await cell.textContent())
    await cell.click()
    const rows = page.getByRole('table').getByRole('link')
    await rows.first().waitFor()
    expect(told).toBeGreaterThan(4)
    expect(await rows.count()).toBe(told)
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[M7] [H1] links are drawn month by month and tabled, each with how it is counted, and no pair is opened',
  async () => {
    const { page, faults } = await openAs(app, app.account('coordinator', 'liege'), '/figures')
    await page.getByRole('link', { name: 'Liens créés' }).click()
    const contacts = page.locator('[data-indicator="TIE-01"]')
    await contacts.getByRole('img').waitFor()
    expect(await contacts.textContent()).toContain('1/(n − 1)')
    await page.getByText('Tableau').click()
    const rows = contacts.getByRole('row')
    await rows.nth(1).waitFor()
    expect(await rows.getByRole('link').count()).toBe(0)
    expect(await page.locator('[data-indicator]').count()).toBe(7)
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
        { name: 'links', address: '/figures/links' },
        { name: 'links-table', address: '/figures/links?view=table' },
        { name: 'records', address: `/figures/ACT-03/records?${winter}` },
      ],
      (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look),
    ),
  120_000,
)
