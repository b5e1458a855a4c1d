import { afterAll, beforeAll, expect } from '@jest/globals'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { axe, browserTest, shot } from '../src/browser.ts'
import { openAs, signInAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt, type Place } from '../src/looks.ts'
import { eveningToRecord } from '../src/evening.ts'

let app: DemoApp
let sessionId = ''
beforeAll(async () => {
  app = await startDemoApp()
  sessionId = await eveningToRecord(app.databaseUrl)
}, 60_000)
afterAll(() => app.stop())

interface Phone {
  readonly page: Page
  readonly context: BrowserContext
}
const field = (page: Page) => page.getByLabel('Chercher ou ajouter une personne')
const nobody = '[data-person]'

async function phoneOnSheet(): Promise<Phone> {
  const helper = app.account('helper', 'liege')
  const { page, context } = await openAs(app, helper, `/sessions/${sessionId}/sheet`, {
    width: 390,
    worksOffline: true,
  })
  await page.locator(nobody).first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  return { page, context }
}
const toToday = (page: Page) => page.getByRole('link', { name: 'Aujourd’hui' }).last().tap()
interface ServedSheet {
  readonly rows: readonly { personId: string; givenName: string; status: string }[]
}
const sheetOnServer = async (page: Page) => {
  const answer = await page.request.get(`/v1/sessions/${sessionId}/sheet`)
  return (await answer.json()) as ServedSheet
}
const presentOnServer = async (page: Page) => {
  const { rows } = await sheetOnServer(page)
  return rows.filter(({ status }) => status === 'present').map(({ givenName }) => givenName)
}

browserTest(
  '[A14] marks leave from whatever page is open, and without network Today leads back to the sheet',
  async () => {
    const { page, context } = await phoneOnSheet()
    await page.getByText('Cette feuille fonctionne sans réseau.').waitFor()
    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor({ timeout: 2_000 })
    for (const at of [0, 1]) await page.locator(nobody).nth(at).tap()
    await page.locator('[data-waiting="2"]').waitFor()
    await expect(() => page.getByText('Tout est enregistré').count()).toBecome(0)
    await toToday(page)
    await page.locator('[data-unsent="2"]').getByText('Hors ligne · 2 en attente d’envoi').waitFor()
    const kept = page.locator(`[data-kept="${sessionId}"]`)
    await kept.getByText('2 en attente d’envoi').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'today-offline-390')
    await page.goto('/sessions')
    await kept.getByRole('link', { name: 'Ouvrir la feuille' }).tap()
    await page.locator('[data-waiting="2"]').waitFor()

    await page.goto('/')
    await kept.waitFor()
    await context.setOffline(false)
    await page.locator('[data-unsent]').waitFor({ state: 'detached', timeout: 8_000 })
    await page.getByRole('heading', { name: 'Les sept derniers jours' }).waitFor({ timeout: 8_000 })
    await kept.waitFor({ state: 'detached' })
    expect(await presentOnServer(page)).toHaveLength(2)
  },
  60_000,
)

browserTest(
  '[A13] somebody added by mistake is taken back: before sending, after it, and by the message itself',
  async () => {
    const { page, context } = await phoneOnSheet()
    const add = async (name: string) => {
      await field(page).fill(name)
      await page.getByRole('button', { name: `Ajouter « ${name} »` }).tap()
      await page.getByText(`Ajout : ${name}`).waitFor()
    }
    await page.locator(nobody).first().tap()
    await add('Zora')
    await page.getByRole('button', { name: 'Annuler l’action' }).tap()
    await page.getByRole('button', { name: /Zora/ }).first().waitFor({ state: 'detached' })
    await page.locator('[data-waiting="0"]').waitFor()
    expect(await presentOnServer(page)).not.toContain('Zora')

    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor()
    await add('Ylva')
    await page.getByRole('button', { name: 'Retirer Ylva de la feuille' }).tap()
    await page.locator('[data-waiting="0"]').waitFor()
    await page.getByRole('button', { name: 'Annuler l’action' }).tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await context.setOffline(false)
    await page.getByText('Tout est enregistré').waitFor({ timeout: 8_000 })
    expect(await presentOnServer(page)).toContain('Ylva')
    await page.getByRole('button', { name: 'Retirer Ylva de la feuille' }).tap()
    await page.locator('[data-waiting="0"]').waitFor()
    await page.reload()
    await page.locator(nobody).first().waitFor()
    await expect(() => page.getByText('Ylva').count()).toBecome(0)
  },
  60_000,
)

/** Whether a finger can reach it where it stands. */
const inView = (one: Locator) =>
  one.evaluate((element) => {
    const { left, top, height } = element.getBoundingClientRect()
    const reached = document.elementFromPoint(left + 24, top + height / 2)
    return reached !== null && element.contains(reached)
  })

