import { juryCriteria } from '@interra/contracts'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoAccount, type DemoApp } from '../src/demo-app.ts'
import { lookAt } from '../src/looks.ts'
import { ask } from '../src/pool.ts'
import { press } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const headers = { 'x-interra-client': '1' }
const staff = async (address?: string) => openAs(app, app.account('coordinator', 'liege'), address)

/** Calls the service as whoever is signed in there; answers the body. */
async function send(page: Page, method: 'post' | 'put', path: string, data?: unknown, version?: number) {
  const match = version === undefined ? {} : { 'if-match': `"${version}"` }
  const answer = await page.request[method](path, { data: data as object, headers: { ...headers, ...match } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown> & { id: string; version: number }
}

/** Members of Liège who have not applied, the last ones first. */
const members = (count: number) =>
  ask<{ id: string; siteId: string }>(
    app.databaseUrl,
    `select p.id, p.site_id as "siteId" from person p join site on site.id = p.site_id and site.code = 'liege'
     where p.status = 'active' and not exists (select from application a where a.person_id = p.id)
       and not exists (select from jury_member m where m.person_id = p.id)
       and not exists (select from duo d where p.id in (d.newcomer_id, d.local_id)) and p.referrer_partner_id is null
     order by p.id desc limit $1`,
    [count],
  )
const answers = [
  { question: 'idea', value: 'Une cantine' },
  { question: 'forWhom', value: 'Le quartier' },
  { question: 'strengths', value: 'Cuisiner' },
  { question: 'needs', value: 'Un local' },
  { question: 'availability', value: 'yes' },
  { question: 'residence', value: 'yes' },
]
const column = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

browserTest(
  '[E1] [E5] the pipeline is worked by keyboard: an application moves from received to eligible',
  async () => {
    const { page, faults } = await staff('/interlab')
    await column(page, 'Reçues').getByText('Cours de oud').waitFor()
    expect(await axe(page)).toEqual([])
    await page.getByRole('button', { name: 'Suite pour Cours de oud' }).focus()
    await page.keyboard.press('Enter')
    const act = page.getByRole('menuitem', { name: 'Déclarer recevable', exact: true })
    await act.waitFor()
    for (let turn = 0; turn < 4 && !(await act.evaluate((item) => item === document.activeElement)); turn++)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await column(page, 'Recevables').getByText('Cours de oud').waitFor()
    expect(await column(page, 'Reçues').getByText('Cours de oud').count()).toBe(0)
    await page.getByLabel('Cohorte', { exact: true }).selectOption({ label: 'Promotion du printemps (1/8)' })
    await page.getByText('Places prises : 1 sur 8').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[E1] somebody applies in Arabic on a phone with a helper who writes too, and goes on the next day where they were',
  async () => {
    const { page: desk } = await staff()
    const [person] = await members(1)
    const made = await send(desk, 'post', '/v1/applications', { personId: person?.id, project: 'Mon projet' })
    const { url } = await send(desk, 'post', `/v1/applications/${made.id}/link`)
    const link = String(url)
      .replace(/\?in=\w+/, '')
      .replace('/apply', '/apply?in=ar')
    const { page, context, faults } = await openApp(link, { width: 390 })
    await page.getByRole('heading', { level: 1, name: 'مشروعك مع InterLab' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    await page.getByLabel('هل يساعدك أحد في الكتابة؟').selectOption('interpreter')
    await page.getByLabel('اسم مشروعك').fill('مطعم صغير')
    await page.getByLabel('ما هو مشروعك؟').fill('أكلات من حلب مع الجيران')
    await page.getByText('كل شيء محفوظ').waitFor()
    expect(await axe(page)).toEqual([])
    await shot(page, 'apply-ar-390')
    // what is written without network is not lost, the page closed or not
    await context.setOffline(true)
    await page.getByLabel('لمن هذا المشروع؟ وماذا يقدّم لهم؟').fill('أهل الحي')
    await page.getByText('محفوظ على هذا الهاتف، ويُرسل عند عودة الشبكة').waitFor()
    await page.close()
    await context.setOffline(false)

    const later = await context.newPage()
    await later.goto(link)
    await later.getByText('كل شيء محفوظ').waitFor()
    expect(await later.getByLabel('ما هو مشروعك؟').inputValue()).toBe('أكلات من حلب مع الجيران')
    expect(await later.getByLabel('لمن هذا المشروع؟ وماذا يقدّم لهم؟').inputValue()).toBe('أهل الحي')
    // the helper writes at their own screen: one answer that is empty here, and one that changes here too
    const { page: helper } = await openApp(link.replace('in=ar', 'in=fr'), { width: 1280 })
    await helper.getByLabel('Qu’avez-vous déjà essayé ou commencé ?').fill('Un stand au marché')
    await helper.getByLabel('Quel est votre projet ?').fill('Des plats d’Alep')
    await helper.getByText('Tout est enregistré').waitFor()
    await later.getByLabel('ما هو مشروعك؟').fill('أكلات من حلب، مع الجيران')
    await later.getByText('لأحد الأجوبة نسختان: اختر أعلاه').waitFor()
    await later.getByText('Des plats d’Alep', { exact: true }).waitFor()
    expect(await axe(later)).toEqual([])
    await shot(later, 'apply-two-devices-ar-390')
    await later.getByRole('button', { name: 'أُبقي ما كتبتُه' }).tap()
    await later.getByText('كل شيء محفوظ').waitFor()
    expect(await later.getByLabel('ما الذي جرّبته أو بدأته حتى الآن؟').inputValue()).toBe('Un stand au marché')

    await later.getByRole('button', { name: 'إرسال طلبي' }).tap()
    await later.getByText('هناك إجابات ناقصة: هي مبيّنة أعلاه.').waitFor()
    await later.getByLabel('ما الذي تجيده ويساعد هذا المشروع؟ لا حاجة إلى شهادة.').fill('الطبخ')
    await later.getByLabel('ماذا تحتاج لكي تتقدّم؟').fill('مكان')
    for (const group of ['هل لديك وقت', 'هل تتوقع'])
      await later
        .getByRole('radiogroup', { name: new RegExp(group) })
        .getByLabel('نعم')
        .check()
    await later.getByRole('button', { name: 'إرسال طلبي' }).tap()
    await later.getByRole('heading', { name: 'شكرًا، تم الإرسال!' }).waitFor()
    const [stored] = await ask<Record<string, unknown>>(
      app.databaseUrl,
      `select status, helped_by, project, answers ->> 'forWhom' as whom,
        answers ->> 'idea' as idea, answers ->> 'tried' as tried from application where id = $1`,
      [made.id],
    )
    expect(stored).toEqual({
      status: 'submitted',
      helped_by: 'interpreter',
      project: 'مطعم صغير',
      whom: 'أهل الحي',
      idea: 'أكلات من حلب، مع الجيران',
      tried: 'Un stand au marché',
    })
    expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|offline/i.test(fault))).toEqual([])
  },
  90_000,
)

/** A juror's account with the password of the demo's juror. */
async function jurorOf(personId: string): Promise<DemoAccount> {
  const known = app.account('juror')
  const email = `juror.${personId.slice(-8)}@demo.interra.test`
  await ask(
    app.databaseUrl,
    `with known as (select * from account where email = $1),
      a as (insert into account (id, email, name, password_hash, status, person_id)
        select $2, $3, 'Jury', password_hash, 'active', $4 from known returning id)
      insert into role_grant (id, account_id, role, on_site_id, starts_on, expires_on)
        select $5, a.id, 'juror', p.site_id, current_date, current_date + 30 from a, person p where p.id = $4`,
    [known.email, randomUUID(), email, personId, randomUUID()],
  )
  return { ...known, email }
}

async function scoreAll(page: Page, score: number, leave = 0): Promise<void> {
  const list = await page.request.get('/v1/own-reviews')
  const { items } = (await list.json()) as { items: { id: string; round: { name: string }; dossier: number }[] }
  const own = items.filter(({ round, dossier }) => round.name === 'Journée de jury' && dossier > leave)
  for (const { id } of own) {
    const scores = juryCriteria.map((criterion) => ({ criterion, score, comment: null }))
    await send(page, 'put', `/v1/own-reviews/${id}/draft`, { scores })
    await send(page, 'post', `/v1/own-reviews/${id}/submission`)
  }
}

async function prepareDay(desk: Page) {
  const people = await members(15)
  const [partner] = await ask<{ id: string }>(app.databaseUrl, 'select id from partner order by name, id limit 1')
  const body = { siteId: people[0]?.siteId, name: 'Journée de jury', heldOn: new Date().toISOString().slice(0, 10) }
  const round = await send(desk, 'post', '/v1/jury-rounds', body)
  const path = `/v1/jury-rounds/${round.id}`
  const jurors: DemoAccount[] = []
  for (const [index, { id: personId }] of people.slice(0, 5).entries()) {
    await send(desk, 'post', `${path}/members`, { personId, partnerId: index % 2 ? partner?.id : null })
    jurors.push(await jurorOf(personId))
  }
  for (const [index, { id: personId }] of people.slice(5).entries()) {
    const draft = await send(desk, 'post', '/v1/applications', { personId, project: `Projet ${index + 1}`, answers })
    const one = `/v1/applications/${draft.id}`
    const sent = await send(desk, 'post', `${one}/submission`, undefined, draft.version)
    await send(desk, 'post', `${one}/eligibility`, undefined, sent.version)
    await send(desk, 'post', `${path}/dossiers`, { applicationId: draft.id })
  }
  const ready = (await (await desk.request.get(path)).json()) as { version: number }
  await send(desk, 'post', `${path}/opening`, undefined, ready.version)
  return { round, jurors }
}

browserTest(
  '[E2] [E3] [E4] [M19] a jury day: five jurors, ten dossiers, two of them seen at their screen, and the chair decides',
  async () => {
    const { page: desk, faults } = await staff()
    const { round, jurors } = await prepareDay(desk)
    const [first, second, ...others] = jurors
    if (!first || !second) throw new Error('no jurors')
    for (const juror of others) await scoreAll((await openAs(app, juror)).page, 3)
    const { page: late } = await openAs(app, second)
    await scoreAll(late, 4, 1)

    // the first one scores at the screen, and reads nothing of the others before
    const { page, faults: jurorFaults } = await openAs(app, first, '/jury')
    await scoreAll(page, 3, 1)
    await page.reload()
    const task = page.getByRole('link', { name: '1. Projet 1', exact: true })
    await task.click()
    await page.getByText('Visibles quand le vôtre est remis.').waitFor()
    await page.getByText('Première lecture sans nom').waitFor()
    expect(await axe(page)).toEqual([])
    await press(page, 'Remettre mon avis')
    await page.getByText('La grille n’est pas complète').waitFor()
    for (const group of await page.getByRole('radiogroup').all()) await group.getByLabel(/^3/).check()
    await press(page, 'Remettre mon avis')
    await page.getByText(/^J1\s:/).waitFor()
    expect(jurorFaults).toEqual([])

    // the second one knows the person
    await late.goto('/jury')
    await late.getByRole('link', { name: '1. Projet 1', exact: true }).click()
    await press(late, 'Me retirer de ce dossier')
    await late.getByLabel('Quel lien ?').selectOption({ label: 'amitié' })
    await press(late, 'Me retirer')
    await late.getByRole('heading', { level: 1, name: 'Mes dossiers de jury' }).waitFor()
    await late.getByRole('link', { name: '1. Projet 1', exact: true }).waitFor({ state: 'detached' })

    await desk.goto(`/interlab/juries/${round.id}`)
    await desk.getByText('À l’écart : amitié').waitFor()
    expect(await axe(desk)).toEqual([])
    await desk.getByRole('button', { name: 'Décider, Projet 1', exact: true }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel('Décision', { exact: true }).selectOption({ label: 'Admise sous conditions' })
    await dialog.getByLabel('Condition 1').fill('Un plan de caisse')
    await dialog.getByLabel('Au plus tard le').fill('2099-01-31')
    await dialog.getByLabel('Ce que la personne lira').fill('Un projet qui rassemble : bienvenue.')
    await press(dialog, 'Enregistrer la décision')
    await desk.getByText('La décision est enregistrée').waitFor()
    await desk.getByRole('button', { name: 'Dire la décision, Projet 1', exact: true }).click()
    // nobody is told without a way to tell them
    await desk.getByText('Cette personne n’a pas d’e-mail').waitFor()
    const [stored] = await ask<Record<string, unknown>>(
      app.databaseUrl,
      `select d.outcome, d.reviews, a.status, d.communicated_at is not null as told,
        (select count(*)::int from jury_vote v where v.decision_id = d.id) as votes
       from jury_decision d join application a on a.id = d.application_id where d.round_id = $1`,
      [round.id],
    )
    expect(stored).toEqual({
      outcome: 'admitted_with_conditions',
      reviews: 4,
      status: 'admitted',
      told: false,
      votes: 4,
    })
    await desk.getByRole('link', { name: '1. Projet 1', exact: true }).click()
    await desk.getByRole('button', { name: 'Noter comme remplie, Un plan de caisse', exact: true }).click()
    await press(desk.getByRole('dialog'), 'Noter comme remplie')
    await desk.getByText(/^Remplie le/).waitFor()
    expect(faults).toEqual([])
  },
  120_000,
)

browserTest(
  '[E1] [E4] [E13] its pages are readable by day and night, on a phone and at a desk',
  async () => {
    const [application] = await ask<{ id: string }>(
      app.databaseUrl,
      `select id from application where project = 'Traiteur du Levant'`,
    )
    const [round] = await ask<{ id: string }>(
      app.databaseUrl,
      `select id from jury_round where name = 'Jury d’automne'`,
    )
    await lookAt(
      'interlab',
      [
        { name: 'pipeline', address: '/interlab' },
        { name: 'application', address: `/interlab/applications/${application?.id}` },
        { name: 'round', address: `/interlab/juries/${round?.id}` },
        { name: 'figures', address: '/interlab?tab=figures' },
      ],
      (look) => openAs(app, app.account('coordinator', 'liege'), undefined, look),
    )
  },
  120_000,
)
