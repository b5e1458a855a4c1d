import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt, type Place } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const as = (role: string, address: string, options?: OpenOptions) => openAs(app, app.account(role), address, options)
const words = (page: Page, title: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: title }) }).locator('ol > li')

browserTest('[J2] a new city opens from the screen, with lists and rules of its own', async () => {
  const { page, faults } = await as('admin', '/settings/sites')
  await page.getByRole('button', { name: 'Ajouter une antenne' }).click()
  await page.getByLabel('Nom', { exact: true }).fill('Namur')
  await page.getByLabel('Nom court').fill('namur')
  expect(await axe(page)).toEqual([])
  await page.getByRole('button', { name: 'Ajouter l’antenne' }).click()
  await page.getByRole('heading', { level: 1, name: 'Namur' }).waitFor()
  await expect(() => words(page, 'Catégories d’ateliers').count()).toBecome(8)

  await page.getByRole('button', { name: 'Ajouter une catégorie' }).click()
  await page.getByLabel('En français').fill('Jardin partagé')
  await page.getByLabel('En anglais').fill('Shared garden')
  await page.getByRole('dialog').getByRole('button', { name: 'Ajouter une catégorie' }).click()
  await page.getByText('« Jardin partagé » est ajouté').waitFor()
  await expect(() => words(page, 'Catégories d’ateliers').last().innerText()).toBecome(
    expect.stringContaining('Shared garden'),
  )
  expect(faults).toEqual([])
})

browserTest('[J5] a word moves by keyboard, one step a key, and is no longer offered until undone', async () => {
  const { page } = await as('programme_lead', '/settings/sites')
  await page.getByRole('link', { name: 'Liège' }).click()
  const up = page.getByRole('button', { name: 'Monter « Cuisine »' })
  await up.focus()
  for (const place of [3, 2, 1]) {
    await page.keyboard.press('Enter')
    await page.getByText(`« Cuisine » est en place ${place}`).waitFor()
    await expect(up.evaluate((button) => button === document.activeElement)).resolves.toBe(true)
  }
  await expect(() => words(page, 'Catégories d’ateliers').first().innerText()).toBecome(
    expect.stringContaining('Cuisine'),
  )

  // the goals of duos have a word like it, further down
  await page.getByRole('button', { name: 'Actions pour « Sport »' }).first().click()
  await page.getByRole('menuitem', { name: 'Ne plus proposer' }).click()
  await page.getByText('« Sport » n’est plus proposé').waitFor()
  await page.getByRole('button', { name: 'Annuler l’action' }).click()
  await page.getByText('« Sport » est de nouveau proposé').waitFor()
})

browserTest('[J5] a rule takes another value from a day on, its history says who and why', async () => {
  const { page } = await as('programme_lead', '/settings/sites')
  await page.getByRole('link', { name: 'Liège' }).click()
  await page.getByRole('tab', { name: 'Règles' }).click()
  const title = 'Primo-arrivant : pendant combien de temps ?'
  await page
    .getByRole('button', { name: `Changer: ${title}` })
    .or(page.getByRole('button', { name: `Changer : ${title}` }))
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mois depuis l’arrivée').fill('9000')
  await dialog.getByRole('button', { name: 'Enregistrer la règle' }).click()
  await dialog.getByRole('alert').getByText('au plus 240').waitFor()
  await dialog.getByLabel('Mois depuis l’arrivée').fill('60')
  await dialog.getByLabel('À partir du').fill('2030-01-01')
  await dialog.getByLabel('Pourquoi ?').fill('Décision du conseil')
  await dialog.getByRole('button', { name: 'Enregistrer la règle' }).click()
  await page.getByText('Règle enregistrée').waitFor()
  const card = page.locator('section', { has: page.getByRole('heading', { name: title }) })
  await card.getByText('À venir, le 1 janvier 2030').or(card.getByText('À venir, le 1er janvier 2030')).waitFor()
  await card.getByRole('button', { name: /^Historique/ }).click()
  await card.getByText('Décision du conseil').waitFor()
  await card.getByRole('button', { name: /^Retirer la décision/ }).click()
  await page.getByText('Décision retirée').waitFor()
})

browserTest(
  'the pages of sites are clean for axe, on a desk and on a phone, in both languages and schemes',
  async () => {
    const admin = app.account('admin')
    const { page: asking } = await openAs(app, admin)
    const { items } = (await (await asking.request.get('/v1/sites')).json()) as {
      items: { id: string; code: string }[]
    }
    const address = `/settings/sites/${items.find(({ code }) => code === 'liege')?.id}`
    const tab = async (page: Page, at: number) => {
      await page.getByRole('tab').nth(at).click()
      await page.getByRole('tabpanel').waitFor()
    }
    const rules = async (page: Page) => {
      await tab(page, 1)
      const history = page.getByRole('button', { name: /^(Historique|History)/ })
      await history.first().click()
    }
    const rule = async (page: Page) => {
      await tab(page, 1)
      await page.getByRole('button', { name: /^(Changer|Change).*(mixte|Mixed)/ }).click()
      await page.getByRole('dialog').waitFor()
    }
    const places: Place[] = [
      { name: 'list', address: '/settings/sites' },
      { name: 'words', address, ready: (page) => page.getByRole('tabpanel').locator('ol > li').first().waitFor() },
      { name: 'rules', address, ready: rules },
      { name: 'rule', address, ready: rule },
      { name: 'about', address, ready: (page) => tab(page, 2) },
    ]
    await lookAt('sites', places, (look) => openAs(app, admin, undefined, look))
  },
  90_000,
)
