import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { ask, letWait } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

/** The first duo of the coordinator's site in a state. */
const ofLiege = (status: string) =>
  `select d.id from duo d join site s on s.id = d.site_id and s.code = 'liege'
   where d.status = '${status}' order by d.id limit 1`

const asCoordinator = (address: string) => openAs(app, app.account('coordinator', 'liege'), address)

browserTest(
  '[C7] [C8] [C9] from two yeses to a meeting noted in two taps, the next step always being the primary button',
  async () => {
    const [duo] = await ask<{ id: string }>(app.databaseUrl, ofLiege('accepted'))
    const { page, faults } = await asCoordinator(`/duos/${duo?.id}`)
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Fixer la première rencontre' }).click()
    await dialog.getByLabel('Lieu').fill('Au local')
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('button', { name: 'Noter une signature de la charte' }).click()
    await dialog.getByLabel('Comment le texte a été compris').selectOption('read_aloud')
    await dialog.getByRole('button', { name: 'Noter la signature' }).click()
    await page.getByRole('status').getByText('Signature notée.').waitFor()
    await page.locator('li').filter({ hasText: 'Charte signée par' }).getByText('Fait').first().waitFor()
    await dialog.getByRole('button', { name: 'Noter la signature' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Dire qui accueille la première rencontre' }).click()
    await dialog.getByRole('combobox', { name: 'Qui de l’équipe accueille' }).click()
    await page.getByRole('option').first().click()
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByRole('button', { name: 'Commencer le duo' }).click()
    await dialog.getByLabel('But commun').fill('Parler français et cuisiner')
    await dialog.getByRole('button', { name: 'Commencer le duo' }).click()
    await dialog.waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Noter une rencontre' }).click()
    await page.getByRole('menuitem', { name: 'Se sont vus aujourd’hui' }).click()
    await page.locator('[data-met]').first().waitFor()
    await expect(() => page.locator('[data-met]').count()).toBecome(1)
    await page.getByRole('button', { name: 'Noter une rencontre' }).click()
    await page.getByRole('menuitem', { name: 'Se sont vus aujourd’hui' }).click()
    await page.getByRole('dialog', { name: 'Ce n’est pas fait' }).waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C11] the goal, the end and who follows a duo are changed on its page, and two who change at once both see it',
  async () => {
    const [duo] = await ask<{ id: string; ends: string }>(
      app.databaseUrl,
      `select d.id, (d.planned_end_on + 7)::text as ends from duo d join site s on s.id = d.site_id and s.code = 'liege'
       where d.status = 'active' order by d.id limit 1`,
    )
    const first = await asCoordinator(`/duos/${duo?.id}`)
    const second = await openAs(app, app.account('programme_lead'), `/duos/${duo?.id}`)
    const form = (page: Page) => page.getByRole('dialog', { name: 'Modifier le cadre du duo' })
    for (const { page } of [first, second]) await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await form(first.page).getByLabel('But commun').fill('Cuisiner ensemble')
    await form(first.page)
      .getByLabel('Fin prévue')
      .fill(duo?.ends ?? '')
    await form(first.page).getByRole('button', { name: 'Enregistrer' }).click()
    await form(first.page).waitFor({ state: 'hidden' })
    await first.page.getByText('Cuisiner ensemble').waitFor()

    await form(second.page).getByLabel('But commun').fill('Trouver un travail')
    await form(second.page).getByRole('button', { name: 'Enregistrer' }).click()
    const conflict = second.page.getByRole('dialog', { name: 'Quelqu’un a enregistré entre-temps' })
    await conflict.getByLabel('La sienne : Cuisiner ensemble').waitFor()
    await conflict.getByRole('button', { name: 'Enregistrer ce choix' }).click()
    // a field that is still open shows these words too
    await form(second.page).waitFor({ state: 'hidden' })
    await second.page.getByText('Trouver un travail').waitFor()
    const kept = await ask(app.databaseUrl, 'select goal, planned_end_on::text as ends from duo where id = $1', [
      duo?.id,
    ])
    expect(kept).toEqual([{ goal: 'Trouver un travail', ends: duo?.ends }])
    expect(first.faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C5] a yes that the team was told on another day is noted with its day',
  async () => {
    const [duo] = await ask<{ id: string; said: string }>(
      app.databaseUrl,
      `update duo set proposed_at = proposed_at - interval '3 days' where id = (${ofLiege('proposed')})
       returning id, (proposed_at at time zone 'Europe/Brussels')::date::text as said`,
    )
    const { page, faults } = await asCoordinator(`/duos/${duo?.id}`)
    await page
      .getByRole('button', { name: /a accepté un autre jour$/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog', { name: /a accepté un autre jour$/ })
    await dialog.getByLabel('Date').fill(duo?.said ?? '')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Enregistrer' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const kept = `select (newcomer_accepted_at at time zone 'Europe/Brussels')::date::text as on from duo where id = $1`
    expect(await ask(app.databaseUrl, kept, [duo?.id])).toEqual([{ on: duo?.said }])
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C6] a paused duo is not offered to go on while a word about safety is open',
  async () => {
    const [duo] = await ask<{ id: string }>(app.databaseUrl, ofLiege('paused'))
    const { page } = await asCoordinator(`/duos/${duo?.id}`)
    const resume = page.getByRole('button', { name: 'Reprendre', exact: true })
    await resume.waitFor()
    const flag = `insert into safety_flag (id, site_id, person_id, duo_id, opened_at)
      select gen_random_uuid(), site_id, newcomer_id, id, now() from duo where id = $1`
    await ask(app.databaseUrl, flag, [duo?.id])
    await page.reload()
    await page.getByRole('button', { name: 'Clore l’alerte de sécurité' }).waitFor()
    await expect(() => resume.count()).toBecome(0)
  },
  60_000,
)

browserTest(
  '[C6] a worry about safety is raised from the proposal on: it closes the proposal, and its words stand on the page',
  async () => {
    const [duo] = await ask<{ id: string }>(app.databaseUrl, ofLiege('proposed'))
    const { page, faults } = await asCoordinator(`/duos/${duo?.id}`)
    await page.getByRole('button', { name: 'Autres actions du duo' }).click()
    await page.getByRole('menuitem', { name: 'Signaler un souci de sécurité' }).click()
    const dialog = page.getByRole('dialog', { name: 'Signaler un souci de sécurité' })
    await dialog.getByLabel('Ce qui vous inquiète').fill('Des messages la nuit')
    expect(await axe(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Signaler un souci de sécurité' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('alert').getByText('« Des messages la nuit »').waitFor()
    await page.getByRole('alert').getByText('pas d’autre duo tant que l’équipe n’a pas clos l’alerte.').waitFor()
    await page.getByText('Fermé', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Clore l’alerte de sécurité' }).waitFor()
    // a second word is kept beside the first
    await page.getByRole('button', { name: 'Autres actions du duo' }).click()
    await page.getByRole('menuitem', { name: 'Signaler un souci de sécurité' }).click()
    await dialog.getByLabel('Ce qui vous inquiète').fill('Il l’attend en bas')
    await dialog.getByRole('button', { name: 'Signaler un souci de sécurité' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('alert').getByText('Des messages la nuit Il l’attend en bas').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C6] a first meeting is not offered while a word about safety is open: clearing it is the next step',
  async () => {
    const [duo] = await ask<{ id: string }>(
      app.databaseUrl,
      `select d.id from duo d join site s on s.id = d.site_id and s.code = 'liege'
       where d.status in ('accepted', 'first_meeting') order by d.id limit 1`,
    )
    const { page } = await asCoordinator(`/duos/${duo?.id}`)
    await ask(
      app.databaseUrl,
      `insert into safety_flag (id, site_id, person_id, duo_id, opened_at)
       select gen_random_uuid(), site_id, newcomer_id, id, now() from duo where id = $1`,
      [duo?.id],
    )
    await page.reload()
    await page.getByRole('button', { name: 'Clore l’alerte de sécurité' }).waitFor()
    const meets = /première rencontre|signature|Commencer/
    await expect(() => page.getByRole('button', { name: meets }).count()).toBecome(0)
    await page.getByRole('button', { name: 'Autres actions du duo' }).click()
    await page.getByRole('menuitem', { name: 'Ne commence pas' }).waitFor()
    await expect(() => page.getByRole('menuitem', { name: meets }).count()).toBecome(0)
  },
  60_000,
)

browserTest(
  '[C6] after a duo that did not fit, its page asks for a talk with each of the two, and takes it in one tap',
  async () => {
    const [duo] = await ask<{ id: string; name: string }>(
      app.databaseUrl,
      `update duo d set status = 'ended_early', end_reason = 'mismatch', ended_on = current_date
       from person p, site s where p.id = d.newcomer_id and s.code = 'liege'
         and d.id = (select id from duo where status = 'active' and site_id = s.id order by id limit 1)
       returning d.id, coalesce(p.usual_name, p.given_name) as name`,
    )
    const { page } = await asCoordinator(`/duos/${duo?.id}`)
    await page.getByText('Un échange avec chaque personne avant un autre duo').waitFor()
    const talked = page.getByRole('button', { name: /^J’ai parlé avec / })
    await expect(() => talked.count()).toBecome(2)
    await talked.filter({ hasText: duo?.name ?? '' }).click()
    await page.getByRole('status').getByText('Échange noté.').waitFor()
    await talked.nth(1).waitFor({ state: 'detached' })
    // noted by mistake: taken back
    await page.getByRole('button', { name: 'Annuler' }).click()
    await talked.nth(1).waitFor()
    await talked.first().click()
    await talked.nth(1).waitFor({ state: 'detached' })
    await talked.click()
    await page.getByText('Un échange avec chaque personne avant un autre duo').waitFor({ state: 'detached' })
  },
  60_000,
)

browserTest(
  '[C2] on a phone, whom the chosen one fits comes into view',
  async () => {
    const waiters = Array.from({ length: 8 }, (_, at) => `Téléphone${at + 1}`)
    await letWait(
      app.databaseUrl,
      waiters.map((givenName, at) => ({ side: 'newcomer', givenName, waiting: 200 - at })),
    )
    const { page, faults } = await openAs(app, app.account('coordinator', 'liege'), '/duos', { width: 390 })
    const top = async (heading: string) => (await page.getByRole('heading', { name: heading }).boundingBox())?.y ?? NaN
    await page.getByRole('option', { name: /Téléphone1/ }).waitFor()
    expect(await top('Suggestions')).toBeGreaterThan(844)
    await page.getByRole('option', { name: /Téléphone1/ }).tap()
    await page.locator('[data-suggestion]').first().waitFor()
    expect(await top('Pour Téléphone1 Duoessai')).toBeGreaterThanOrEqual(0)
    expect(await top('Pour Téléphone1 Duoessai')).toBeLessThan(422)
    expect(faults).toEqual([])
  },
  60_000,
)
