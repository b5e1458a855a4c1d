import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const as = (role: string, address: string, options?: OpenOptions) => openAs(app, app.account(role), address, options)

/** Registers somebody without the screens, to be met there. */
async function given(page: Page, body: object): Promise<string> {
  const sites = await (await page.request.get('/v1/auth/session')).json()
  const answer = await page.request.post('/v1/people', {
    data: { siteId: sites.sites[0].id, ...body },
    headers: { 'x-interra-client': '1' },
  })
  expect(answer.status()).toBe(201)
  return String((await answer.json()).id)
}
const searchBox = (page: Page) => page.getByLabel('Nom, téléphone ou e-mail')
const people = (page: Page) => page.getByRole('list', { name: 'Personnes qui correspondent' })

browserTest('[B6] whoever is known is found before a new file is offered, whatever the spelling', async () => {
  const { page, faults } = await as('coordinator', '/people/new')
  const id = await given(page, { givenName: 'Mohamed', familyName: 'Alizarine', birth: '1990', phone: '0470 99 88 77' })
  for (const typed of ['mohamad alizarine', 'Alizarine Mohammed', 'mohamed alzarine', '998877']) {
    await searchBox(page).fill(typed)
    await people(page).getByText('Mohamed Alizarine').waitFor()
  }
  const card = people(page).getByRole('listitem').filter({ hasText: 'Alizarine' })
  await expect(() => card.innerText()).toBecome(expect.stringMatching(/1990 · tél\. …877/))
  expect(await axe(page)).toEqual([])
  await card.getByRole('button', { name: 'C’est cette personne' }).click()
  await page.getByRole('heading', { level: 1, name: 'Mohamed Alizarine' }).waitFor()
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/people/${id}`)
  expect(await page.title()).toBe('Fiche d’un membre · Interra')
  expect(faults).toEqual([])
})

browserTest(
  '[B6] a probable duplicate is registered only with a reason, and the question is not asked again',
  async () => {
    const { page } = await as('coordinator', '/people/new')
    await given(page, { givenName: 'Fatou', familyName: 'Cobalt' })
    await searchBox(page).fill('Fatou Cobalt')
    await page.getByRole('button', { name: 'Créer une nouvelle fiche' }).click()
    await expect(() => page.getByLabel('Prénom, ou nom unique').inputValue()).toBecome('Fatou')
    await expect(() => page.getByLabel('Nom de famille').inputValue()).toBecome('Cobalt')
    await page.getByText('Ces personnes lui ressemblent').waitFor()
    await page.getByRole('button', { name: 'Créer la fiche' }).click()
    await page.getByRole('alert').getByText('Une personne très semblable est déjà connue').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'people-alike')
    await page.getByLabel('Pourquoi ce n’est pas la même personne').fill('Deux cousines, vues ensemble')
    await page.getByRole('button', { name: 'Créer la fiche' }).click()
    await page.getByRole('heading', { level: 1, name: 'Fatou Cobalt' }).waitFor()

    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await page.getByLabel('Nom d’usage').fill('Fifi')
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('dit·e Fifi').waitFor()
  },
)

browserTest('[B1][B5] a first name and a year are enough; on a phone too', async () => {
  const { page } = await as('coordinator', '/people/new', { width: 390 })
  await searchBox(page).fill('Zébulonne')
  await page.getByRole('button', { name: 'Créer une nouvelle fiche' }).click()
  await page.getByLabel('Année').fill('1991')
  await page.getByText('Autres renseignements').click()
  await page.getByLabel('Nom dans son écriture').fill('زبولون')
  await page.getByLabel('Arrivée en Belgique').selectOption({ label: 'Environ une année' })
  await page.getByLabel('Vers quelle année').fill('2025')
  await page.getByLabel('Niveau de français').selectOption({ label: 'A2' })
  await page.getByRole('button', { name: 'Créer la fiche' }).click()
  await page.getByRole('heading', { level: 1, name: 'Zébulonne' }).waitFor()
  for (const known of ['زبولون', '1991', 'vers 2025', 'Français : A2'])
    await page.getByText(known, { exact: true }).first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await axe(page)).toEqual([])
})

browserTest('[B2] the group is shown as of today and follows a correction of the arrival', async () => {
  const { page } = await as('coordinator', '/people')
  const id = await given(page, { givenName: 'Ocrélie', arrival: { arrivedOn: '2015', source: 'self' } })
  await page.goto(`/people/${id}`)
  await page.getByText('Local·e aujourd’hui').waitFor()
  await page.getByRole('button', { name: 'Corriger' }).click()
  await page.getByLabel('Année').fill(String(new Date().getFullYear() - 1))
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Primo-arrivant·e aujourd’hui' }).click()
  await page.getByText('La date d’arrivée est approximative.').waitFor()
  await page.getByText('Ce qui était noté avant').click()
  await page.getByText('2015', { exact: true }).waitFor()
})

browserTest('[B3][B4] a level is added beside the earlier one; who speaks and can pass on is found', async () => {
  const { page } = await as('coordinator', '/people')
  const id = await given(page, {
    givenName: 'Garance',
    languages: [{ language: 'wo', level: 'A1', assessedBy: 'self', assessedOn: '2026-01-10' }],
  })
  await page.goto(`/people/${id}`)
  await page.getByRole('button', { name: 'Noter un niveau' }).click()
  await page.getByRole('combobox', { name: 'Langue' }).fill('wolof')
  await page.getByRole('option', { name: 'wolof' }).click()
  await page.getByLabel('Niveau', { exact: true }).selectOption({ label: 'B2' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Wolof : B2').first().waitFor()
  await page.getByText('Niveaux précédents').click()
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await page.getByLabel('En quelques mots').fill('Teinture à l’indigo')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Teinture à l’indigo').waitFor()

  await page.goto('/people?language=wo&level=B1&kind=skill&interest=indigo')
  await page.getByRole('link', { name: 'Garance' }).waitFor()
  await expect(() => page.getByRole('row').count()).toBecome(2)
  await page.goto('/people?language=wo&level=C1')
  await page.getByText('Personne ne correspond à ces filtres.').waitFor()
})

browserTest('[B7] by keyboard alone: search everything, choose, open, come back to what was opened', async () => {
  const { page, faults } = await as('coordinator', '/')
  await given(page, { givenName: 'Noémie', familyName: 'Vermillon' })
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Chercher' })
  await field.waitFor()
  await page.keyboard.type('noemie vermilon')
  await page.getByRole('option', { name: /Noémie Vermillon/ }).waitFor()
  expect(await axe(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Noémie Vermillon' }).waitFor()
  expect(page.url()).not.toMatch(/vermil/i)

  await page.keyboard.press('Control+k')
  await page.getByRole('group', { name: 'Ouverts récemment' }).waitFor()
  await page.keyboard.type('chiffres')
  await page.getByRole('option', { name: 'Chiffres' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/figures')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  await field.waitFor({ state: 'hidden' })
  expect(faults).toEqual([])
})

browserTest('[B7] a reader finds workshops and never a person', async () => {
  const { page: team } = await as('coordinator', '/')
  await given(team, { givenName: 'Cuisinella', familyName: 'Indigo' })
  const { page } = await as('reader', '/')
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Chercher' })
  await field.fill('cuisin')
  await page
    .getByRole('option', { name: /Cuisine/ })
    .first()
    .waitFor()
  await expect(() => page.getByRole('option', { name: /Membre|Cuisinella/ }).count()).toBecome(0)
  await field.fill('Cuisinella Indigo')
  await page.getByText('Aucun résultat pour ces mots.').waitFor()
})

browserTest(
  'two colleagues change the same file: the second keeps what they wrote, sees both values and chooses',
  async () => {
    const first = await as('coordinator', '/people')
    const id = await given(first.page, { givenName: 'Solange', familyName: 'Turquoise' })
    const second = await as('programme_lead', `/people/${id}`)
    await first.page.goto(`/people/${id}`)
    const usual = (page: Page) => page.getByRole('dialog').getByLabel('Nom d’usage')
    for (const { page } of [first, second]) await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await usual(second.page).fill('Lili')
    await usual(first.page).fill('Soso')
    await first.page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    await first.page.getByText('dit·e Soso').waitFor()

    // a minute later the second window comes to the front, and reads the file again under the form
    await second.page.clock.setFixedTime(Date.now() + 60_000)
    const read = second.page.waitForResponse((answer) => answer.url().endsWith(`/v1/people/${id}`))
    await second.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await read
    await second.page.getByText('dit·e Soso').waitFor({ state: 'attached' })
    await expect(() => usual(second.page).inputValue()).toBecome('Lili')
    await second.page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
    const conflict = second.page.getByRole('dialog', { name: 'Quelqu’un a enregistré entre-temps' })
    await conflict.getByLabel('La mienne : Lili').waitFor()
    await conflict.getByLabel('La sienne : Soso').check()
    await conflict.getByRole('button', { name: 'Enregistrer ce choix' }).click()
    await conflict.waitFor({ state: 'hidden' })
    await second.page.getByText('dit·e Soso').waitFor()
  },
)

browserTest('[M2] what European funds ask is noted once the person was told, and taken back with undo', async () => {
  const { page } = await as('coordinator', '/people', { width: 390 })
  const id = await given(page, { givenName: 'Amarante' })
  await page.goto(`/people/${id}`)
  const panel = page.getByRole('heading', { name: 'Pour les fonds européens' })
  await page.getByRole('button', { name: 'Noter une réponse' }).click()
  expect(await panel.count()).toBe(0)
  await page.getByLabel('À quel sujet').selectOption({ label: 'Information sur les fonds européens' })
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await panel.waitFor()
  await page.getByRole('button', { name: 'Noter une situation' }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Il n’y a rien à noter : répondez au moins à une question.', { exact: true }).waitFor()
  await page.getByLabel('Nationalité').selectOption({ label: 'D’un autre pays' })
  await page.getByLabel('Titre de séjour de plus de trois mois ?').selectOption({ label: 'Oui' })
  expect(await axe(page)).toEqual([])
  await shot(page, 'person-situation-form')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const said = page.getByText('Titre de séjour de plus de trois mois ? Oui')
  await said.waitFor()
  await shot(page, 'person-situation')
  await page.getByRole('button', { name: /^Retirer ce qui a été dit/ }).click()
  await said.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Annuler l’action' }).click()
  await said.waitFor()
})
