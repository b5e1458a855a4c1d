import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

const as = (role: string, address?: string, options: OpenOptions = {}) =>
  openAs(app, app.account(role, 'liege'), address, options)

browserTest(
  '[H12] [M14] an activity goes to a grant, the rest is shown, and it can be taken back',
  async () => {
    const { page, faults } = await as('programme_lead', '/funders')
    await page.getByText('Personnes en tout, chacune une fois').waitFor()
    await page.getByRole('button', { name: 'Répartir une activité' }).click()
    const dialog = page.getByRole('dialog')
    const activity = dialog.getByLabel('Activité')
    await activity.fill('duos')
    await page.getByRole('option', { name: 'Duos (tout le programme)' }).click()
    const today = new Date().toISOString().slice(0, 10)
    await dialog.getByLabel('Premier jour').fill(today)
    await dialog.getByLabel('Dernier jour').fill(today)
    await dialog.getByLabel('Fondation des Rives (démo), Ateliers mixtes (%)').fill('62,5')
    await dialog.getByText(/^Reste non réparti.: 37,5.%$/).waitFor()
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText(/Fondation des Rives \(démo\) 62,5.%/).waitFor()
    await page.getByRole('button', { name: 'Annuler l’action' }).click()
    await page.getByText(/^non réparti 100.%$/).waitFor()
    await page.getByRole('link', { name: 'Ville exemple (démo)' }).click()
    await page.getByRole('heading', { level: 2, name: 'Quartiers' }).waitFor()
    await page.getByText('En cours').first().waitFor()
    expect(faults).toEqual([])
  },
  90_000,
)

browserTest(
  '[H12] the funders as they are seen',
  async () => {
    const { page } = await as('programme_lead', '/funders')
    const link = page.getByRole('link', { name: 'Fondation des Rives (démo)' })
    const one = (await link.getAttribute('href')) ?? ''
    const quiet = { ready: async (seen: typeof page) => seen.waitForLoadState('networkidle') }
    await lookAt(
      'funders',
      [
        { name: 'list', address: '/funders', ...quiet },
        { name: 'one', address: one, ...quiet },
        { name: 'carry', address: '/figures', ...quiet },
      ],
      (look) => as('programme_lead', '/funders', look),
    )
  },
  120_000,
)

browserTest(
  '[H4] a figure is told of what one funder carries, and the address keeps which',
  async () => {
    const { page, faults } = await as('coordinator', '/figures/ACT-03')
    const funder = page.getByRole('combobox', { name: 'Financeur' })
    await funder.click()
    await page.getByRole('option', { name: 'Ville exemple (démo)' }).click()
    await page.waitForURL(/funder=/)
    await page.waitForLoadState('networkidle')
    expect(await page.getByText('Voir ce qui est compté').count()).toBe(0)
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[K5] a link is made for a funder, opens its figures without an account, and nothing once it is revoked',
  async () => {
    // an earlier test left them in English
    const { page, faults } = await as('programme_lead', '/funders', { locale: 'fr-BE' })
    await page.getByRole('link', { name: 'Fondation des Rives (démo)' }).click()
    await page.getByRole('button', { name: 'Créer un lien' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('De l’année').fill('2018')
    await dialog.getByLabel('À l’année').fill('2020')
    await dialog.getByRole('button', { name: 'Créer le lien' }).click()
    const url = (await dialog.getByText(/\/funder#/).textContent()) ?? ''
    expect(await axe(page)).toEqual([])
    await dialog.getByLabel('J’ai gardé le lien').check()
    await dialog.getByRole('button', { name: 'Fermer' }).last().click()
    await lookAt('funder-door', [{ name: 'figures', address: url }], (look) => openApp(url, look))
    const visit = await openApp(url, { width: 390 })
    await visit.page.getByRole('heading', { level: 1, name: /Fondation des Rives/ }).waitFor()
    await visit.page.emulateMedia({ media: 'print' })
    expect(await visit.page.getByRole('button', { name: 'Imprimer' }).isVisible()).toBe(false)
    expect(visit.faults).toEqual([])
    await page.getByRole('button', { name: 'Révoquer' }).click()
    await dialog.getByLabel('Raison').fill('Convention terminée')
    await dialog.getByRole('button', { name: 'Révoquer' }).click()
    await page.getByText('Révoqué', { exact: true }).waitFor()
    expect(faults).toEqual([])
    await visit.page.reload()
    await visit.page.getByRole('heading', { level: 1, name: 'Ce lien ne s’ouvre plus' }).waitFor()
  },
  120_000,
)
