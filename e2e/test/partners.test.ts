import { afterAll, beforeAll, expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

const as = (address?: string, options: OpenOptions = {}) =>
  openAs(app, app.account('programme_lead', 'liege'), address, options)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function partnerId(page: Page, name: string): Promise<string> {
  const { items } = Object(await (await page.request.get(`/v1/partners?text=${encodeURIComponent(name)}`)).json())
  return String(items[0].id)
}

browserTest(
  '[F1] [F2] [L2] from a new partner to a key that opens: shown once, and kept by whoever made it',
  async () => {
    const { page, faults } = await as('/partners')
    await press(page, 'Ajouter un partenaire')
    await page.getByLabel('Nom de l’organisation').fill('CPAS des Trois Ponts')
    await page.getByRole('combobox', { name: 'Types' }).press('ArrowDown')
    await page.getByRole('listbox', { name: 'Types' }).getByRole('option', { name: 'CPAS' }).click()
    await page.keyboard.press('Tab')
    await press(page, 'Ajouter')
    await page.getByRole('heading', { level: 1, name: 'CPAS des Trois Ponts' }).waitFor()

    await page.getByRole('tab', { name: 'Conventions' }).click()
    await press(page, 'Préparer une convention')
    await press(page, 'Ajouter')
    await press(page, 'Noter la signature')
    await page.getByLabel('Version de l’annexe sur les données').fill('2026-01')
    await page.getByRole('dialog').getByRole('button', { name: 'Noter la signature' }).click()
    await page.getByText('Convention : En cours').waitFor()

    await page.getByRole('tab', { name: 'Clés' }).click()
    await press(page, 'Créer une clé')
    await page.getByLabel('Nom du programme').fill('Logiciel social')
    await press(page, 'Créer la clé')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Cette clé ne sera plus jamais montrée').waitFor()
    expect(await axe(page)).toEqual([])
    const key = await dialog.getByText(/^itr_test_/).innerText()
    // it does not go away by accident
    await page.keyboard.press('Escape')
    const close = dialog.getByRole('button', { name: 'Fermer', exact: true }).last()
    await expect(() => close.isDisabled()).toBecome(true)
    await dialog.getByLabel('J’ai gardé la clé').check()
    await close.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(`Bac à sable, ${key.slice(9, 17)}…${key.slice(-4)}`).waitFor()
    expect(await page.content()).not.toContain(key)
    const open = () => fetch(`${app.url}/v1/partner/referrals`, { headers: { authorization: `Bearer ${key}` } })
    expect((await open()).status).toBe(200)

    await press(page, 'Révoquer Logiciel social')
    await dialog.getByLabel('Raison').fill('Perdue')
    await dialog.getByRole('button', { name: 'Révoquer', exact: true }).click()
    await page.getByText('Révoquée', { exact: true }).waitFor()
    expect((await open()).status).toBe(401)
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest('[L4] a message that failed is seen with its cause, and sent again', async () => {
  const client = new pg.Client(app.databaseUrl)
  await client.connect()
  const { rows } = await client.query<{ own: string }>(
    `select format('%L, %L, false', site_id, id) as own from partner where name = 'CPAS de Rivage'`,
  )
  const own = rows[0]?.own ?? ''
  const [endpoint, event] = [randomUUID(), randomUUID()]
  await client.query(`
    insert into webhook_endpoint (site_id, partner_id, is_test, id, url, secret, types)
      values (${own}, '${endpoint}', 'https://logiciel.example.org/interra', 'x', '{referral.accepted}');
    insert into webhook_event (site_id, partner_id, is_test, id, type, body, at)
      values (${own}, '${event}', 'referral.accepted', '{}', now());
    insert into webhook_delivery (site_id, partner_id, is_test, id, endpoint_id, event_id, status, attempts, due_at,
        last_status, last_error)
      values (${own}, gen_random_uuid(), '${endpoint}', '${event}', 'failed', 10, now(), 503, 'refused')`)
  await client.end()
  const { page, faults } = await as()
  await page.goto(`/partners/${await partnerId(page, 'CPAS de Rivage')}?tab=webhooks`)
  await page.getByText('503 · Refusé').waitFor()
  await page.getByRole('button', { name: /^Renvoyer : Acceptée/ }).click()
  await page.getByText('Message renvoyé').waitFor()
  await page.getByText('En attente', { exact: true }).waitFor()
  expect(faults).toEqual([])
})

browserTest(
  'the pages of partners are clear on a desk and on a phone',
  async () => {
    const { page } = await as()
    const id = await partnerId(page, 'CPAS de Rivage')
    const at = (tab: string) => ({ name: tab, address: `/partners/${id}?tab=${tab}` })
    const places = [
      { name: 'list', address: '/partners' },
      at('about'),
      at('agents'),
      at('agreements'),
      at('keys'),
      at('webhooks'),
      at('statistics'),
    ]
    await lookAt('partners', places, (look) => as(undefined, look))
  },
  60_000,
)
