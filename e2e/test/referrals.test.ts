import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

const as = (address?: string, options: OpenOptions = {}) =>
  openAs(app, app.account('coordinator', 'liege'), address, options)
const read = async (page: Page, address: string) => Object(await (await page.request.get(address)).json())

/** Six more that wait, told by telephone. */
async function enterSix(page: Page): Promise<void> {
  const { items } = await read(page, '/v1/referrals?show=waiting')
  const { siteId, partner } = items[0]
  const now = new Date().toISOString()
  for (const given of ['Aster', 'Bilal', 'Corina', 'Dastan', 'Elira', 'Fiore']) {
    const data = {
      siteId,
      partnerId: partner.id,
      referredAt: now,
      referrer: { name: 'Colette', phone: '+3242000000' },
      person: {
        givenName: given,
        familyName: `${[...given].reverse().join('')}ov`,
        contact: { preference: 'via_centre' },
        languages: [{ code: 'fr', level: 'basic' }],
      },
      requestedServices: ['interact'],
      reasonCodes: ['isolation'],
      consent: {
        givenAt: now,
        method: 'oral',
        language: 'fr',
        textVersion: '2026-11',
        scopes: ['referral_receive'],
      },
    }
    const answer = await page.request.post('/v1/referrals', { data, headers: { 'x-interra-client': 'test' } })
    expect(answer.status()).toBe(201)
  }
}

browserTest(
  '[F4] ten referrals are triaged with the keyboard alone, the one that waits longest first',
  async () => {
    const { page, faults } = await as()
    await enterSix(page)
    await page.goto('/referrals')
    const list = page.getByRole('listbox', { name: 'Orientations' })
    const rows = list.getByRole('option')
    const dialog = page.getByRole('dialog')
    /** The list has the keys again, and so many lines. */
    const back = async (left: number) => {
      await dialog.waitFor({ state: 'detached' })
      await page.waitForFunction(
        (count) =>
          document.activeElement?.id === 'referral-inbox' &&
          document.querySelectorAll('#referral-inbox [role=option]').length === count,
        left,
      )
    }
    await list.focus()
    await back(11)
    expect(await axe(page)).toEqual([])
    const active = list.getByRole('option', { selected: true })
    await expect(() => active.innerText()).toBecome(
      expect.stringMatching(/Mirela Popovac[\s\S]*1[12] jours[\s\S]*En retard/),
    )

    await page.keyboard.press('r')
    await rows.first().getByText('À l’examen').waitFor()
    await page.keyboard.press('a')
    await dialog.getByRole('checkbox', { name: 'InterAct' }).waitFor()
    await dialog.getByRole('button', { name: 'Accepter' }).press('Enter')
    await back(10)

    await page.keyboard.press('j')
    await expect(() => active.innerText()).toBecome(expect.stringContaining('Ioana'))
    await page.keyboard.press('w')
    await dialog.getByLabel('Pourquoi attendre').pressSequentially('Complet')
    await dialog.getByRole('button', { name: 'Mettre en liste d’attente' }).press('Enter')
    await back(9)

    for (let left = 8; left >= 1; left--) {
      await page.keyboard.press('d')
      await dialog.getByRole('checkbox', { name: 'Plus de place' }).press('Space')
      await dialog.getByRole('button', { name: 'Décliner' }).press('Enter')
      await back(left)
    }
    await expect(() => rows.allInnerTexts()).toBecome([expect.stringContaining('Farhad')])
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Farhad Noorzay' }).waitFor()
    await page.getByText('Quels soirs la personne est-elle libre ?').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  'the pages of referrals are clear on a desk and on a phone',
  async () => {
    const { page } = await as('/referrals?open=enter')
    await page.getByRole('textbox', { name: 'Message' }).fill('Elle sort de l’hôpital.')
    await page.getByText('Ce texte semble parler de : la santé.').waitFor()
    const { items } = await read(page, '/v1/referrals?status=needs_info')
    await page.goto(`/referrals/${items[0].id}`)
    await page.getByRole('button', { name: 'Confier à un·e collègue' }).click()
    await page.getByRole('combobox', { name: 'Qui s’en occupe' }).click()
    const hasNotText = items[0].owner?.name ?? 'nobody'
    await page.getByRole('option').filter({ hasNotText }).first().click()
    await page.getByRole('button', { name: 'Confier', exact: true }).click()
    await page.getByText('Confiée à').waitFor()
    const places = [
      { name: 'inbox', address: '/referrals?show=all' },
      { name: 'one', address: `/referrals/${items[0].id}` },
      { name: 'enter', address: '/referrals?open=enter' },
    ]
    await lookAt('referrals', places, (look) => as(undefined, look))
  },
  60_000,
)
