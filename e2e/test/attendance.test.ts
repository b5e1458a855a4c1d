import { afterAll, beforeAll, expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { axe, browserTest, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { localDay } from '../src/week.ts'

let app: DemoApp
let sessionId = ''
beforeAll(async () => {
  app = await startDemoApp()
  sessionId = await eveningWithTenPlaces()
}, 60_000)
afterAll(() => app.stop())

/** The demo's evening that nobody has recorded, with its ten places taken. */
async function eveningWithTenPlaces(): Promise<string> {
  const client = new pg.Client(app.databaseUrl)
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `with evening as (
       select s.id, s.site_id, n.capacity - n.taken as free
       from session s join session_seats n on n.session_id = s.id join workshop w on w.id = s.workshop_id
       where s.attendance_closed_at is null and s.ends_at < now() and s.status = 'scheduled' and n.capacity = 10
       order by s.starts_at desc limit 1
     ), filled as (
       insert into registration (id, site_id, session_id, person_id, status, author_kind)
       select gen_random_uuid(), e.site_id, e.id, p.id, 'confirmed', 'staff'
       from evening e, lateral (
         select p.id from person p where p.site_id = e.site_id and p.member_since > now() - interval '1 year'
           and not exists (select from registration r where r.session_id = e.id and r.person_id = p.id)
           and not exists (select from session_host h where h.session_id = e.id and h.person_id = p.id)
         limit e.free) p
     )
     select id from evening`,
  )
  await client.end()
  const [evening] = rows
  if (!evening) throw new Error('the demo has an evening to record')
  return evening.id
}

interface Phone {
  readonly page: Page
  readonly context: BrowserContext
  readonly faults: readonly string[]
}

async function phoneOnSheet(role = 'helper'): Promise<Phone> {
  const { page, context, faults } = await openAs(app, app.account(role, 'liege'), `/sessions/${sessionId}/sheet`, {
    width: 390,
    worksOffline: true,
  })
  await page.locator('[data-person]').first().waitFor()
  // the shell is on the phone once its worker is ready: from here on it opens without network
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  return { page, context, faults }
}

const present = '[data-person][data-status="present"]'

/** Taps ten people, then types two first names: what a volunteer does in the corridor. */
async function recordTwelve(page: Page): Promise<void> {
  const registered = page.locator('[data-person]:not(:has-text("Porte"))')
  const ids = await registered.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-person')))
  for (const id of ids.slice(0, 10)) await page.locator(`[data-person="${id}"]`).tap()
  for (const name of ['Selam', 'Yvan-Noël']) {
    await page.getByLabel('Chercher ou ajouter une personne').fill(name)
    await page.getByRole('button', { name: `Ajouter « ${name} »` }).tap()
  }
}

browserTest(
  '[A13] [A14] twelve people, two of them at the door, recorded in a minute without network, each there once',
  async () => {
    const { page, context, faults } = await phoneOnSheet()
    await context.setOffline(true)
    const began = Date.now()
    await recordTwelve(page)
    await page.locator(present).nth(11).waitFor()
    expect(Date.now() - began).toBeLessThan(60_000)
    await expect(() => page.locator(present).count()).toBecome(12)
    await expect(() => page.getByLabel('Chercher ou ajouter une personne').inputValue()).toBecome('')
    await page.getByText('12 en attente d’envoi').waitFor()
    await expect(() => page.evaluate(() => document.documentElement.scrollWidth)).toBecome(390)
    await shot(page, 'sheet-offline-390')

    await page.reload()
    await page.locator(present).nth(11).waitFor()
    await context.setOffline(false)
    await page.locator('[data-waiting="0"]').waitFor({ timeout: 20_000 })
    await page.reload()
    await page.locator(present).nth(11).waitFor()
    await expect(() => page.locator(present).count()).toBecome(12)

    const answer = await page.request.get(`/v1/sessions/${sessionId}/sheet`)
    const sheet = (await answer.json()) as { rows: { personId: string; status: string; walkIn: boolean }[] }
    const came = sheet.rows.filter(({ status }) => status === 'present')
    expect([came.length, came.filter(({ walkIn }) => walkIn).length]).toEqual([12, 2])
    expect(new Set(came.map(({ personId }) => personId)).size).toBe(12)
    expect(faults).toEqual([])
  },
  90_000,
)

browserTest(
  '[A14] a second phone sees the same people, and a slip is undone in one tap',
  async () => {
    const { page } = await phoneOnSheet('coordinator')
    const other = await phoneOnSheet()
    const row = page.locator('[data-person]').first()
    const id = await row.getAttribute('data-person')
    const before = await row.getAttribute('data-status')
    await row.tap()
    await page.getByRole('button', { name: 'Annuler l’action' }).tap()
    await page.locator(`[data-person="${id}"][data-status="${before}"]`).waitFor()
    await page.locator('[data-waiting="0"]').waitFor()
    await other.page.getByRole('button', { name: 'Une de plus' }).tap()
    await other.page.locator('[data-waiting="0"]').waitFor()
    await page.reload()
    await page.locator('[data-heads="1"]').waitFor()
  },
  60_000,
)

browserTest(
  '[A14] a session that ends at the door: another account is taken only after saying what would be lost',
  async () => {
    const { page, context } = await phoneOnSheet()
    await context.setOffline(true)
    await page.locator('[data-person]').first().tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    const ended = page.getByRole('dialog', { name: 'Votre session est terminée' })
    await ended.getByRole('button', { name: 'Utiliser un autre compte' }).tap()
    const question = page.getByRole('dialog', { name: 'Des présences ne sont que sur ce téléphone' })
    await question.getByText('1 marque').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'unsent-390')
    await question.getByRole('button', { name: 'Garder ce compte' }).tap()
    await question.waitFor({ state: 'hidden' })

    const { password } = app.account('helper', 'liege')
    await ended.getByRole('textbox', { name: 'Mot de passe' }).fill(password)
    await ended.getByRole('button', { name: 'Se connecter' }).tap()
    await page.locator('[data-waiting="0"]').waitFor({ timeout: 20_000 })
  },
  60_000,
)

