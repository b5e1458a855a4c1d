import { afterAll, beforeAll, expect } from '@jest/globals'
import { axe, browserTest, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

browserTest('somebody changes their password and stays signed in', async () => {
  const reader = app.account('reader')
  const { page, faults } = await openAs(app, reader, '/account', { width: 390 })
  await page.getByRole('button', { name: 'Changer de mot de passe' }).click()
  const [current, chosen] = [page.getByLabel('Mot de passe actuel'), page.getByLabel('Nouveau mot de passe')]
  const save = page.getByRole('button', { name: 'Changer de mot de passe' })

  await current.fill('pas le bon mot de passe')
  await chosen.fill('trois vélos et un parapluie')
  await save.click()
  await page.getByText('Ce n’est pas votre mot de passe actuel.').first().waitFor()
  expect(await axe(page)).toEqual([])
  await shot(page, 'password')

  await current.fill(reader.password)
  await save.click()
  await page.getByText('Mot de passe changé').waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor()
  expect(faults).toEqual([])
})
