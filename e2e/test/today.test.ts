import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { localDay } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => {
  app = await startDemoApp()
}, 60_000)
afterAll(() => app.stop())

async function sent(page: Page, method: 'GET' | 'POST', path: string, data?: object, version?: number) {
  const headers = { 'x-interra-client': '1', ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }
  const answer = await page.request.fetch(`/v1${path}`, { method, headers, ...(data ? { data } : {}) })
  expect([path, answer.ok()]).toEqual([path, true])
  return (await answer.json()) as { id: string; version: number; items: { id: string; status: string }[] }
}

/** Somebody who asked to be told through her social worker, registered for an evening that is then cancelled. */
async function cancelledFor(page: Page, givenName: string): Promise<void> {
  const { items: sites } = await sent(page, 'GET', '/sites')
  const siteId = sites[0]?.id ?? ''
  const reached = { contactChannel: 'through_referrer', referrerName: 'Madame Lenoir' }
  const person = await sent(page, 'POST', '/people', { siteId, givenName, ...reached })
  const tomorrow = localDay(1)
  const { items } = await sent(page, 'GET', `/sessions?from=${tomorrow}&status=scheduled`)
  const session = `/sessions/${items[0]?.id ?? ''}`
  await sent(page, 'POST', `${session}/registrations`, { personId: person.id, waitlist: true })
  const { version } = await sent(page, 'GET', session)
  await sent(page, 'POST', `${session}/cancellation`, { scope: 'this', reason: 'Neige' }, version)
}

browserTest('[B9] who is reached through somebody waits in Today until they were told', async () => {
  const { page, faults } = await openAs(app, app.account('coordinator', 'liege'), undefined, { width: 390 })
  await cancelledFor(page, 'Zerihun')
  await page.goto('/')
  const row = page.locator('[data-kind="to_tell"]').filter({ hasText: 'Zerihun' })
  await row.getByText('Séance annulée').waitFor()
  await expect(() => row.innerText()).toBecome(expect.stringContaining('à prévenir par Madame Lenoir'))
  expect(await axe(page)).toEqual([])
  await shot(page, 'today-to-tell')
  await row.getByRole('button', { name: 'J’ai prévenu Zerihun' }).click()
  await page.getByText('Noté : Zerihun le sait.').waitFor()
  await row.waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

browserTest('[M11] a reader of figures is told why persons are not given for a period that is not over', async () => {
  const { page, faults } = await openAs(app, app.account('reader', 'liege'), '/figures', { scheme: 'dark' })
  const persons = page.locator('[data-indicator="ACT-04"]')
  await persons.getByText('pas pour cette période').waitFor()
  await shot(page, 'figures-reader')
  expect(await axe(page)).toEqual([])
  await page.getByRole('combobox', { name: 'Période' }).click()
  await page.getByRole('option', { name: 'L’année passée' }).click()
  await page.waitForURL(/-01-01/)
  await persons.getByText('pas pour cette période').waitFor({ state: 'detached' })
  expect(faults).toEqual([])
})

browserTest('who may open no other page than those at the thumb has no menu that leads to nothing', async () => {
  const { page } = await openAs(app, app.account('helper', 'liege'), '/', { width: 390 })
  const bar = page.getByRole('navigation', { name: 'Navigation' })
  await bar.getByRole('link').first().waitFor()
  await expect(() => bar.getByRole('button').count()).toBecome(0)
  const team = await openAs(app, app.account('coordinator', 'liege'), '/', { width: 390 })
  await team.page.getByRole('navigation', { name: 'Navigation' }).getByRole('button', { name: 'Plus' }).waitFor()
})
