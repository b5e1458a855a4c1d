import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { browserTest, openApp, type OpenApp } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { eveningUnderWay, later, pick, press, wordsOf } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

const title = 'Broderie et récits'
const host = { givenName: 'Zoé', familyName: 'Quertinmont' }
const hostName = `${host.givenName} ${host.familyName}`
const door = ['Théophane', 'Maëwenn']

async function as(role: string, address: string, width = 1280): Promise<OpenApp> {
  const opened = await openAs(app, app.account(role, 'liege'), address, { width, worksOffline: width === 390 })
  opened.context.setDefaultTimeout(30_000)
  return opened
}

async function signedInThroughTheForm(): Promise<OpenApp> {
  const opened = await openApp(app.url)
  const { page, context } = opened
  context.setDefaultTimeout(30_000)
  const { email, password } = app.account('coordinator', 'liege')
  await page.getByLabel('Adresse e-mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await press(page, 'Se connecter')
  await page.getByRole('heading', { level: 1, name: /^Bonjour/ }).waitFor()
  return opened
}

/** Nobody is found, so there is a new file; asked again, with the words swapped and no accent, the file is found. */
async function addTheHost(page: Page): Promise<void> {
  await page.goto('/people/new')
  await page.getByLabel('Nom, téléphone ou e-mail').fill(hostName)
  await press(page, 'Créer une nouvelle fiche')
  await expect(() => page.getByLabel('Nom de famille').inputValue()).toBecome(host.familyName)
  await page.getByLabel(/^A reçu l’information sur ses données/).check()
  await press(page, 'Créer la fiche')
  await page.getByText('La fiche est créée').waitFor()

  await page.goto('/people/new')
  await page.getByLabel('Nom, téléphone ou e-mail').fill('quertinmont zoe')
  await page.getByRole('button', { name: 'C’est cette personne' }).first().click()
  await page.getByRole('heading', { level: 1, name: hostName }).waitFor()
}

async function recordTheProposal(page: Page): Promise<void> {
  await page.goto('/proposals')
  await press(page, 'Noter une proposition')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Titre').fill(title)
  await pick(page, 'Qui propose', hostName)
  await dialog.getByLabel('Catégorie').click()
  await page.getByRole('option', { name: 'Arts' }).click()
  await press(dialog, 'Noter')
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

async function accompanyTheHost(page: Page): Promise<void> {
  await press(page, 'Marquer comme reçue')
  await press(page, 'Commencer l’accompagnement')
  await page.getByRole('checkbox', { name: 'Recevoir la personne' }).click()
  await page.getByText('Fait : Recevoir la personne').first().waitFor()
  await press(page, '+30 min de l’équipe : Recevoir la personne')
  await page.getByText('1 sur 8 · 30 min de l’équipe').waitFor()
  await page.getByLabel('Quoi, en quelques mots').fill('Dix tambours à broder')
  await press(page, 'Ajouter')
  await page.getByText('1 besoin à couvrir').waitFor()
  await page.getByRole('checkbox', { name: 'Dix tambours à broder' }).click()
  await page.getByText('couvert le').waitFor()

  await press(page, 'Demander un lieu')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Salle').click()
  await page.getByRole('option', { name: /Grande salle/ }).click()
  await dialog.getByLabel('Ce que nous demandons').fill('Une fois par semaine, deux heures')
  await press(dialog, 'Envoyer la demande')
  await page.getByText('réponse attendue avant le').waitFor()
  await press(page, 'Dire qu’elle est prête')
  await press(page, 'Créer l’atelier')
  await page.waitForURL(/\/workshops\//)
}

/** What is missing is said by name, each is put right where the list leads, then the workshop is published. */
async function publishTheWorkshop(page: Page): Promise<void> {
  await press(page, 'Publier')
  const dialog = page.getByRole('dialog')
  for (const words of [
    'Il manque encore 3 choses',
    `Formation à noter : ${hostName}.`,
    `Signature à noter : ${hostName}.`,
    'Aucun lieu n’est choisi.',
  ])
    await dialog.getByText(words).waitFor()
  await press(dialog, 'Voir ce qui manque')

  const today = eveningUnderWay().on
  const condition = (name: string) => page.locator(`[data-condition="${name}"]`)
  await condition('host_trained').getByRole('button', { name: 'Noter la formation' }).click()
  await dialog.getByLabel('Formé·e le').fill(later(today, -7))
  await dialog.getByLabel('Signé le').fill(later(today, -6))
  await press(dialog, 'Enregistrer')
  for (const name of ['host_trained', 'commitment_signed']) await condition(name).getByText('En ordre').waitFor()
  await press(page, 'C’est oui')
  await press(dialog, 'C’est oui')
  await condition('room_confirmed').getByText('En ordre').waitFor()

  await press(page, 'Publier')
  await dialog.getByText('Tout est en ordre').waitFor()
  await press(dialog, 'Publier')
  await page.getByText(`« ${title} » est publié`).waitFor()
}

async function scheduleTheSeries(page: Page): Promise<void> {
  const { on, from, to } = eveningUnderWay()
  await page.getByRole('tab', { name: 'Séances' }).click()
  await page.getByRole('link', { name: 'Planifier des séances' }).click()
  await page.getByLabel('Premier jour').fill(on)
  await page.getByLabel('Dernier jour possible').fill(later(on, 14))
  await page.getByLabel('Heure de début').fill(from)
  await page.getByLabel('Heure de fin').fill(to)
  await page.getByLabel('Places').fill('4')
  await press(page, 'Planifier 3 séances')
  await page.getByText('3 séances planifiées.').waitFor()
}

/** Four have a place, the fifth waits; answers their names. */
async function registerPeople(page: Page): Promise<string[]> {
  await page.goto('/')
  await page.getByRole('link', { name: title }).first().click()
  const names: string[] = []
  for (const submit of ['Inscrire', 'Inscrire', 'Inscrire', 'Inscrire', 'Mettre sur la liste d’attente']) {
    await press(page, 'Inscrire quelqu’un')
    const dialog = page.getByRole('dialog')
    const name = await pick(page, 'Membre', 'an', names)
    await press(dialog, submit)
    await page
      .getByRole('list', { name: /^(Inscrits|Liste d’attente)/ })
      .getByText(name)
      .waitFor()
    names.push(name)
  }
  const rows = (list: RegExp) => page.getByRole('list', { name: list }).getByRole('listitem')
  await expect(async () => [await rows(/^Inscrits/).count(), await rows(/^Liste d’attente/).count()]).toBecome([4, 1])
  return names
}

/** In the corridor, without network: the host, three of the four who registered, two at the door, two without a name. */
async function recordTheEvening({ page, context }: OpenApp, registered: readonly string[]): Promise<void> {
  const card = page.getByRole('listitem').filter({ hasText: title })
  await card.getByRole('link', { name: 'Ouvrir la feuille de présence' }).tap()
  const line = (name: string) => page.getByRole('list', { name: 'Personnes' }).getByRole('button', { name })
  await line(hostName).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await context.setOffline(true)
  for (const name of [hostName, ...registered.slice(0, 3)]) await line(name).tap()
  for (const name of door) {
    await page.getByLabel('Chercher ou ajouter une personne').fill(name)
    await page.getByRole('button', { name: `Ajouter « ${name} »` }).tap()
  }
  await page.getByRole('button', { name: 'Une de plus' }).tap()
  await page.getByRole('button', { name: 'Une de plus' }).tap()
  await page.getByText('8 présences').waitFor()
  await page.getByText('Hors ligne').waitFor()
  await page.reload()
  await page.getByText('8 présences').waitFor()
  await context.setOffline(false)
  await page.locator('[data-waiting="0"]').waitFor()

  await press(page, 'Clôturer la feuille')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 personne inscrite et non marquée : la compter absente').waitFor()
  await dialog.getByLabel('Bien').check()
  // a volunteer's minutes are not the team's: they are not asked for
  await expect(() => dialog.getByLabel('Votre temps, en minutes').count()).toBecome(0)
  await dialog.getByLabel(/^Une chose à retenir/).fill('Prévoir plus de fil rouge')
  await press(dialog, 'Clôturer')
  await page.getByText('La feuille est clôturée, merci.').waitFor()
}

/** What the page of figures says of this week, with unit and n in sight. */
async function figuresOfTheWeek(page: Page): Promise<{ sessions: number; attendances: number }> {
  await page.goto('/figures')
  await page.getByRole('combobox', { name: 'Période' }).click()
  await page.getByRole('option', { name: 'Cette semaine' }).click()
  await page.waitForURL(/from=/)
  const read = async (indicator: string, unit: string) => {
    const card = page.locator(`[data-indicator="${indicator}"]`)
    await card.getByText(unit, { exact: true }).waitFor()
    await card.getByText(/n = \d/).waitFor()
    return Number(await card.locator('[data-value]').getAttribute('data-value'))
  }
  await page.waitForLoadState('networkidle')
  return { sessions: await read('ACT-01', 'séances'), attendances: await read('ACT-03', 'participations') }
}

browserTest(
  '[A1] [A2] [A3] [A4] [A5] [A10] [A11] [A13] [A14] [B1] [J6] a week as three people: from a host’s idea to the figure that counts who came',
  async () => {
    const reader = await as('reader', '/figures')
    const before = await figuresOfTheWeek(reader.page)

    const coordinator = await signedInThroughTheForm()
    await addTheHost(coordinator.page)
    await recordTheProposal(coordinator.page)
    await accompanyTheHost(coordinator.page)
    await publishTheWorkshop(coordinator.page)
    await scheduleTheSeries(coordinator.page)
    const registered = await registerPeople(coordinator.page)

    const helper = await as('helper', '/', 390)
    await recordTheEvening(helper, registered)

    const after = await figuresOfTheWeek(reader.page)
    expect(after).toEqual({ sessions: before.sessions + 1, attendances: before.attendances + 8 })
    const names = [hostName, ...door, ...registered].flatMap((name) => name.split(' '))
    for (const address of ['/', '/sessions', '/workshops', '/figures']) {
      await reader.page.goto(address)
      await reader.page.getByRole('heading', { level: 1 }).waitFor()
      await reader.page.waitForLoadState('networkidle')
      await expect(() => reader.page.getByRole('link', { name: /feuille/ }).count()).toBecome(0)
      const words = await wordsOf(reader.page)
      expect([address, names.filter((name) => words.has(name))]).toEqual([address, []])
    }
    for (const { faults } of [reader, coordinator, helper]) expect(faults).toEqual([])
  },
  180_000,
)

browserTest('[H5] the page of figures tells the first winter as the founders do', async () => {
  const { page, faults } = await as('reader', '/figures?from=2019-09-02&to=2020-02-03')
  const card = (indicator: string) => page.locator(`[data-indicator="${indicator}"]`)
  await card('ACT-01').locator('[data-value="41"]').waitFor()
  await card('ACT-03').locator('[data-value="400"]').waitFor()
  const rates = await card('ACT-06').locator('dd').allInnerTexts()
  expect(rates).toEqual(['1,86', '2,05', '4,00'])
  expect(faults).toEqual([])
})
