import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoAccount, type DemoApp } from '../src/demo-app.ts'
import { eveningToRecord } from '../src/evening.ts'

let app: DemoApp
let sessionId = ''
beforeAll(async () => {
  app = await startDemoApp()
  sessionId = await eveningToRecord(app.databaseUrl)
}, 60_000)
afterAll(() => app.stop())

const row = '[data-person]'

async function openSheet(page: Page): Promise<void> {
  await page.goto(`/sessions/${sessionId}/sheet`)
  await page.locator(row).first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
}

async function phoneOf(account: DemoAccount) {
  const { page, context } = await openAs(app, account, undefined, { width: 390, worksOffline: true })
  await openSheet(page)
  return { page, context }
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Menu de/ }).tap()
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).tap()
}

async function signIn(page: Page, { email, password }: DemoAccount): Promise<void> {
  await page.getByRole('textbox', { name: 'Adresse e-mail' }).fill(email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(password)
  await page.getByRole('button', { name: 'Se connecter' }).tap()
}

/** Everything that this phone keeps, as text. */
const everythingKept = (page: Page) =>
  page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('success', () => resolve(opening.result))
        opening.addEventListener('error', () => reject(opening.error))
      })
      for (const store of database.objectStoreNames)
        await new Promise<void>((resolve) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.addEventListener('success', () => {
            found.push(reading.result)
            resolve()
          })
        })
      database.close()
    }
    return JSON.stringify(found)
  })

browserTest(
  '[A14] what the next helper records on a shared phone without network is there after a reload',
  async () => {
    const { page, context } = await phoneOf(app.account('coordinator', 'liege'))
    await signOut(page)
    await page.getByRole('textbox', { name: 'Mot de passe' }).waitFor()
    expect(await everythingKept(page)).not.toContain('givenName')
    await signIn(page, app.account('helper', 'liege'))
    await page.getByRole('link', { name: 'Aujourd’hui' }).last().waitFor()
    await page.evaluate((path) => {
      history.pushState({}, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    }, `/sessions/${sessionId}/sheet`)
    await page.locator(row).first().waitFor()
    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor()
    for (const at of [0, 1]) await page.locator(row).nth(at).tap()
    await page.locator('[data-waiting="2"]').waitFor()
    await page.reload()
    await page.locator('[data-waiting="2"]').waitFor()
  },
  60_000,
)

browserTest(
  '[A14] an answer that comes after signing out leaves no name on the phone',
  async () => {
    const { page } = await phoneOf(app.account('helper', 'liege'))
    let answerNow = () => {}
    const signedOut = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    await page.route('**/sheet/marks', async (route) => {
      const response = await route.fetch()
      await signedOut
      await route.fulfill({ response })
    })
    await page.locator(row).nth(2).tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await signOut(page)
    await page.getByRole('button', { name: 'Les perdre et quitter ce compte' }).tap()
    await page.getByRole('textbox', { name: 'Mot de passe' }).waitFor()
    const arrives = page.waitForResponse('**/sheet/marks')
    answerNow()
    await (await arrives).finished()
    await page.waitForTimeout(500)
    expect(await everythingKept(page)).not.toContain('givenName')
  },
  60_000,
)

browserTest(
  '[A14] whoever signs in after somebody else’s session ended is not told of marks that are not theirs',
  async () => {
    const { page, context } = await phoneOf(app.account('coordinator', 'liege'))
    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor()
    await page.locator(row).nth(3).tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    const ended = page.getByRole('dialog', { name: 'Votre session est terminée' })
    await ended.waitFor()
    const email = ended.getByRole('textbox', { name: 'Adresse e-mail' })
    await expect(() => email.evaluate((field: HTMLInputElement) => field.readOnly)).toBecome(true)

    await page.goto('/')
    await signIn(page, app.account('helper', 'liege'))
    await page.getByRole('link', { name: 'Aujourd’hui' }).last().waitFor()
    await openSheet(page)
    await page.locator('[data-waiting="0"]').waitFor()
    await page.goto('/')
    await page.locator('[data-session]').first().waitFor()
    await expect(() => page.locator('[data-unsent]').count()).toBecome(0)
    await signOut(page)
    await page
      .getByRole('dialog', { name: 'Des présences ne sont que sur ce téléphone' })
      .getByText('1 marque')
      .waitFor()
    await page.getByRole('button', { name: 'Les perdre et quitter ce compte' }).tap()
    await page.getByRole('textbox', { name: 'Mot de passe' }).waitFor()
    expect(await everythingKept(page)).not.toContain('givenName')
  },
  60_000,
)
