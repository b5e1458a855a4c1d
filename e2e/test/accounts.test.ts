import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { signInAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

browserTest('[J1] a rule that is broken is told in a sentence, at its field', async () => {
  const { page, faults } = await openApp(app.url)
  await signInAs(page, app.account('admin'))
  await page.goto('/settings/accounts')
  await page.getByRole('button', { name: 'Inviter quelqu’un' }).click()
  const dialog = page.getByRole('dialog', { name: 'Inviter quelqu’un' })
  await dialog.getByLabel('Nom', { exact: true }).fill('Ondine Essai')
  await dialog.getByLabel('Adresse e-mail').fill('ondine@demo.interra.test')
  await dialog.getByLabel('Rôle', { exact: true }).selectOption('helper')
  await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click()
  const sentence = 'Un rôle d’invité prend fin un jour\u00a0: lequel\u00a0?'
  await dialog.getByRole('alert').getByText(`Dernier jour\u00a0: ${sentence}`).waitFor()
  const field = dialog.getByLabel('Dernier jour')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const described = (await field.getAttribute('aria-describedby')) ?? ''
  const told = await Promise.all(described.split(/\s+/).map((id) => page.locator(`[id="${id}"]`).innerText()))
  expect(told).toContain(sentence)
  expect(await axe(page)).toEqual([])
  await shot(page, 'broken-rule')
  expect(faults).toEqual([])
})
