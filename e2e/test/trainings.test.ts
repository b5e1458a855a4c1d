import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { browserTest, type OpenApp, type OpenOptions } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt, type Place } from '../src/looks.ts'
import { ask } from '../src/pool.ts'
import { eveningUnderWay, pick, press } from '../src/week.ts'

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
const addressOf = (page: Page) => new URL(page.url()).pathname

async function prepareCourse(page: Page, title: string): Promise<void> {
  await press(page, 'Préparer une formation')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sorte de formation').selectOption({ label: 'Porter un atelier' })
  await dialog.getByLabel('Titre').fill(title)
  await dialog.getByLabel('Cohorte InterLab').selectOption({ label: 'Essai de printemps' })
  await press(dialog, 'Ajouter')
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await part(page, 'La formation').getByText('Essai de printemps').waitFor()
  await press(page, 'Ouvrir la formation')
  await page.getByText('Ouverte', { exact: true }).waitFor()
}

async function planSession(page: Page): Promise<void> {
  const { on, from, to } = eveningUnderWay()
  await press(page, 'Planifier une séance')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Jour').fill(on)
  await dialog.getByLabel('De', { exact: true }).fill(from)
  await dialog.getByLabel('À', { exact: true }).fill(to)
  await press(dialog, 'Ajouter')
  await page.getByText('La séance est planifiée').waitFor()
}

async function enrolMember(page: Page, taken: readonly string[]): Promise<string> {
  await press(page, 'Inscrire quelqu’un')
  const name = await pick(page, 'Un membre', 'ma', taken)
  await press(page.getByRole('dialog'), 'Inscrire')
  await page.getByText('L’inscription est notée').waitFor()
  await part(page, 'Personnes').getByText(name).waitFor()
  return name
}

async function enrolPartnerStaff(page: Page, name: string): Promise<void> {
  await press(page, 'Inscrire quelqu’un')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('L’équipe d’un partenaire').click()
  await pick(page, 'Partenaire', 'CPAS')
  await dialog.getByLabel('Nom', { exact: true }).fill(name)
  await press(dialog, 'Inscrire')
  await part(page, 'Personnes').getByText(name).waitFor()
}

