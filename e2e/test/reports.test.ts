import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

browserTest(
  '[H9] [M12] [M13] a report is made, frozen with its hash, and says that nothing changed since',
  async () => {
    const { page, faults } = await openAs(app, app.account('programme_lead', 'liege'), '/reports')
    await page.getByRole('button', { name: 'Faire un rapport' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Titre').fill('Rapport à la Ville')
    await dialog.getByLabel('Modèle').selectOption('summary')
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    await dialog.getByLabel('Premier jour').fill(daysAgo(90))
    await dialog.getByLabel('Dernier jour').fill(daysAgo(2))
    await dialog.getByRole('button', { name: 'Faire un rapport' }).click()
    await page.getByRole('link', { name: 'Rapport à la Ville' }).click()
    await page.getByRole('button', { name: 'Figer' }).click()
    await page.getByText(/^[0-9a-f]{64}$/).waitFor()
    await page.getByText(/^Toujours [1-9]/).waitFor()
    expect(await axe(page)).toEqual([])
    expect(faults).toEqual([])
    const address = new URL(page.url()).pathname
    await lookAt(
      'reports',
      [
        { name: 'list', address: '/reports' },
        { name: 'one', address },
      ],
      (look) => openAs(app, app.account('programme_lead', 'liege'), '/reports', look),
    )
  },
  120_000,
)

browserTest(
  '[H13] a testimony is written down, quoted in a report, and withdrawn from all of it',
  async () => {
    const { page, faults } = await openAs(app, app.account('programme_lead', 'liege'), '/testimonies', {
      // an earlier test left them in English
      locale: 'fr-BE',
    })
    const words = 'Ici, on m’a demandé ce que je savais faire.'
    await page.getByRole('button', { name: 'Noter un témoignage' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Qui', { exact: true }).fill('ma')
    await page.locator('[role=option]:visible').first().click()
    await dialog.getByLabel('Ses mots').fill(words)
    await dialog.getByRole('button', { name: 'Noter un témoignage' }).click()
    await page.getByText(words).waitFor()
    expect(await axe(page)).toEqual([])
    await page.goto('/reports')
    await page.getByRole('link', { name: 'Rapport à la Ville' }).click()
    await page.getByLabel('Citer un témoignage').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Citer', exact: true }).click()
    await page.locator('blockquote').getByText(words).waitFor()
    const report = new URL(page.url()).pathname
    await lookAt(
      'testimonies',
      [
        { name: 'list', address: '/testimonies' },
        { name: 'report', address: report },
      ],
      // another person: it changes the language of an account
      (look) => openAs(app, app.account('coordinator', 'liege'), '/reports', look),
    )
    await page.goto('/testimonies')
    await page.getByRole('button', { name: 'Retirer' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click()
    await page.getByText('Le témoignage est retiré').waitFor()
    await page.goto(report)
    await page.getByText('Aucun autre témoignage à citer').waitFor()
    expect(await page.getByText(words).count()).toBe(0)
    expect(faults).toEqual([])
  },
  120_000,
)
