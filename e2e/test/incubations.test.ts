import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { browserTest, type OpenApp, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'
import { press } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 120_000)
afterAll(() => app.stop())

async function as(role: string, address: string, options: OpenOptions = {}): Promise<OpenApp> {
  const opened = await openAs(app, app.account(role, 'liege'), address, options)
  opened.context.setDefaultTimeout(20_000)
  return opened
}
const part = (page: Page, title: string) =>
  page.locator('section', { has: page.getByRole('heading', { name: title, exact: true }) })

browserTest(
  '[E8] a coach notes a coaching on a phone in two taps and a note; the private note shows to nobody else',
  async () => {
    const { page, faults } = await as('coach', '/incubations', { width: 390 })
    // their own incubatees and nobody else's
    const names = page.getByRole('link').filter({ has: page.locator('bdi') })
    await names.first().waitFor()
    await expect(() => names.count()).toBecome(1)
    await names.first().click()
    await page.getByRole('tab', { name: 'Coaching' }).click()
    await page.getByText('90 min', { exact: true }).first().tap()
    await page.getByLabel('Note partagée').fill('Le devis est prêt, on l’envoie lundi.')
    await page.getByRole('textbox', { name: 'Note privée' }).fill('Très fatigué, en reparler.')
    await press(page, 'Noter et signer')
    await page.getByText('Le coaching est noté et signé').waitFor()
    const line = part(page, 'Journal').locator('li', { hasText: 'Le devis est prêt' })
    await line.getByText('Signé').waitFor()
    await expect(() => line.innerText()).toBecome(expect.stringContaining('1 h 30'))
    await line.getByRole('button').click()
    await page.getByRole('menuitem', { name: 'Ma note privée' }).click()
    const own = page.getByRole('dialog').getByLabel('Note privée')
    await own.waitFor()
    await expect(() => own.inputValue()).toBecome('Très fatigué, en reparler.')
    const address = new URL(page.url())

    const team = await as('coordinator', `${address.pathname}${address.search}`)
    const answers: string[] = []
    team.page.on(
      'response',
      (response) =>
        void response.text().then(
          (text) => answers.push(text),
          () => undefined,
        ),
    )
    await team.page.reload()
    const shown = part(team.page, 'Journal').locator('li', { hasText: 'Le devis est prêt' })
    await shown.waitFor()
    await shown.getByRole('button').click()
    await team.page.getByRole('menuitem', { name: 'Ma note privée' }).click()
    const theirs = team.page.getByRole('dialog').getByLabel('Note privée')
    await theirs.waitFor()
    await expect(() => theirs.inputValue()).toBecome('')
    expect(answers.join()).toContain('Le devis est prêt')
    expect(answers.join()).not.toContain('Très fatigué')
    expect([...faults, ...team.faults]).toEqual([])
  },
  120_000,
)

browserTest(
  '[E7] [E14] a path over a year on one page, from strengths to what is unlocked, changed by keyboard alone',
  async () => {
    const { page, faults } = await as('coordinator', '/incubations')
    await page
      .getByRole('row', { name: /Traiteur de quartier/ })
      .getByRole('link')
      .focus()
    await page.keyboard.press('Enter')
    const [needs, blockers] = [part(page, 'Besoins'), part(page, 'Freins')]
    await needs.waitFor()
    const order = await page.locator('main section h2').allInnerTexts()
    expect(order.slice(0, 5)).toEqual(['Forces', 'Besoins', 'Freins', 'Objectifs', 'Actions'])
    await expect(() => needs.innerText()).toBecome(expect.stringMatching(/Bloquant le .* → Important le .* → Géré le /))
    await part(page, 'Actions').getByText('Trop de frais pour ce que cela rapporte').waitFor()
    await part(page, 'Historique').getByText('Frein : déblocage').first().waitFor()

    // what still blocks is unlocked without a mouse
    const waiting = blockers.locator('li', { hasText: 'équivalence' })
    await waiting.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Lever le frein' }).press('Enter')
    const day = page.getByRole('dialog').getByLabel('Jour')
    await expect(() => day.evaluate((field) => field === document.activeElement)).toBecome(true)
    await page.keyboard.press('Enter')
    await waiting.getByText('Levé', { exact: true }).waitFor()
    expect(faults).toEqual([])
  },
  120_000,
)