browserTest('[A14] two people of one name are told apart on the sheet', async () => {
  const { page } = await openAs(app, app.account('coordinator', 'liege'), undefined, { width: 390 })
  const headers = { 'x-interra-client': '1' }
  const session = await (await page.request.get(`/v1/sessions/${sessionId}`)).json()
  const marks = []
  for (const birth of ['1991', '1985']) {
    const data = { siteId: session.siteId, givenName: 'Marjolaine', birth }
    const person = await (await page.request.post('/v1/people', { data, headers })).json()
    const observedAt = new Date().toISOString()
    marks.push({ id: randomUUID(), personId: person.id, status: 'present', observedAt })
  }
  const data = { sentAt: new Date().toISOString(), marks }
  await page.request.post(`/v1/sessions/${sessionId}/sheet/marks`, { data, headers })
  await page.goto(`/sessions/${sessionId}/sheet`)
  for (const year of ['1991', '1985']) {
    const row = page.locator('[data-person]').filter({ hasText: `né·e en ${year} · membre depuis le` })
    await row.getByText('Marjolaine').waitFor()
  }
  await shot(page, 'sheet-namesakes-390')
  await page.goto(`/sessions/${sessionId}/print`)
  await page.getByRole('cell', { name: /Marjolaine.*né·e en 1991/ }).waitFor()
})

browserTest(
  '[A14] the sheet is readable, reachable and big enough for a thumb, in both schemes and languages',
  async () => {
    const coordinator = app.account('coordinator', 'liege')
    for (const [scheme, locale] of [
      ['light', 'fr-BE'],
      ['dark', 'en-GB'],
    ] as const) {
      const look = { width: 390, scheme, locale }
      const { page } = await openAs(app, coordinator, `/sessions/${sessionId}/sheet`, look)
      await page.locator('[data-person]').first().waitFor()
      expect(await axe(page)).toEqual([])
      const heights = await page.locator('[data-person]').evaluateAll((rows) => rows.map((row) => row.clientHeight))
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(48)
      const overflows = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      expect(overflows).toBe(false)
    }
  },
  60_000,
)

browserTest(
  '[A13] heads counted after the sheet was closed elsewhere are not lost without a word',
  async () => {
    const { page, context } = await phoneOnSheet()
    await context.setOffline(true)
    await page.getByText('Hors ligne', { exact: true }).waitFor()
    const { page: desk } = await openAs(app, app.account('coordinator', 'liege'))
    const { version } = await (await desk.request.get(`/v1/sessions/${sessionId}/sheet`)).json()
    const closing = await desk.request.post(`/v1/sessions/${sessionId}/sheet/closing`, {
      data: { unmarked: 'leave' },
      headers: { 'x-interra-client': '1', 'if-match': `"${version}"` },
    })
    expect(closing.status()).toBe(200)
    await page.getByRole('button', { name: 'Une de plus' }).tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await context.setOffline(false)
    const refused = page.getByRole('alert').filter({ hasText: 'Certaines marques n’ont pas été acceptées' })
    await refused.getByText('En plus, sans nom').waitFor({ timeout: 20_000 })
    expect(await axe(page)).toEqual([])
    await refused.getByRole('button', { name: 'J’ai lu' }).tap()
    await refused.waitFor({ state: 'detached' })
  },
  60_000,
)

browserTest(
  '[A14] before the day of a session nobody is marked present: a tap excuses, and nobody is added',
  async () => {
    const helper = app.account('helper', 'liege')
    const { page, faults } = await openAs(app, helper, undefined, { width: 390 })
    const from = localDay(2)
    const { items } = (await (await page.request.get(`/v1/sessions?from=${from}&limit=50`)).json()) as {
      items: { id: string; taken: number }[]
    }
    const [next] = items.filter(({ taken }) => taken > 0)
    await page.goto(`/sessions/${next?.id}/sheet`)
    await page.getByText('Avant ce jour, touchez seulement qui s’excuse.').waitFor()
    const first = page.locator('[data-person]').first()
    await first.tap()
    await first.and(page.locator('[data-status="excused"]')).waitFor()
    await page.locator('[data-waiting="0"]').waitFor()
    await expect(() => page.getByLabel('Chercher ou ajouter une personne').count()).toBecome(0)
    expect(faults).toEqual([])
  },
)
