import type { Person, Session, SessionPage, Workshop, WorkshopRow } from '@interra/contracts'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'
import { localDay } from '../src/week.ts'

const headers = { 'x-interra-client': '1' }

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const as = (role: string, address: string, options?: OpenOptions) =>
  openAs(app, app.account(role, 'liege'), address, options)

async function read<T>(page: Page, address: string): Promise<T> {
  return (await (await page.request.get(address)).json()) as T
}
async function send<T>(page: Page, address: string, data: unknown): Promise<T> {
  const answer = await page.request.post(address, { data, headers })
  if (!answer.ok()) throw new Error(`${address}: ${await answer.text()}`)
  return (await answer.json()) as T
}
/** A session of a published workshop, far enough ahead that nothing else is there. */
async function planned(page: Page, days: number, capacity = 12): Promise<{ session: Session; workshop: Workshop }> {
  const { items } = await read<{ items: WorkshopRow[] }>(page, '/v1/workshops?status=published')
  const workshop = await read<Workshop>(page, `/v1/workshops/${items[0]?.id}`)
  const session = await send<Session>(page, `/v1/workshops/${workshop.id}/sessions`, {
    startsOn: localDay(days),
    startsTime: '09:00',
    endsTime: '10:30',
    capacity,
  })
  return { session, workshop }
}
async function member(page: Page, siteId: string, givenName: string, email: string | null): Promise<Person> {
  return send<Person>(page, '/v1/people', { siteId, givenName, familyName: 'Essai', email, birth: '1990' })
}
const rows = (page: Page, title: RegExp) => page.getByRole('list', { name: title }).getByRole('listitem')

browserTest(
  '[A5] a series is a sentence: its dates are shown, unticked, told what stands in the way, planned',
  async () => {
    const { page, faults } = await as('coordinator', '/sessions')
    const { session, workshop } = await planned(page, 210)
    await page.goto(`/workshops/${workshop.id}/schedule`)
    await page.getByLabel('Premier jour').fill(localDay(203))
    await page.getByLabel('Dernier jour possible').fill(localDay(224))
    await page.getByLabel('Heure de début').fill('10:00')
    await page.getByLabel('Heure de fin').fill('11:00')
    const dates = page.getByRole('list', { name: 'Dates' }).getByRole('listitem')
    await page.getByRole('button', { name: 'Planifier 3 séances' }).waitFor()
    await expect(() => dates.count()).toBecome(4)
    await dates.nth(1).getByText(`La salle est prise par « ${workshop.title} », de 09:00 à 10:30`).waitFor()
    await expect(() => dates.nth(1).getByRole('checkbox').isDisabled()).toBecome(true)
    await dates.nth(3).getByRole('checkbox').uncheck()
    expect(await axe(page)).toEqual([])
    await shot(page, 'sessions-series')
    await page.getByRole('button', { name: 'Planifier 2 séances' }).click()
    await page.getByText('2 séances planifiées.').waitFor()
    const { items } = await read<SessionPage>(page, `/v1/sessions?workshopId=${workshop.id}&from=${localDay(200)}`)
    expect(items.map(({ startsOn, startsTime }) => [startsOn, startsTime])).toEqual([
      [localDay(203), '10:00'],
      [session.startsOn, '09:00'],
      [localDay(217), '10:00'],
    ])
    expect(faults).toEqual([])
  },
)

