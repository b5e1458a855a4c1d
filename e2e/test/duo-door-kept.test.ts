import { afterAll, beforeAll, expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { Route } from 'playwright-core'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { checkInLink, livingLink, onThePhone, said, today } from '../src/door.ts'
import { ask } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

/** Waits until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it does not come to be')
}

const checkInCalls = '**/v1/duo-links/check-in'
/** The service refuses with a problem of the catalogue. */
const refusing = (status: number, code: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, code }) })
const worry = 'Il crie souvent'

browserTest(
  '[C6] [C11] what a busy service does not take waits and goes out; what it refuses stays in the form, also over a reload',
  async () => {
    const { id, url } = await checkInLink(app, 'check-in-refused-in-a-test')
    const { page, faults } = await openApp(url, { width: 390 })
    await page.getByLabel('Un mot pour l’équipe').fill(worry)
    await page.getByRole('button', { name: 'Très mal' }).tap()
    for (const [status, code] of [
      [503, 'unavailable'],
      [429, 'too-many-requests'],
    ] as const) {
      await page.unroute(checkInCalls)
      await page.route(checkInCalls, refusing(status, code))
      if (status === 503) await page.getByRole('button', { name: 'Envoyer' }).tap()
      else await page.reload()
      await page.getByText('Gardé sur ce téléphone').waitFor()
      await expect(() => page.getByText('Ce n’est pas fait').count()).toBecome(0)
    }

    await page.unroute(checkInCalls)
    await page.route(checkInCalls, refusing(422, 'rule-broken'))
    await page.reload()
    await page.getByRole('alert').getByText('Votre réponse n’est pas partie').waitFor()
    await page.reload()
    await page.getByRole('alert').getByText('Votre réponse n’est pas partie').waitFor()
    await expect(() => page.getByLabel('Un mot pour l’équipe').inputValue()).toBecome(worry)
    await expect(() => page.getByRole('button', { name: 'Très mal' }).getAttribute('aria-pressed')).toBecome('true')
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-door-not-sent-390')

    await page.unroute(checkInCalls)
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByRole('heading', { name: 'Merci !' }).waitFor()
    expect(await said(app, id)).toEqual([{ wellbeing: 1, met: null }])
    expect(await onThePhone(page)).not.toContain(worry)
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C6] [C11] an answer kept on the phone whose link has died is not lost in silence: the member is told to call the team',
  async () => {
    const token = 'check-in-of-a-dead-link-in-a-test'
    const { url } = await checkInLink(app, token)
    const { page } = await openApp(url, { width: 390 })
    await page.route(checkInCalls, (route) => route.abort())
    await page.getByLabel('Un mot pour l’équipe').fill(worry)
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    await ask(app.databaseUrl, `update duo_link set revoked_at = now() where token_hash = encode(sha256($1), 'hex')`, [
      token,
    ])
    await page.unroute(checkInCalls)
    const lost = page.getByRole('heading', { name: 'L’équipe n’a pas reçu ce que vous avez écrit ici' })
    for (let opened = 0; opened < 2; opened++) {
      await page.reload()
      await lost.waitFor()
    }
    await page.getByText('Appelez l’équipe').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-door-unsent-390')
    expect(await onThePhone(page)).toContain(worry)

    // past its end it is said once more, and goes
    await page.clock.setSystemTime(Date.now() + 3 * 86_400_000)
    await page.reload()
    await lost.waitFor()
    await until(async () => !(await onThePhone(page)).includes(worry))
    await page.reload()
    await page.getByRole('heading', { name: 'Ce lien ne marche plus' }).waitFor()
  },
  60_000,
)

browserTest(
  '[C11] on a phone that is lent, the words behind a link that ended go when another one is opened, which is said once',
  async () => {
    const { url } = await checkInLink(app, 'check-in-on-a-lent-phone-in-a-test')
    const { url: later } = await livingLink(app)
    const { page } = await openApp(url, { width: 390 })
    await page.route(checkInCalls, (route) => route.abort())
    await page.getByLabel('Un mot pour l’équipe').fill(worry)
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    await page.goto('about:blank')
    await page.goto(later)
    await page.getByRole('button', { name: 'Nous nous sommes vus' }).waitFor()
    expect(await onThePhone(page)).toContain(worry)
    const told = page.getByRole('alert').getByText('Une réponse gardée sur ce téléphone n’est jamais partie')
    await expect(() => told.count()).toBecome(0)

    await page.clock.setSystemTime(Date.now() + 3 * 86_400_000)
    await page.reload()
    await told.waitFor()
    await expect(() => page.getByText(worry).count()).toBecome(0)
    expect(await onThePhone(page)).not.toContain(worry)
    await page.reload()
    await page.getByRole('button', { name: 'Nous nous sommes vus' }).waitFor()
    await expect(() => told.count()).toBecome(0)
  },
  60_000,
)

browserTest(
  '[C9] a meeting that waits in what the page kept before is sent, and the names and tokens there go',
  async () => {
    const { duoId, url } = await livingLink(app)
    const { page, faults } = await openApp(`${app.url}/health/live`, { width: 390 })
    const [day] = await ask<{ on: string }>(app.databaseUrl, `select (${today})::text as on`)
    const met = { id: randomUUID(), metOn: day?.on, mode: 'phone' }
    const kept = { invitation: { otherFirstName: 'Colombe' }, waiting: [met] }
    await page.evaluate(
      ([token, value]) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('interra-duo')
          opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('links'))
          opening.addEventListener('success', () => {
            const writing = opening.result.transaction('links', 'readwrite')
            writing.objectStore('links').put(value, token)
            writing.addEventListener('complete', () => {
              opening.result.close()
              resolve()
            })
          })
        }),
      [new URL(url).hash.slice(1), kept] as const,
    )
    await page.goto(url)
    await page.locator('[data-waiting="0"][data-met]').waitFor()
    const logged = () =>
      ask<{ id: string }>(app.databaseUrl, `select id from duo_meeting where duo_id = $1 and id = $2`, [duoId, met.id])
    await until(async () => (await logged()).length === 1)
    const names = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    await until(async () => !(await names()).includes('interra-duo'))
    expect(await onThePhone(page)).not.toContain('Colombe')
    expect(faults).toEqual([])
  },
  60_000,
)
