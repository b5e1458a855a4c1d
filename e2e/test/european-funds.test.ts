import { afterAll, beforeAll, expect } from '@jest/globals'
import { browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

browserTest('[H12] what is missing of whom is told before the lines, and opens their file', async () => {
  const { page, faults } = await openAs(app, app.account('programme_lead'), '/reports')
  await page.getByRole('link', { name: 'Fonds européens' }).click()
  await page.getByRole('heading', { level: 1, name: 'Fonds européens' }).waitFor()
  await page.getByLabel(/^Du/).fill('2020-01-01')
  await page.getByRole('button', { name: 'Afficher' }).click()
  await page.getByText('Avant d’envoyer').waitFor()
  const who = page.getByRole('table', { name: 'À compléter' }).getByRole('link').first()
  const name = await who.innerText()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Télécharger les personnes (CSV)' }).click()
  expect((await download).suggestedFilename()).toMatch(/^interra-esf-2020-01-01/)
  await who.click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  expect(faults).toEqual([])
})

browserTest('[H12] the packs read well on a desk and on a phone', () =>
  lookAt(
    'funds',
    ['esf', 'amif'].map((pack) => ({ name: pack, address: `/reports/european-funds?pack=${pack}&from=2020-01-01` })),
    (look) => openAs(app, app.account('programme_lead'), '/reports', look),
  ),
)