/** Pages of a PDF as Chromium writes it: their dictionaries are not compressed. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
const boxOf = (pdf: Buffer) => (/\/MediaBox\s*\[([^\]]+)\]/.exec(pdf.toString('latin1'))?.[1] ?? '').trim().split(/\s+/)

browserTest(
  '[D1] [D2] [D3] [D4] from a course of a cohort to the sheet on a phone, and to attestations of one A4 page each',
  async () => {
    await ask(
      app.databaseUrl,
      `insert into interlab_cohort (id, site_id, name, starts_on)
        select gen_random_uuid(), id, 'Essai de printemps', '2026-10-01' from site where code = 'liege'`,
    )
    const { page, faults } = await as('coordinator', '/trainings')
    await prepareCourse(page, 'Devenir porteur')
    await planSession(page)
    const first = await enrolMember(page, [])
    const second = await enrolMember(page, [first])
    await enrolPartnerStaff(page, 'Ilse Vandamme')
    // stops, and is the same person when they come back
    await press(page, 'Actions pour Ilse Vandamme')
    await page.getByRole('menuitem', { name: 'Arrête la formation' }).click()
    await press(page.getByRole('dialog'), 'Arrête la formation')
    await press(page, 'Ilse Vandamme reprend la formation')
    await page.getByRole('button', { name: 'Actions pour Ilse Vandamme' }).waitFor()
    const course = addressOf(page)

    const phone = await as('coordinator', course, { width: 390 })
    await phone.page.getByRole('link', { name: /^Feuille de présence/ }).click()
    const row = (name: string) => phone.page.locator('[data-enrolment]', { hasText: name })
    await row(first).tap()
    await row(first).and(phone.page.locator('[data-presence="present"]')).waitFor()
    await phone.page.getByText('1 personne présente').waitFor()
    await row(second).tap()
    await row(second).and(phone.page.locator('[data-presence="present"]')).waitFor()
    await row(second).tap()
    await row(second).and(phone.page.locator('[data-presence="absent"]')).waitFor()
    await press(phone.page, 'Marquer présentes les personnes restantes')
    await phone.page.getByText('2 personnes présentes').waitFor()
    expect(phone.faults).toEqual([])

    await page.reload()
    await press(page, 'Émettre les attestations')
    await page.getByText('2 attestations émises').waitFor()
    const people = part(page, 'Personnes')
    await expect(() => people.getByRole('link', { name: /^Attestation LIEGE-/ }).count()).toBecome(2)
    await expect(() => people.locator('li', { hasText: second }).getByText('En cours').count()).toBecome(1)
    await expect(() => page.getByRole('button', { name: 'Émettre les attestations' }).count()).toBecome(0)
    await people
      .locator('li', { hasText: first })
      .getByRole('link', { name: /^Attestation/ })
      .click()
    await page.getByRole('heading', { name: 'Attestation de participation' }).waitFor()
    await expectOnePage(page, first)
    expect(faults).toEqual([])
  },
  120_000,
)

async function expectOnePage(page: Page, name: string): Promise<void> {
  const paper = page.getByRole('article', { name: 'Attestation' })
  await expect(() => paper.innerText()).toBecome(expect.stringMatching(/N° LIEGE-\d{4}-\d{4}/))
  await expect(() => paper.innerText()).toBecome(expect.stringContaining(name))
  expect(await page.title()).not.toContain(name)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false })
  expect(pagesOf(pdf)).toBe(1)
  // A4 in points
  expect(boxOf(pdf).map((side) => Math.round(Number(side)))).toEqual([0, 0, 595, 842])
}

browserTest(
  '[D3] printed again it is the same paper; black on white in the dark too; revoked, it says so',
  async () => {
    const { page } = await as('coordinator', '/trainings', { scheme: 'dark' })
    await page.getByRole('link', { name: 'Porter un atelier : préparer, accueillir, animer' }).click()
    await part(page, 'Personnes')
      .getByRole('link', { name: /^Attestation LIEGE-/ })
      .first()
      .click()
    const paper = page.getByRole('article', { name: 'Attestation' })
    const words = await paper.innerText()
    await page.reload()
    await expect(() => paper.innerText()).toBecome(words)
    await page.emulateMedia({ media: 'print' })
    const ink = await paper.evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element)
      return { color, backgroundColor }
    })
    expect(ink).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' })
    await expect(() => page.getByRole('button', { name: 'Imprimer l’attestation' }).isVisible()).toBecome(false)
    await page.emulateMedia({ media: null })
    await press(page, 'Révoquer')
    await page.getByRole('dialog').getByLabel('Pourquoi ?').fill('Émise deux fois')
    await press(page.getByRole('dialog'), 'Révoquer')
    await paper.getByText(/^Révoquée le/).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(1)
  },
)

browserTest('[D5] an action is noted with its heads, and what changed is said of pairs only', async () => {
  const { page, faults } = await as('coordinator', '/trainings?tab=awareness')
  await press(page, 'Noter une action')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Titre').fill('Une classe de Sainte-Imaginaire')
  await press(dialog, 'Ajouter')
  await dialog.getByRole('alert').waitFor()
  await dialog.getByLabel('Élèves').fill('27')
  await dialog.getByLabel('Professionnels').fill('2')
  await press(dialog, 'Ajouter')
  const line = page.getByRole('row', { name: /Une classe de Sainte-Imaginaire/ })
  await line.getByText('Élèves : 27').waitFor()
  await expect(() => part(page, 'Cette année').innerText()).toBecome(expect.stringMatching(/Professionnels\s: \d+/))

  await page.goto('/trainings')
  await page.getByRole('link', { name: 'Communiquer entre cultures' }).click()
  const change = page.locator('[data-question="understand"]')
  await change.getByText('2 paires sur 11 personnes').waitFor()
  await page
    .getByRole('button', { name: /^Actions pour/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Réponses d’avant' }).click()
  await expect(() => page.getByRole('dialog').getByRole('radiogroup').count()).toBecome(3)
  expect(faults).toEqual([])
})

browserTest(
  'the pages of trainings are clean for axe, on a desk and on a phone, in both languages and schemes',
  async () => {
    const [course] = await ask<{ id: string; session: string; attestation: string }>(
      app.databaseUrl,
      `select c.id, s.id as session, (select id from attestation limit 1) as attestation
       from course c join course_session s on s.course_id = c.id
       where c.title = 'Communiquer entre cultures' order by s.starts_on limit 1`,
    )
    const at = `/trainings/${course?.id}`
    const places: Place[] = [
      { name: 'list', address: '/trainings' },
      { name: 'course', address: at, ready: (page) => page.locator('[data-question="understand"]').waitFor() },
      {
        name: 'sheet',
        address: `${at}/sessions/${course?.session}`,
        ready: (page) => page.locator('[data-enrolment]').first().waitFor(),
      },
      {
        name: 'awareness',
        address: '/trainings?tab=awareness',
        ready: (page) => page.getByText('Un stand au marché de quartier').waitFor(),
      },
      {
        name: 'attestation',
        address: `/attestations/${course?.attestation}`,
        ready: (page) => page.getByRole('article').waitFor(),
      },
      {
        name: 'action',
        address: '/trainings?tab=awareness&open=add',
        ready: (page) => page.getByRole('dialog').waitFor(),
      },
    ]
    await lookAt('trainings', places, (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look))
  },
  120_000,
)
