import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'
import { eveningUnderWay, later, pick } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

const as = (role: string, address?: string, options: OpenOptions = {}) =>
  openAs(app, app.account(role, 'liege'), address, options)

/** Goes to a button or link and takes it, without a mouse. */
async function take(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  const one = page.getByRole(role, { name, exact: true }).first()
  await one.waitFor()
  await one.focus()
  await page.keyboard.press('Enter')
}
const state = (page: Page, words: string) => page.locator('main').getByText(words, { exact: true }).first().waitFor()

browserTest(
  '[G1] [G2] from what an employer looks for to the first day of somebody, by keyboard alone',
  async () => {
    const { page, faults } = await as('coordinator', '/employers')
    await take(page, 'link', 'Aide en cuisine')
    await page.getByRole('heading', { name: 'Qui pourrait convenir' }).waitFor()
    await page
      .getByText(/^sait.: Cuisine/)
      .first()
      .waitFor()
    expect(await axe(page)).toEqual([])
    const fitting = page.getByRole('listitem').filter({ hasText: 'veut être présenté' }).first()
    await fitting.waitFor()
    const name = await fitting.getByRole('link').innerText()
    await take(page, 'button', `Proposer ${name}`)
    await page.getByText('caché tant que la personne n’a pas dit oui').waitFor()
    await take(page, 'button', 'La personne a dit oui')
    await state(page, 'Accord donné')
    await take(page, 'button', 'Présenter à l’employeur')
    await page.getByRole('dialog').getByText(name).waitFor()
    await take(page, 'button', 'Envoyer')
    await state(page, 'Envoyée')
    for (const [act, after] of [
      ['Noter la rencontre', 'Rencontre'],
      ['Noter le début', 'Commencée'],
    ] as const) {
      await take(page, 'button', act)
      await page
        .getByRole('dialog')
        .getByLabel(/Jour de la rencontre|Premier jour/)
        .waitFor()
      await take(page, 'button', 'Enregistrer')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await state(page, after)
    }
    await page.getByRole('heading', { name: 'Nouvelles' }).waitFor()
    expect(await page.title()).not.toContain(name)
    expect(faults).toEqual([])
  },
  90_000,
)

browserTest(
  '[E2] [E6] a juror or a mentor who signs in sees their task and nothing else',
  async () => {
    const { page, faults } = await as('juror', '/my-tasks')
    await page.getByRole('heading', { level: 2, name: 'Mes dossiers de jury' }).waitFor()
    await page
      .getByRole('link', { name: /^Dossier \d/ })
      .first()
      .waitFor()
    const nav = page.getByRole('navigation', { name: 'Navigation principale' }).first()
    await expect(() => nav.getByRole('link').allInnerTexts()).toBecome(['Mes tâches'])
    const mentor = await as('mentor', '/my-tasks')
    await mentor.page.getByRole('heading', { level: 2, name: 'Les projets que j’accompagne' }).waitFor()
    const theirs = mentor.page.getByRole('navigation', { name: 'Navigation principale' }).first()
    await expect(() => theirs.getByRole('link').allInnerTexts()).toBecome(['Mes tâches'])
    expect(mentor.faults).toEqual([])
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[G3] [E6] what somebody hosts becomes a draft in one act, and whoever is named gets an access where they stand',
  async () => {
    const { page, faults } = await as('coordinator', '/workshops')
    await page.locator('main').getByRole('table').getByRole('link').first().click()
    const act = page.getByRole('button', { name: /^Préparer une candidature InterLab/ }).first()
    await act.click()
    await page.getByText(/un brouillon attend dans InterLab/).waitFor()
    // of somebody else the next step stands on their own page
    const other = await page.evaluate(async () => {
      const read = async (address: string) => (await fetch(address)).json() as Promise<Record<string, unknown>>
      const { items } = (await read('/v1/workshops?limit=200')) as { items: { id: string }[] }
      for (const { id } of items) {
        const { hosts } = (await read(`/v1/workshops/${id}`)) as { hosts: { person: { personId: string } }[] }
        for (const { person } of hosts)
          if ((await read(`/v1/people/${person.personId}/trajectory`))['hosted'] !== null) return person.personId
      }
      return ''
    })
    await page.goto(`/people/${other}`)
    await page.getByRole('button', { name: 'Préparer une candidature InterLab' }).click()
    await page.waitForURL(/\/interlab\/applications\//)
    await page.goto('/experts?tab=guests&open=add')
    const name = await pick(page, 'Qui ?', 'ma')
    await page.getByLabel('Rôle').selectOption('mentor')
    await page.getByRole('textbox', { name: /^E-mail/ }).fill('mentore@example.org')
    await page.getByLabel('Dernier jour de l’accès').fill(later(eveningUnderWay().on, 60))
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click()
    await page.getByText('L’invitation est partie').waitFor()
    await page.getByRole('row').filter({ hasText: name }).getByText('Mentor·e').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[E10] [E16] what an expert offers and who was at an evening are changed on the screen',
  async () => {
    const { page, faults } = await as('coordinator', '/experts')
    const saved = async (words: string) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText(words).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page
      .getByRole('button', { name: /^Modifier / })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Heures par mois').fill('17')
    await saved('L’offre est changée')
    await page.getByRole('cell', { name: '17 h par mois' }).waitFor()
    await page.goto('/experts?tab=networking')
    await page
      .getByRole('button', { name: /^Modifier / })
      .first()
      .click()
    await page.getByRole('dialog').getByLabel('Autres personnes, sans nom').fill('41')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Titre' }).fill('Table ronde changée')
    await saved('La rencontre est changée')
    await page.getByRole('row').filter({ hasText: 'Table ronde changée' }).waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[E10] [E13] [E15] [E16] [M16] the directory, the methods and the trajectories look right',
  async () => {
    const changes = (page: Page) => page.getByRole('button', { name: /^(Modifier|Change) / })
    const told = (words: RegExp | string) => (page: Page) => page.getByText(words).first()
    const place = (name: string, address: string, shows: (page: Page) => Locator) => ({
      name,
      address,
      ready: (page: Page) => shows(page).first().waitFor(),
    })
    const places = [
      place('experts', '/experts', changes),
      place('trajectories', '/trajectories', told(/^(Pour une organisation partenaire|For a partner organisation)$/)),
      place('methods', '/experts?tab=methods', told('Toile de projet')),
      place('introductions', '/employers?tab=introductions', told(/^(Ont répondu|Answered)$/)),
      place('needs', '/employers', told('Aide en cuisine')),
      place('events', '/experts?tab=networking', changes),
      {
        name: 'employer',
        address: '/employers?tab=employers',
        ready: async (page: Page) => {
          await page.locator('main').getByRole('link', { name: /démo/ }).first().click()
          await page.getByRole('heading', { name: /^Contact/ }).waitFor()
        },
      },
    ]
    await lookAt('opportunities', places, (look) => as('coordinator', undefined, look))
    const task = (role: string, path: RegExp) => ({
      name: role,
      address: '/my-tasks',
      ready: async (page: Page) => {
        await page.locator('main').getByRole('link').first().click()
        await page.waitForURL(path)
        await page.waitForLoadState('networkidle')
      },
    })
    for (const role of ['juror', 'coach', 'expert', 'mentor'])
      await lookAt(
        'guest',
        [
          { name: `${role}-tasks`, address: '/my-tasks' },
          task(role, role === 'juror' ? /\/jury\// : /\/incubations\//),
        ],
        (look) => as(role, undefined, look),
      )
  },
  240_000,
)
