import type { Today, WorkshopRow } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

// the screens themselves are looked at by the other browser tests: this one is for the pictures of the README
const wanted = process.env['TAKE_PICTURES'] === '1' || process.env['INTERRA_PROVE'] === 'full'
const pictureTest = wanted ? browserTest : test.skip
let app: DemoApp | undefined
beforeAll(async () => void (app = wanted ? await startDemoApp() : undefined), 120_000)
afterAll(() => app?.stop())

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))
const names = ['figures.png', 'sheet-phone.png', 'today.png', 'workshop.png']

async function as(role: string, width = 1280): Promise<Page> {
  if (!app) throw new Error('the app is started with the pictures')
  return (await openAs(app, app.account(role, 'liege'), undefined, { width })).page
}
async function read<T>(page: Page, address: string): Promise<T> {
  return (await (await page.request.get(address)).json()) as T
}

/** Written over the one in docs when `TAKE_PICTURES=1`; its size in bytes otherwise. */
async function picture(page: Page, name: string): Promise<number> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const file = process.env['TAKE_PICTURES'] === '1' ? { path: path.join(folder, name) } : {}
  return (await page.screenshot(file)).length
}

/** Seven came, one is excused, two more are not named; no network. */
async function markedSheet(): Promise<Page> {
  const page = await as('helper', 390)
  const { sessions } = await read<Today>(page, '/v1/today')
  await page.goto(`/sessions/${sessions[0]?.id}/sheet`)
  const people = page.locator('[data-person]')
  await people.first().waitFor()
  await page.context().setOffline(true)
  const ids = await people.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-person')))
  for (const [place, id] of ids.slice(0, 6).entries())
    for (let tap = 0; tap < (place === 2 ? 3 : 1); tap++) await page.locator(`[data-person="${id}"]`).tap()
  await page.getByLabel('Chercher ou ajouter une personne').fill('Selam')
  await page.getByRole('button', { name: 'Ajouter « Selam »' }).tap()
  await page.getByText('en attente d’envoi').waitFor()
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Fermer' }).tap()
  return page
}

pictureTest(
  'the pictures of the README are of these screens, and small',
  async () => {
    const sizes = [await picture(await markedSheet(), 'sheet-phone.png')]
    const page = await as('coordinator')
    const { items } = await read<{ items: WorkshopRow[] }>(page, '/v1/workshops?status=published&text=Cuisine')
    const pages = {
      'today.png': '/',
      'workshop.png': `/workshops/${items[0]?.id}`,
      'figures.png': '/figures?from=2019-09-02&to=2020-02-03',
    }
    for (const [name, address] of Object.entries(pages)) {
      await page.goto(address)
      sizes.push(await picture(page, name))
    }
    expect(readdirSync(folder).toSorted()).toEqual(names)
    sizes.push(...names.map((name) => statSync(path.join(folder, name)).size))
    expect(Math.max(...sizes)).toBeLessThan(150_000)
  },
  120_000,
)