browserTest(
  '[A11] a full session has a waiting list; a place given up is offered to the first, who accepts',
  async () => {
    const { page, faults } = await as('coordinator', '/sessions')
    const { session } = await planned(page, 230, 1)
    const people = []
    for (const name of ['Zineb', 'Yusra', 'Wim']) people.push(await member(page, session.siteId, name, null))
    await send(page, `/v1/sessions/${session.id}/registrations`, { personId: people[0]?.id })
    await page.goto(`/sessions/${session.id}`)
    for (const name of ['Yusra', 'Wim']) {
      await page.getByRole('button', { name: 'Inscrire quelqu’un' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('La séance est complète').waitFor()
      await dialog.getByLabel('Membre').fill(`${name} Essai`)
      await page.getByRole('option', { name: new RegExp(`^${name} Essai`) }).click()
      await dialog.getByRole('button', { name: 'Mettre sur la liste d’attente' }).click()
      await page.getByText(`${name} Essai est sur la liste d’attente`).waitFor()
    }
    await expect(() => rows(page, /Liste d’attente/).allInnerTexts()).toBecome([
      expect.stringContaining('Yusra'),
      expect.stringContaining('Wim'),
    ])
    await page.getByRole('button', { name: 'Désinscrire Zineb Essai' }).click()
    await page.getByRole('dialog').getByText('2 personnes attendent').waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Désinscrire', exact: true }).click()
    const offered = rows(page, /Places proposées/)
    await offered.getByText('Yusra Essai').waitFor()
    await offered.getByText('jusqu’au').waitFor()
    await shot(page, 'sessions-offer')
    await offered.getByRole('button', { name: 'Accepte' }).click()
    await page.getByText('Yusra Essai a sa place.').waitFor()
    await rows(page, /^Inscrits/)
      .getByText('Yusra Essai')
      .waitFor()
    expect(faults).toEqual([])
  },
)

browserTest('[A16] a session is moved, then cancelled: who is told and who is to be phoned is said', async () => {
  const { page, faults } = await as('coordinator', '/sessions')
  const { session } = await planned(page, 240)
  const mailed = await member(page, session.siteId, 'Ursula', 'ursula@demo.interra.test')
  const phoned = await member(page, session.siteId, 'Tarek', null)
  for (const { id } of [mailed, phoned]) await send(page, `/v1/sessions/${session.id}/registrations`, { personId: id })
  await page.goto(`/sessions/${session.id}`)
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Changer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Début').fill('14:00')
  await dialog.getByLabel('Fin').fill('15:30')
  await dialog.getByLabel('Raison, pour les personnes inscrites').fill('Travaux dans la salle')
  expect(await axe(page)).toEqual([])
  await shot(page, 'sessions-change')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  const toPhone = page.getByRole('dialog', { name: 'À prévenir par téléphone' })
  await toPhone.getByText('Tarek Essai').waitFor()
  await toPhone.getByText('1 personne prévenue par e-mail.').waitFor()
  await shot(page, 'sessions-phone')
  await toPhone.getByRole('button', { name: 'C’est noté' }).click()
  await page.getByText('de 14:00 à 15:30').first().waitFor()
  await page.getByRole('heading', { name: 'Déplacements' }).waitFor()

  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Annuler la séance' }).click()
  const cancel = page.getByRole('dialog')
  await cancel.getByText('2 personnes inscrites à cette séance seront prévenues').waitFor()
  await cancel.getByRole('button', { name: 'Annuler la séance' }).click()
  await cancel.getByRole('alert').waitFor()
  await cancel.getByLabel('Raison').fill('Grève des bus')
  await cancel.getByRole('button', { name: 'Annuler la séance' }).click()
  await page.getByText('Cette séance est annulée : Grève des bus').waitFor()
  expect(faults).toEqual([])
})

browserTest('[A7] the time of somebody of the team is two taps, by keyboard too', async () => {
  const { page } = await as('coordinator', '/sessions', { width: 390 })
  const { session } = await planned(page, 250)
  await page.goto(`/sessions/${session.id}`)
  await page.getByRole('button', { name: 'Noter mon temps' }).focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('menuitem', { name: '1 h 30' })
  await choice.waitFor()
  expect(await axe(page)).toEqual([])
  await choice.press('Enter')
  await page.getByText('Temps noté : 1 h 30').waitFor()
  await page.getByText('Venu·e · 1 h 30').waitFor()
})

browserTest(
  'sessions are clean to axe and fit, on a desk and on a phone, in both languages and schemes',
  async () => {
    const coordinator = app.account('coordinator', 'liege')
    const { page } = await openAs(app, coordinator)
    const next = (await read<SessionPage>(page, `/v1/sessions?from=${localDay(1)}&limit=1`)).items[0]
    const places = [
      { name: 'week', address: '/sessions' },
      { name: 'record', address: '/sessions?view=record' },
      { name: 'one', address: `/sessions/${next?.id}` },
      { name: 'schedule', address: `/workshops/${next?.workshopId}/schedule` },
    ]
    await lookAt('sessions', places, (look) => openAs(app, coordinator, undefined, look))
  },
  60_000,
)
