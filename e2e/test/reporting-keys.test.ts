import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

browserTest(
  '[H11] an admin makes a key of reports, sees it once, reads a figure with it, and revokes it',
  async () => {
    const { page, faults } = await openAs(app, app.account('admin'), '/settings/reporting-keys')
    await page.getByText('Aucune clé.').waitFor()
    await page.getByRole('button', { name: 'Créer une clé' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Nom de la clé').fill('Tableur de la Ville')
    await dialog.getByLabel('Sites qu’elle lit').press('ArrowDown')
    await page.getByRole('option', { name: 'Liège' }).click()
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Créer la clé' }).click()
    const key = (await dialog.getByText(/^itr_live_/).textContent()) ?? ''
    expect(await axe(page)).toEqual([])
    await dialog.getByLabel('J’ai gardé la clé').check()
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    const path = '/v1/reporting/figures?indicators=ACT-01&from=2024-01-01&to=2025-01-01'
    const read = () => fetch(new URL(path, page.url()), { headers: { authorization: `Bearer ${key}` } })
    expect((await read()).status).toBe(200)
    await page.getByText('En service').waitFor()
    expect(await page.content()).not.toContain(key)
    await lookAt('reporting-keys', [{ name: 'list', address: '/settings/reporting-keys' }], (look) =>
      openAs(app, app.account('admin'), '/settings/reporting-keys', look),
    )
    await page.getByRole('button', { name: 'Révoquer Tableur de la Ville' }).click()
    await dialog.getByLabel('Raison').fill('Mandat terminé')
    await dialog.getByRole('button', { name: 'Révoquer' }).click()
    await page.getByText('Révoquée', { exact: true }).waitFor()
    expect((await read()).status).toBe(401)
    expect(faults).toEqual([])
  },
  120_000,
)
