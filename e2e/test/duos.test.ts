import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, type OpenOptions, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'
import { mailsOf } from '../src/mails.ts'
import { ask, letWait } from '../src/pool.ts'

let app: DemoApp
beforeAll(async () => {
  app = await startDemoApp()
  const names = Array.from({ length: 60 }, (_, at) => `Attente${String(at + 1).padStart(2, '0')}`)
  await letWait(app.databaseUrl, [
    ...names.map((givenName, at) => ({ side: 'newcomer' as const, givenName, waiting: 200 - at })),
    ...['Locale1', 'Locale2', 'Locale3'].map((givenName) => ({ side: 'local' as const, givenName, waiting: 190 })),
  ])
}, 60_000)
afterAll(() => app.stop())

const asCoordinator = (address: string, options?: OpenOptions) =>
  openAs(app, app.account('coordinator', 'liege'), address, options)

/** What has the focus: its name for those who hear it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement
    return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
  })

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${name.source}`)
}

browserTest(
  '[C1] [C2] [C4] with 60 people waiting, a duo is chosen and proposed by keyboard alone, its points adding up',
  async () => {
    const { page, faults } = await asCoordinator('/duos')
    const list = page.getByRole('listbox', { name: 'Nouveaux arrivants qui attendent' })
    await list.waitFor()
    await list.getByRole('option').nth(59).waitFor()
    await tabTo(page, /^Nouveaux arrivants qui attendent$/)
    for (const key of ['End', 'Enter']) await page.keyboard.press(key)
    const whom = page.getByRole('heading', { name: /^Pour / })
    await whom.waitFor()
    // far down the list, whom they fit stands beside them
    expect((await whom.boundingBox())?.y).toBeGreaterThan(0)
    expect((await whom.boundingBox())?.y).toBeLessThan(700)
    // the answer takes the focus once it is there; Escape leads back to the list
    await page.waitForFunction(() => document.activeElement?.tagName === 'H3')
    for (const key of ['Escape', 'Home', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key)
    // who waits longest comes first; the second of them was chosen
    await page.getByRole('heading', { name: 'Pour Attente02 Duoessai' }).waitFor()
    const best = page.locator('[data-suggestion]').first()
    await best.waitFor()
    await expect(() => list.getByRole('option', { selected: true }).innerText()).toBecome(
      expect.stringContaining('Attente02'),
    )
    await best.getByText('libres tous deux : ').waitFor()
    await best.getByText('ont en commun : Cuisine').waitFor()
    for (const suggestion of await page.locator('[data-suggestion]').all()) {
      const points = await suggestion
        .locator('[data-points]')
        .evaluateAll((all) => all.map((one) => Number(one.getAttribute('data-points'))))
      const score = Number(await suggestion.locator('[data-score]').getAttribute('data-score'))
      expect(points.reduce((sum, one) => sum + one, 0)).toBe(score)
    }
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-board-1280')
    await tabTo(page, /^Proposer ce duo avec /)
    const name = (await focused(page)).replace('Proposer ce duo avec ', '')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText(`Duo proposé : Attente02 Duoessai et ${name}.`).waitFor()
    await page
      .getByRole('status')
      .getByText('à prévenir vous-même depuis « Aujourd’hui » : Attente02 Duoessai')
      .waitFor()
    await tabTo(page, /^Nouveaux arrivants qui attendent$/)
    await list.getByRole('option', { name: /Attente02/ }).waitFor({ state: 'detached' })
    const proposed = await ask<{ origin: string }>(
      app.databaseUrl,
      `select d.origin from duo d join person p on p.id = d.newcomer_id where p.given_name = 'Attente02'`,
    )
    expect(proposed).toEqual([{ origin: 'suggestion' }])
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C4] a duo proposed by mistake is taken back at once, and its page says who has no e-mail and is told by the team',
  async () => {
    const [newcomer] = await letWait(app.databaseUrl, [
      { side: 'newcomer', givenName: 'Méprise', waiting: 3, email: 'meprise@demo.interra.test' },
    ])
    const { page, faults } = await asCoordinator(`/duos?person=${newcomer?.candidacyId}`)
    const propose = page.getByRole('button', { name: /^Proposer ce duo avec / }).first()
    const name = ((await propose.getAttribute('aria-label')) ?? '').replace('Proposer ce duo avec ', '')
    await propose.click()
    await page.getByRole('status').getByText(`depuis « Aujourd’hui » : ${name}.`).waitFor()
    const duo = () =>
      ask<{ id: string; status: string }>(
        app.databaseUrl,
        'select d.id, d.status from duo d where d.newcomer_candidacy_id = $1',
        [newcomer?.candidacyId],
      )
    const [proposed] = await duo()
    const other = await asCoordinator(`/duos/${proposed?.id}`)
    await other.page.locator('[data-side="local"]').getByText('Pas d’e-mail : à prévenir par l’équipe.').waitFor()
    await expect(() => other.page.locator('[data-side="newcomer"]').getByText('Pas d’e-mail').count()).toBecome(0)

    await page.getByRole('button', { name: 'Annuler l’action' }).click()
    await page.getByRole('status').getByText('Proposition reprise.').waitFor()
    expect(await duo()).toEqual([{ id: proposed?.id, status: 'superseded' }])
    await page.getByRole('option', { name: /Méprise/ }).waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C4] by feel is a reason like another: any two, and the word is kept with the duo',
  async () => {
    const { page } = await asCoordinator('/duos')
    await page.getByRole('button', { name: 'Proposer à l’intuition' }).click()
    const dialog = page.getByRole('dialog', { name: 'Proposer à l’intuition' })
    await dialog.getByRole('combobox', { name: 'Nouvel·le arrivant·e' }).click()
    await page.getByRole('option', { name: 'Attente03 Duoessai', exact: true }).click()
    await dialog.getByRole('combobox', { name: 'Local·e' }).click()
    await page.getByRole('option', { name: 'Locale1 Duoessai', exact: true }).click()
    await dialog.getByRole('button', { name: 'Proposer ce duo' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Pourquoi ces deux-là ?').fill('Se sont déjà bien entendues à la cuisine')
    await dialog.getByRole('button', { name: 'Proposer ce duo' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.goto('/duos?tab=duos&show=open')
    await page.getByRole('link', { name: 'Attente03 Duoessai et Locale1 Duoessai' }).click()
    await page.getByText('Choisi à l’intuition.').waitFor()
    await page.getByText('« Se sont déjà bien entendues à la cuisine »').first().waitFor()
  },
  60_000,
)

browserTest(
  '[C3] [C12] a plan is a preview: pin, make again, see what moved, tick out, and only then propose',
  async () => {
    const { page, faults } = await asCoordinator('/duos?tab=plans')
    const duos = () => ask<{ count: string }>(app.databaseUrl, 'select count(*) from duo')
    const mails = mailsOf(app).length
    const before = await duos()
    await page.getByRole('button', { name: 'Faire le plan' }).click()
    await page.getByText('Rien n’a été envoyé.').waitFor({ timeout: 30_000 })
    const pairs = page.locator('[data-pair]')
    const count = await pairs.count()
    expect(count).toBeGreaterThan(5)
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-plan-1280')
    await pairs.first().getByRole('button', { name: 'Interdire' }).click()
    await page.getByRole('button', { name: 'Refaire le plan' }).click()
    await page.getByText('Inchangé').first().waitFor({ timeout: 30_000 })
    expect(await duos()).toEqual(before)
    expect(mailsOf(app).length).toBe(mails)

    const now = await pairs.count()
    await pairs.first().getByRole('checkbox').uncheck()
    await page.getByRole('button', { name: `Proposer ${now - 1} duos` }).click()
    await page
      .getByRole('status')
      .getByText(`${now - 1} duos proposés aux deux côtés.`)
      .waitFor()
    await page
      .getByRole('status')
      .getByText(/personnes sans e-mail sont à prévenir depuis/)
      .waitFor()
    expect(Number((await duos())[0]?.count)).toBe(Number(before[0]?.count) + now - 1)
    expect(faults).toEqual([])
  },
  90_000,
)

browserTest(
  '[C1] a wish is noted on the file of a member, and what is missing for the pool is said with the way to mend it',
  async () => {
    const { page } = await asCoordinator('/duos')
    const [person] = await ask<{ id: string }>(
      app.databaseUrl,
      `select p.id from person p join site s on s.id = p.site_id and s.code = 'liege'
       where not exists (select from candidacy c where c.person_id = p.id)
         and not exists (select from person_interest i where i.person_id = p.id) and p.birth_year < 2000 limit 1`,
    )
    await page.goto(`/people/${person?.id}`)
    await page.getByRole('button', { name: 'Noter un souhait de duo' }).click()
    const dialog = page.getByRole('dialog', { name: 'Noter un souhait de duo' })
    await dialog.getByRole('button', { name: 'mardi soir' }).click()
    await dialog.getByRole('button', { name: 'Noter le souhait' }).click()
    await page.getByText('Il manque pour entrer dans le vivier').waitFor()
    await page.getByText('Au moins un intérêt.').waitFor()
    await page.getByText('Son accord pour être proposé·e en duo.').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'duo-person-1280')
    await page.getByRole('button', { name: 'Entretien fait' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Entretien fait' }).click()
    await page.getByRole('button', { name: 'Mettre dans le vivier' }).waitFor()
  },
  60_000,
)

browserTest(
  '[C6] two people not to be paired are never proposed to each other again',
  async () => {
    await letWait(app.databaseUrl, [{ side: 'local', givenName: 'Rechange', waiting: 1 }])
    const [one] = await ask<{ person: string; candidacy: string }>(
      app.databaseUrl,
      `select p.id as person, c.id as candidacy from person p join candidacy c on c.person_id = p.id
       where p.given_name = 'Attente40'`,
    )
    const { page } = await asCoordinator(`/people/${one?.person}`)
    const suggested = async () => {
      const answer = await page.request.get(`/v1/duo-candidacies/${one?.candidacy}/suggestions?limit=20`)
      return ((await answer.json()) as { items: { other: { person: { name: string } } }[] }).items.map(
        ({ other }) => other.person.name,
      )
    }
    const [best = ''] = await suggested()
    await page.getByRole('button', { name: 'Ne pas associer avec…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ne pas associer avec…' })
    await dialog.getByLabel('Avec qui').fill(best)
    await page.getByRole('option').filter({ hasText: best }).first().click()
    await dialog.getByRole('button', { name: 'Ne jamais proposer' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText(`${best} · Souhait`).waitFor()
    expect(await suggested()).not.toContain(best)
  },
  60_000,
)

browserTest(
  '[C13] [C11] the follow-up counts with its denominators who answered, and who waits longer, over a period',
  async () => {
    const [asked] = await ask<{ answered: string; asked: string }>(
      app.databaseUrl,
      `select count(c.answered_at) as answered, count(*) as asked
       from check_in c join site s on s.id = c.site_id and s.code = 'liege'
       where c.kind = 'week_4' and (c.asked_at is not null or c.answered_at is not null)
         and c.due_on >= date_trunc('month', current_date) - interval '11 months'`,
    )
    expect(Number(asked?.asked)).toBeGreaterThan(0)
    const { page, faults } = await asCoordinator('/duos')
    await page.getByRole('tab', { name: 'Suivi' }).click()
    const row = page
      .getByRole('table', { name: 'Prises de nouvelles' })
      .getByRole('row', { name: /^Après quatre semaines/ })
    await row.getByRole('cell', { name: `${asked?.answered} sur ${asked?.asked}`, exact: true }).waitFor()
    const groups = page.getByRole('table', { name: 'Selon le groupe' })
    await groups.getByRole('row', { name: /^Primo-arrivant/ }).waitFor()
    await page.getByLabel(/^Du\b/).fill('2001-01-01')
    await page.getByLabel('Au (compris)').fill('2001-12-31')
    await page.getByRole('button', { name: 'Afficher' }).click()
    await page.getByText('Rien à suivre dans cette période').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[C10] the mail of Monday leads to the duos that have gone silent',
  async () => {
    const { page } = await asCoordinator('/duos?tab=duos&show=silent')
    const table = page.getByRole('table', { name: 'Duos' })
    await table.getByText('Silence').first().waitFor()
    const rows = await table.getByRole('row').allInnerTexts()
    expect(rows.slice(1).filter((row) => !row.includes('Silence'))).toEqual([])
  },
  60_000,
)

browserTest(
  '[C1] [C3] [C8] [C13] board, plans, the follow-up and a duo are readable and reachable in both looks',
  async () => {
    const [duo] = await ask<{ id: string }>(app.databaseUrl, `select id from duo where status = 'active' limit 1`)
    const [run] = await ask<{ id: string }>(
      app.databaseUrl,
      `select id from match_run order by created_at desc limit 1`,
    )
    const places = [
      { name: 'board', address: '/duos' },
      { name: 'list', address: '/duos?tab=duos' },
      { name: 'plans', address: '/duos?tab=plans' },
      { name: 'follow', address: '/duos?tab=follow' },
      { name: 'one', address: `/duos/${duo?.id}` },
      { name: 'plan', address: `/duos/plans/${run?.id}` },
    ]
    await lookAt('duos', places, (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look))
  },
  60_000,
)
