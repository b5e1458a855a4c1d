import { afterAll, beforeAll, expect } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { codeShown } from '../src/authenticator-app.ts'
import { axe, browserTest, openApp, type OpenOptions, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoAccount, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const open = (account: DemoAccount, address: string, options?: OpenOptions) => openAs(app, account, address, options)

/** Sets one up on the page of the account, as somebody does who types the key into the app; answers the key. */
async function setUp(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Activer' }).click()
  await page.getByRole('img', { name: 'Code QR à scanner' }).waitFor()
  const secret = await page.locator('code').innerText()
  await page.getByLabel('Code affiché par l’application').fill(codeShown(secret))
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByText('Double authentification activée').waitFor()
  return secret
}

browserTest(
  'a second factor is set up with an app and asked at the door, and nothing secret stands in the log',
  async () => {
    const reader = app.account('reader')
    const { page, faults } = await open(reader, '/account', { width: 390 })
    const secret = await setUp(page)

    const door = await openApp(`${app.url}/sign-in`)
    await door.page.getByLabel('Adresse e-mail').fill(reader.email)
    await door.page.getByLabel('Mot de passe', { exact: true }).fill(reader.password)
    await door.page.getByRole('button', { name: 'Se connecter' }).click()
    const field = door.page.getByLabel(/code/i)
    await field.waitFor()
    expect(await axe(door.page)).toEqual([])
    // the code of the set-up is used: the next one is half a minute ahead, and a phone may be that much early
    await field.fill(codeShown(secret, Date.now() + 30_000))
    await door.page.getByRole('button', { name: 'Se connecter' }).click()
    await door.page.getByRole('heading', { level: 1 }).waitFor()
    await door.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await expect(() => door.page.evaluate('document.cookie')).toBecome('')
    expect([...faults, ...door.faults]).toEqual([])

    const [cookie] = await door.context.cookies()
    const log = readFileSync(path.join(app.dataDir, 'api.log'), 'utf8')
    expect(log).toContain('/v1/auth/second-factor')
    for (const canary of [reader.password, reader.email, secret, cookie?.value ?? '?'])
      expect(log).not.toContain(canary)
  },
)

browserTest('where it is required, nobody of the team gets further than setting it up', async () => {
  const admin = await open(app.account('admin'), '/settings/accounts')
  const policy = admin.page.getByRole('switch', { name: /Exiger la double authentification/ })
  await policy.waitFor()
  await expect(() => policy.isDisabled()).toBecome(true)
  await admin.page.getByRole('link', { name: 'Activer la mienne' }).click()
  await setUp(admin.page)
  await admin.page.goto('/settings/accounts')
  await policy.and(admin.page.locator(':enabled')).press('Space')
  await admin.page.getByText('La double authentification est exigée').waitFor()
  expect(await axe(admin.page)).toEqual([])
  await shot(admin.page, 'accounts-1280-fr-light')

  const { page } = await open(app.account('evaluator'), '/figures')
  await page.waitForURL('**/account')
  await page.getByText('Votre rôle la demande').waitFor()
  await shot(page, 'second-factor-required-1280-fr-light')
  await setUp(page)
  await page.goto('/figures')
  await page.waitForURL('**/figures')
})

browserTest('setting it up is clean for axe on a phone, in the dark', async () => {
  const { page } = await open(app.account('coordinator', 'liege'), '/account', { width: 390, scheme: 'dark' })
  await page.getByRole('button', { name: 'Activer' }).click()
  await page.getByRole('img', { name: 'Code QR à scanner' }).waitFor()
  expect(await axe(page)).toEqual([])
  await shot(page, 'second-factor-390-fr-dark')
})