/** Whether the words of the message lie over anything that can be marked. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const bar = document.querySelector('[role=status] [aria-keyshortcuts]')?.closest('section')?.getBoundingClientRect()
    if (!bar) throw new Error('no message stands')
    const behind = document.elementsFromPoint(bar.left + bar.width / 2, bar.top + bar.height / 2)
    const over = behind.findIndex((one) => one.closest('[data-person]'))
    return { height: bar.height, over: over !== -1 && !behind.slice(0, over).some((one) => one.tagName === 'SECTION') }
  })

browserTest(
  '[A13] with the keyboard of the phone open: those on the sheet first, Enter takes the first, the field empties itself',
  async () => {
    const { page, context } = await phoneOnSheet()
    await page.setViewportSize({ width: 390, height: 510 })
    const row = page.locator(`${nobody}[data-status="unknown"]:not(:has-text("Porte"))`).last()
    const id = await row.getAttribute('data-person')
    const name = ((await row.locator('bdi').first().innerText()).split(' ')[0] ?? '').slice(0, 4)
    await field(page).fill(name)
    const found = page.locator(`[data-person="${id}"]`)
    await found.waitFor()
    expect(await inView(page.locator(nobody).first())).toBe(true)
    await page.getByText('Pas encore sur la feuille').first().waitFor()
    expect((await field(page).boundingBox())?.y).toBeLessThan(110)
    await shot(page, 'sheet-typing')
    await field(page).fill('')
    const full = await row.locator('bdi').first().innerText()
    await field(page).fill(full)
    await page.keyboard.press('Enter')
    await page.locator(`[data-person="${id}"][data-status="present"]`).waitFor()
    await expect(() => field(page).inputValue()).toBecome('')
    const { height, over } = await covered(page)
    expect(height).toBeLessThanOrEqual(48)
    expect(over).toBe(false)

    await context.setOffline(true)
    await field(page).fill('Zora-Maximilienne de la Grande Prairie')
    await page.getByText('Hors ligne, on ne cherche que parmi les personnes de cette feuille').waitFor()
    expect(await inView(page.getByRole('button', { name: /^Ajouter « Zora-Max/ }))).toBe(true)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBe(390)
    await shot(page, 'sheet-typing-offline')
    await page.getByRole('button', { name: 'Vider le champ' }).tap()
    await expect(() => field(page).inputValue()).toBecome('')
  },
  60_000,
)

browserTest(
  '[A14] rows stay where they are when a mark waits, when somebody is added and when the network goes',
  async () => {
    const { page, context } = await phoneOnSheet()
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[data-person]')].slice(0, 5).map((row) => row.getBoundingClientRect().top),
      )
    const before = await places()
    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor()
    await page.locator(nobody).first().tap()
    await page.locator('[data-waiting="1"]').waitFor()
    expect(await places()).toEqual(before)
    await field(page).fill('Amaro')
    await page.keyboard.press('Enter')
    await page.locator('[data-waiting="2"]').waitFor()
    await page.evaluate(() => window.scrollTo(0, 0))
    expect(await places()).toEqual(before)
    await context.setOffline(false)
    await page.getByText('Tout est enregistré').waitFor({ timeout: 8_000 })
    expect(await places()).toEqual(before)
  },
  60_000,
)

browserTest(
  '[A14] whoever signs out with marks that were not sent can send them first',
  async () => {
    const { page } = await phoneOnSheet()
    // the service refuses to take marks for a while: the network is there
    await page.route('**/sheet/marks', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"code":"unavailable","status":503}',
      }),
    )
    const row = page.locator(nobody).nth(2)
    await row.tap()
    await page.locator('[data-waiting="1"]').waitFor()
    const [personId, status] = [await row.getAttribute('data-person'), await row.getAttribute('data-status')]
    expect((await sheetOnServer(page)).rows).not.toContainEqual(expect.objectContaining({ personId, status }))
    await page.getByRole('button', { name: /^Menu de/ }).tap()
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).tap()
    const question = page.getByRole('dialog', { name: 'Des présences ne sont que sur ce téléphone' })
    await shot(page, 'unsent-online-390')
    await page.unroute('**/sheet/marks')
    await question.getByRole('button', { name: 'Envoyer d’abord, puis quitter' }).tap()
    await page.getByRole('textbox', { name: 'Mot de passe' }).waitFor()
    await signInAs(page, app.account('helper', 'liege'))
    expect((await sheetOnServer(page)).rows).toContainEqual(expect.objectContaining({ personId, status }))
  },
  60_000,
)

browserTest(
  '[A14] a page that a machine on the way answers with is no answer: marks stay, and leave when the service is back',
  async () => {
    const { page } = await phoneOnSheet()
    for (const path of ['**/sheet/marks', '**/health/live'])
      await page.route(path, (route) =>
        route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Bienvenue sur le wifi</h1>' }),
      )
    const row = page.locator(nobody).nth(1)
    await row.tap()
    await page.getByText('Hors ligne · 1 en attente d’envoi').waitFor()
    const [personId, status] = [await row.getAttribute('data-person'), await row.getAttribute('data-status')]
    await page.unrouteAll()
    await page.locator('[data-waiting="0"]').waitFor({ timeout: 20_000 })
    await expect(() => page.getByText('n’ont pas été acceptées').count()).toBecome(0)
    expect((await sheetOnServer(page)).rows).toContainEqual(expect.objectContaining({ personId, status }))
  },
  60_000,
)

browserTest(
  '[A14] the sheet as it is looked at',
  async () => {
    const places: Place[] = [
      {
        name: 'sheet',
        address: `/sessions/${sessionId}/sheet`,
        // looked at once the mark has left, not while its button changes
        ready: async (page) => {
          const sent = page.waitForResponse('**/sheet/marks')
          await page.locator(nobody).nth(3).click()
          await sent
          await page.locator('button[data-block]:enabled').first().waitFor()
        },
      },
      { name: 'today', address: '/', ready: (page) => page.locator('[data-session]').first().waitFor() },
      {
        name: 'record',
        address: '/sessions?view=record',
        ready: (page) => page.locator('[data-session]').first().waitFor(),
      },
    ]
    await lookAt('door', places, (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look))
  },
  60_000,
)