browserTest(
  '[E6] [E9] [E11] [E12] what there is of somebody accompanied, as a desk and a phone see it',
  async () => {
    const { page, faults } = await as('coordinator', '/incubations')
    // somebody who was admitted begins
    await press(page, 'Commencer un accompagnement')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Candidature admise').waitFor()
    await dialog.getByLabel('Charte signée le').fill(await dialog.getByLabel('Premier jour').inputValue())
    await press(dialog, 'Commencer un accompagnement')
    await page.getByText('Commencez par une force').waitFor()
    await page.getByText('En incubation', { exact: true }).first().waitFor()
    await page.goto('/incubations')
    // [E11] the shared rooms week by week: a picture, and the same numbers in a table
    await page.getByRole('img', { name: /Personnes venues et jours utilisés par semaine, sur 6 semaines/ }).waitFor()
    await page.getByText('Tableau', { exact: true }).click()
    expect(
      await page
        .getByRole('table', { name: /Personnes venues/ })
        .getByRole('row')
        .count(),
    ).toBe(7)
    await page
      .getByRole('row', { name: /couture/ })
      .getByRole('link')
      .click()
    await page.getByRole('tab', { name: 'Activité' }).waitFor()
    const one = new URL(page.url()).pathname
    // [E12] two note the enterprise at once: the second one chooses what stays
    await page.getByRole('tab', { name: 'Activité' }).click()
    await press(page, 'Noter l’entreprise')
    const entry = page.getByRole('dialog', { name: 'Noter l’entreprise' })
    await entry.getByLabel('Forme').selectOption({ label: 'Coopérative' })
    await page.evaluate(async (address) => {
      const { enterprise, version } = await (await fetch(address)).json()
      const { number, startedOn } = enterprise
      const headers = { 'content-type': 'application/json', 'x-interra-client': '1', 'if-match': `"${version}"` }
      const body = JSON.stringify({ number, startedOn, kind: 'secondary' })
      await fetch(`${address}/enterprise`, { method: 'PUT', headers, body })
    }, `/v1${one}/venture`)
    await press(entry, 'Enregistrer')
    const conflict = page.getByRole('dialog', { name: 'Quelqu’un a enregistré entre-temps' })
    await conflict.getByLabel('La sienne : Indépendant·e à titre complémentaire').check()
    await press(conflict, 'Enregistrer ce choix')
    await conflict.waitFor({ state: 'hidden' })
    await entry.waitFor({ state: 'hidden' })
    await page.getByText('Indépendant·e à titre complémentaire').first().waitFor()
    // [E12] a wrong number is taken out, with its why
    await press(page, 'Retirer l’entreprise')
    const removal = page.getByRole('dialog', { name: 'Retirer l’entreprise' })
    await removal.getByLabel('Pourquoi').fill('Le numéro d’une autre')
    await press(removal, 'Retirer l’entreprise')
    await part(page, 'Entreprise').getByText('Le numéro d’une autre').waitFor()
    // [E12] it is over: the next step is to write how it went
    await press(page, 'Passer aux alumni')
    await press(page, 'Écrire le bilan de clôture')
    const closing = page.getByRole('dialog', { name: 'Bilan de clôture' })
    await closing.getByLabel('Ce qui est atteint').fill('Un atelier qui vit de ses retouches.')
    await closing.getByLabel('Conseils pour la suite').fill('Prendre une journée par mois pour les comptes.')
    await press(closing, 'Enregistrer')
    await part(page, 'Bilan de clôture').getByText('Un atelier qui vit').waitFor()
    await page.goto('/incubations')
    await page
      .getByRole('row', { name: /Traiteur de quartier/ })
      .getByRole('link')
      .click()
    await page.getByText('Présences : 1 sur 2 séances tenues').waitFor()
    const other = new URL(page.url()).pathname
    // [E6] a mentor opened a door: it is noted, and counted by what came of it
    await page.getByRole('tab', { name: 'Cercle' }).click()
    await press(page, 'Noter une ouverture')
    const door = page.getByRole('dialog', { name: 'Noter une ouverture' })
    await door.getByLabel('Carnet d’adresses de').selectOption({ index: 2 })
    await door.getByLabel('Vers qui').fill('Un grossiste en épices')
    await door.getByLabel('Pour quoi').fill('Acheter à crédit')
    await door.getByLabel('Ce qu’elle a donné').selectOption({ label: 'Utile' })
    await press(door, 'Enregistrer')
    await part(page, 'Carnets d’adresses')
      .getByText(/Rencontre faite\s: 1 · Utile\s: 2/)
      .waitFor()
    const waits = (text: string) => (page: Page) => page.getByText(text).first().waitFor()
    await lookAt(
      'incubations',
      [
        { name: 'list', address: '/incubations' },
        { name: 'path', address: other, ready: waits('Fixer ses prix') },
        {
          name: 'coaching',
          address: `${other}?tab=coaching`,
          ready: async (page) => {
            await page.getByRole('button', { name: /Plus de détails|More details/ }).click()
            await page.getByRole('button', { name: /Moins de détails|Fewer details|Less details/ }).waitFor()
          },
        },
        { name: 'venture', address: `${one}?tab=venture`, ready: waits('Le numéro d’une autre') },
        { name: 'circle', address: `${other}?tab=circle` },
        { name: 'asked', address: `${other}?tab=services` },
        { name: 'coworking', address: `${other}?tab=coworking` },
        { name: 'services', address: '/services' },
        { name: 'times', address: '/coaching' },
      ],
      (look) => as('coordinator', '/incubations', look),
    )
    expect(faults).toEqual([])
  },
  120_000,
)
