import { afterAll, beforeAll, expect } from '@jest/globals'
import pg from 'pg'
import { axe, browserTest, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

browserTest('[J1] a rule that is broken is told in a sentence, at its field', async () => {
  const { page, faults } = await openAs(app, app.account('admin'), '/settings/accounts')
  await page.getByRole('button', { name: 'Inviter quelqu’un' }).click()
  const dialog = page.getByRole('dialog', { name: 'Inviter quelqu’un' })
  await dialog.getByLabel('Nom', { exact: true }).fill('Ondine Essai')
  await dialog.getByLabel('Adresse e-mail').fill('ondine@demo.interra.test')
  await dialog.getByLabel('Rôle', { exact: true }).selectOption('helper')
  await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  const sentence = 'Un rôle d’invité prend fin un jour\u00a0: lequel\u00a0?'
  await dialog.getByRole('alert').getByText(`Dernier jour\u00a0: ${sentence}`).waitFor()
  const field = dialog.getByLabel('Dernier jour')
  await expect(() => field.getAttribute('aria-invalid')).toBecome('true')
  const described = (await field.getAttribute('aria-describedby')) ?? ''
  const told = await Promise.all(described.split(/\s+/).map((id) => page.locator(`[id="${id}"]`).innerText()))
  expect(told).toContain(sentence)
  expect(await axe(page)).toEqual([])
  await shot(page, 'broken-rule')
  expect(faults).toEqual([])
})

browserTest(
  '[J1] two minutes before a session ends one is told; what was written stays, now or later',
  async () => {
    const coordinator = app.account('coordinator', 'liege')
    const { email, password } = coordinator
    const { page, faults } = await openAs(app, coordinator)
    await endIn(email, '125 seconds')
    await page.goto('/people/new')
    const written = page.getByLabel('Nom, téléphone ou e-mail')
    await written.fill('Marguerite')
    const ending = page.getByRole('dialog', { name: 'Votre session se termine dans moins de deux minutes' })
    await ending.waitFor({ timeout: 30_000 })
    expect(await axe(page)).toEqual([])
    await shot(page, 'session-ending')
    await ending.getByRole('button', { name: 'Plus tard' }).click()
    await ending.waitFor({ state: 'hidden' })
    await written.fill('Marguerite D')

    await endIn(email, '-1 second')
    // who calls is believed for a second
    await page.waitForTimeout(1100)
    await written.fill('Marguerite Dupont')
    const ended = page.getByRole('dialog', { name: 'Votre session est terminée' })
    await ended.getByRole('textbox', { name: 'Mot de passe' }).fill(password)
    await ended.getByRole('button', { name: 'Se connecter' }).click()
    await ended.waitFor({ state: 'hidden' })
    await expect(() => written.inputValue()).toBecome('Marguerite Dupont')
    expect(faults).toEqual([])
  },
  90_000,
)

browserTest(
  '[J1] signing in before the session ends begins a new one, and nobody is asked again',
  async () => {
    const helper = app.account('helper', 'liege')
    const { email, password } = helper
    const { page } = await openAs(app, helper, undefined, { width: 390, scheme: 'dark', locale: 'en-GB' })
    await endIn(email, '90 seconds')
    await page.goto('/')
    const ending = page.getByRole('dialog', { name: /Votre session se termine|Your session ends/ })
    await ending.getByRole('textbox', { name: /Mot de passe|Password/ }).fill(password)
    await shot(page, 'session-ending-390-dark')
    await ending.getByRole('button', { name: /Se connecter|Sign in/ }).click()
    await ending.waitFor({ state: 'hidden' })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect(() => ending.count()).toBecome(0)
  },
  60_000,
)

/** All sessions of an account end that far from now. */
async function endIn(email: string, interval: string): Promise<void> {
  const client = new pg.Client(app.databaseUrl)
  await client.connect()
  await client.query(
    `update account_session set expires_at = now() + $2::interval where account_id = (select id from account where email = $1)`,
    [email, interval],
  )
  await client.end()
}
