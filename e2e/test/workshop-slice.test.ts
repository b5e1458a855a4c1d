import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const as = (role: string, address: string, options?: OpenOptions) =>
  openAs(app, app.account(role, 'liege'), address, options)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const condition = (page: Page, name: string) => page.locator(`[data-condition="${name}"]`)

/** Searches for a member by a few letters and takes the first one. */
async function pick(page: Page, label: string, letters: string): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(letters)
  await page.getByRole('option').first().click()
}

async function recordProposal(page: Page, title: string): Promise<void> {
  await press(page, 'Noter une proposition')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Titre').fill(title)
  await pick(page, 'Qui propose', 'an')
  await dialog.getByRole('button', { name: 'Noter', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

browserTest('[A1] [A2] [A3] a coordinator takes a proposal to a published workshop', async () => {
  const { page, faults } = await as('coordinator', '/proposals')
  await recordProposal(page, 'Tricot du jeudi')

  await press(page, 'Marquer comme reçue')
  await press(page, 'Commencer l’accompagnement')
  await page.getByRole('checkbox', { name: 'Recevoir la personne' }).check()
  await page.getByText('Fait : Recevoir la personne').first().waitFor()
  await press(page, '+30 min de l’équipe : Recevoir la personne')
  await page.getByText('1 sur 8 · 30 min de l’équipe').waitFor()
  await page.getByRole('checkbox', { name: 'Former' }).check()
  await page.getByText('2 sur 8 · 30 min de l’équipe').waitFor()

  await page.getByLabel('Quoi, en quelques mots').fill('Dix paires d’aiguilles')
  await press(page, 'Ajouter')
  await page.getByText('1 besoin à couvrir').waitFor()
  expect(await axe(page)).toEqual([])

  await press(page, 'Dire qu’elle est prête')
  await press(page, 'Créer l’atelier')
  await page.waitForURL(/\/workshops\//)
  await page.getByRole('heading', { level: 1, name: 'Tricot du jeudi' }).waitFor()

  await press(page, 'Publier')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Il manque encore 3 choses').waitFor()
  for (const words of ['Choisissez la catégorie', 'Signature à noter', 'Aucun lieu n’est choisi'])
    await dialog.getByText(words).waitFor()
  await dialog.getByRole('button', { name: 'Voir ce qui manque' }).click()

  await condition(page, 'category_chosen').getByRole('button', { name: 'Choisir' }).click()
  await page.getByRole('dialog').getByLabel('Catégorie').click()
  await page.getByRole('option', { name: 'Arts' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await condition(page, 'category_chosen').getByText('En ordre').waitFor()

  await condition(page, 'commitment_signed').getByRole('button', { name: 'Noter la signature' }).click()
  await page.getByRole('dialog').getByLabel('Signé le').fill('2026-01-15')
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await condition(page, 'commitment_signed').getByText('En ordre').waitFor()
  await expect(() => page.getByRole('button', { name: 'Passer outre…' }).count()).toBecome(0)

  await press(page, 'Demander un lieu')
  await page.getByRole('dialog').getByLabel('Salle').click()
  await page.getByRole('option', { name: /Arrière-salle/ }).click()
  await page.getByRole('dialog').getByLabel('Ce que nous demandons').fill('Le jeudi de 14 h à 16 h')
  expect(await axe(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer la demande' }).click()
  await page.getByText('réponse attendue avant le').waitFor()
  await press(page, 'C’est oui')
  await page.getByRole('dialog').getByRole('button', { name: 'C’est oui' }).click()
  await condition(page, 'room_confirmed').getByText('En ordre').waitFor()

  await press(page, 'Publier')
  await page.getByRole('dialog').getByText('Tout est en ordre').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).click()
  await page.getByText('« Tricot du jeudi » est publié').waitFor()
  expect(await axe(page)).toEqual([])
  expect(faults).toEqual([])
})

browserTest('[A3] a lead waives a condition with a reason that stays in sight', async () => {
  const { page } = await as('programme_lead', '/workshops')
  const row = page.getByRole('row', { name: /Cuisine du monde(?! \()/ })
  await row.getByRole('link').first().click()
  await page.getByRole('tab', { name: /À vérifier/ }).click()
  const room = condition(page, 'room_confirmed')
  await page.getByRole('button', { name: 'Rendre la salle' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rendre la salle' }).click()
  await room.getByText('Manque').waitFor()
  await room.getByRole('button', { name: 'Passer outre…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Passer outre' }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await page.getByLabel('Pourquoi publier sans cela ?').fill('Accord donné de vive voix')
  await page.getByRole('dialog').getByRole('button', { name: 'Passer outre' }).click()
  await room.getByText('« Accord donné de vive voix »').waitFor()
  await room.getByRole('button', { name: 'Reprendre la condition' }).click()
  await room.getByText('Manque').waitFor()
})

browserTest('[A1] on a phone a proposal moves by its menu and the keyboard, and one that stops says why', async () => {
  const { page, faults } = await as('coordinator', '/proposals?layout=board', { width: 390 })
  const stage = (name: string) => page.locator(`[data-stage="${name}"]`)
  const menu = stage('submitted').getByRole('button', { name: 'Déplacer « Initiation au cricket »' })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'En attente' }).press('Enter')
  await stage('on_hold').getByText('Initiation au cricket').waitFor()
  await press(page, 'Annuler l’action')
  await stage('accompanied').getByText('Initiation au cricket').waitFor()

  await stage('accompanied').getByRole('button', { name: 'Déplacer « Initiation au cricket »' }).click()
  await page.getByRole('menuitem', { name: 'Déclinée par l’équipe…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Décliner la proposition' }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Raison').fill('Aucun terrain cette saison')
  await dialog.getByRole('button', { name: 'Décliner la proposition' }).click()
  await page.getByText('« Initiation au cricket » est déclinée').waitFor()
  await page.goto('/proposals?show=stopped')
  await page.getByRole('link', { name: 'Initiation au cricket' }).click()
  await page.getByText('Aucun terrain cette saison').first().waitFor()
  expect(faults).toEqual([])
})

browserTest('filters of the list are in the address: the same link shows the same workshops', async () => {
  const { page } = await as('reader', '/workshops')
  await page.getByText('Terminé', { exact: true }).first().click()
  await page.waitForURL(/state=ended/)
  await page.getByRole('searchbox', { name: 'Titre ou nom' }).fill('theatre')
  await page.waitForURL(/text=theatre/)
  await page.locator('tbody tr:only-child').waitFor()
  const other = await as('reader', new URL(page.url()).pathname + new URL(page.url()).search)
  await other.page.getByRole('link', { name: /Théâtre/ }).waitFor()
  await expect(() => other.page.locator('tbody tr').count()).toBecome(1)
})

browserTest('two colleagues change the same workshop: the second sees both titles and chooses', async () => {
  const first = await as('coordinator', '/workshops')
  await first.page.getByRole('link', { name: 'Philo autour d’un thé' }).click()
  await first.page.getByRole('heading', { level: 1, name: 'Philo autour d’un thé' }).waitFor()
  const second = await as('programme_lead', new URL(first.page.url()).pathname)
  for (const { page } of [first, second]) await press(page, 'Modifier')
  const save = async (page: Page, title: string) => {
    await page.getByRole('dialog').getByLabel('Titre').fill(title)
    await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  }
  await save(first.page, 'Philo et thé')
  await first.page.getByRole('heading', { level: 1, name: 'Philo et thé' }).waitFor()
  await save(second.page, 'Thé et philo')
  const conflict = second.page.getByRole('dialog', { name: 'Quelqu’un a enregistré entre-temps' })
  await conflict.getByLabel('La mienne : Thé et philo').waitFor()
  await conflict.getByLabel('La sienne : Philo et thé').check()
  await conflict.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await second.page.getByRole('heading', { level: 1, name: 'Philo et thé' }).waitFor()
})

browserTest('two colleagues change one room: the second sees both, and their choice is saved', async () => {
  const first = await as('coordinator', '/venues')
  await first.page.getByRole('link', { name: 'Centre culturel Les Passerelles' }).first().click()
  await first.page.getByRole('heading', { level: 1, name: 'Centre culturel Les Passerelles' }).waitFor()
  const second = await as('programme_lead', new URL(first.page.url()).pathname)
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Modifier Studio' })
  for (const { page } of [first, second]) await press(page, 'Modifier Studio')
  const save = async (page: Page, capacity: string) => {
    await dialog(page).getByLabel('Nombre de places').fill(capacity)
    await dialog(page).getByRole('button', { name: 'Enregistrer' }).click()
  }
  await save(first.page, '21')
  await first.page.getByText('Studio, 21 places').waitFor()
  await save(second.page, '22')
  const conflict = second.page.getByRole('dialog', { name: 'Quelqu’un a enregistré entre-temps' })
  await conflict.getByLabel('La sienne : 21').waitFor()
  await conflict.getByRole('button', { name: 'Enregistrer ce choix' }).click()
  await second.page.getByText('Studio, 22 places').waitFor()
})
