import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, openApp, openWindow, shot } from '../src/browser.ts'
import { startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { checkInLink, headers, livingLink, onThePhone, said, staff, today } from '../src/door.ts'
import { lookAt } from '../src/looks.ts'
import { mailTo } from '../src/mails.ts'
import { ask, letWait } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

/** Proposes a duo to two people who fit; answers its id. */
async function propose(name: string, language: string): Promise<{ duoId: string; email: string }> {
  const email = `${name.toLowerCase()}@demo.interra.test`
  const [newcomer, local] = await letWait(app.databaseUrl, [
    { side: 'newcomer', givenName: name, waiting: 30, email, language },
    { side: 'local', givenName: 'Colombe', waiting: 20 },
  ])
  const page = await staff(app)
  const data = { newcomerId: newcomer?.candidacyId, localId: local?.candidacyId, origin: 'suggestion' }
  const answer = await page.request.post('/v1/duos', { data, headers })
  expect(answer.status()).toBe(201)
  return { duoId: String((await answer.json()).id), email }
}

const pathOf = (mail: string) => new URL(/https?:\/\/\S+\/duo\S*#[\w-]{20,}/.exec(mail)?.[0] ?? '')

browserTest(
  '[C4] [C5] a newcomer opens the link of her mail on a phone and accepts in Arabic, with what the two share before her',
  async () => {
    const { duoId, email } = await propose('Salwa', 'ar')
    const link = pathOf(await mailTo(app, email, /\/duo/))
    const { page, faults } = await openApp(app.url + link.pathname + link.search + link.hash, { width: 390 })
    await page.getByRole('heading', { level: 1, name: 'مرحبًا Salwa' }).waitFor()
    await expect(() => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toBecome([
      'ar',
      'rtl',
    ])
    await page.getByText('Colombe').first().waitFor()
    await page.getByText('الثلاثاء مساءً').waitFor()
    await page.getByText('Duoessai').waitFor({ state: 'detached' })
    await expect(() => page.evaluate(() => document.fonts.check("16px 'Noto Sans Arabic'", 'مرحبًا'))).toBecome(true)
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-door-ar-390')
    await page.getByRole('button', { name: 'نعم، أوافق' }).tap()
    await page.getByRole('heading', { name: 'شكرًا!' }).waitFor()
    await shot(page, 'duo-door-ar-thanks-390')
    const [duo] = await ask<{ status: string; through: string }>(
      app.databaseUrl,
      'select status, newcomer_accepted_through as through from duo where id = $1',
      [duoId],
    )
    expect(duo).toEqual({ status: 'accepted_by_one', through: 'link' })
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C4] a no takes two taps and no reason, and a link that was replaced says so',
  async () => {
    const { duoId, email } = await propose('Nour', 'fr')
    const old = pathOf(await mailTo(app, email, /\/duo/))
    const team = await staff(app)
    const made = await team.request.post(`/v1/duos/${duoId}/links`, { data: { side: 'newcomer' }, headers })
    const { page } = await openApp(app.url + old.pathname + old.search + old.hash, { width: 390 })
    await page.getByRole('heading', { name: 'Ce lien ne marche plus' }).waitFor()
    expect(await axe(page)).toEqual([])

    const fresh = await openApp(String((await made.json()).url), { width: 390 })
    await fresh.page.getByRole('button', { name: 'Non, merci' }).tap()
    await fresh.page.getByRole('button', { name: 'Revenir' }).tap()
    await fresh.page.getByRole('button', { name: 'Non, merci' }).tap()
    await fresh.page.getByRole('button', { name: 'Non, je ne veux pas' }).tap()
    await fresh.page.getByRole('heading', { name: 'Cette proposition est close.' }).waitFor()
    const [duo] = await ask<{ status: string }>(app.databaseUrl, 'select status from duo where id = $1', [duoId])
    expect(duo?.status).toBe('declined')
  },
  60_000,
)

browserTest(
  '[C9] a meeting is noted in two taps without network, kept over a reload, and sent once when the network is back',
  async () => {
    const { duoId, url } = await livingLink(app)
    const { page, context, faults } = await openApp(url, { width: 390, worksOffline: true })
    await page.getByRole('button', { name: 'Nous nous sommes vus' }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Nous nous sommes vus' }).tap()
    await page.getByRole('button', { name: 'Aujourd’hui' }).tap()
    await page.locator('[data-waiting="1"]').waitFor()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    await shot(page, 'duo-door-offline-390')
    await page.reload()
    await page.locator('[data-waiting="1"]').waitFor()
    const kept = await onThePhone(page)
    expect(kept).toContain('in_person')
    expect(kept).not.toContain(new URL(url).hash.slice(1))
    for (const { name } of await ask<{ name: string }>(
      app.databaseUrl,
      `select coalesce(usual_name, given_name) as name from person p join duo d on p.id in (d.newcomer_id, d.local_id) where d.id = $1`,
      [duoId],
    ))
      expect(kept).not.toContain(name)
    await context.setOffline(false)
    await page.locator('[data-waiting="0"]').waitFor({ timeout: 8_000 })
    expect(await onThePhone(page)).not.toContain('in_person')
    const met = await ask<{ by: string }>(
      app.databaseUrl,
      `select logged_by as by from duo_meeting where duo_id = $1 and met_on = ${today} and removed_at is null`,
      [duoId],
    )
    expect(met).toEqual([{ by: 'newcomer' }])
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C9] the page of a member is readable and reachable in both looks, and speaks four languages',
  async () => {
    const { url } = await livingLink(app)
    const places = ['Français', 'English', 'Nederlands', 'العربية'].map((language, at) => ({
      name: `log-${['fr', 'en', 'nl', 'ar'][at]}`,
      address: url,
      ready: async (page: Page) => {
        await page.getByRole('button', { name: language }).click()
        await page.locator(`button[aria-current="true"]`, { hasText: language }).waitFor()
      },
    }))
    await lookAt('duo-door', places, (look) => openWindow(app.url, look))
  },
  60_000,
)

browserTest(
  '[C11] how it goes is said with big buttons, nothing needed, and read by the team alone',
  async () => {
    const { id, url } = await checkInLink(app, 'check-in-by-link-in-a-test')
    const { page } = await openApp(url, { width: 390 })
    await page.getByRole('button', { name: 'Très bien' }).tap()
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-door-check-in-390')
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByRole('heading', { name: 'Merci !' }).waitFor()
    expect(await said(app, id)).toEqual([{ wellbeing: 5, met: null }])
    await page.reload()
    await page.getByRole('heading', { name: 'Vous avez déjà répondu, merci !' }).waitFor()
  },
  60_000,
)

browserTest(
  '[C11] how it goes is said without network too: it waits on the phone without a name, goes out once, and leaves nothing',
  async () => {
    const { id, url } = await checkInLink(app, 'check-in-without-network-in-a-test')
    const { page, context, faults } = await openApp(url, { width: 390, worksOffline: true })
    await page.getByRole('button', { name: 'Très bien' }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await context.setOffline(true)
    await page.reload()
    await page.getByText('Vous voyez-vous ?').waitFor()
    await page.getByRole('button', { name: 'Très bien' }).tap()
    await page.getByLabel('Un mot pour l’équipe').fill('Nous cuisinons')
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    await page.reload()
    await page.getByText('Gardé sur ce téléphone').waitFor()
    expect(await onThePhone(page)).toContain('Nous cuisinons')
    await context.setOffline(false)
    await page.getByRole('heading', { name: 'Merci !' }).waitFor({ timeout: 8_000 })
    expect(await said(app, id)).toEqual([{ wellbeing: 5, met: null }])
    expect(await onThePhone(page)).not.toContain('Nous cuisinons')
    expect(faults).toEqual([])
  },
  60_000,
)
