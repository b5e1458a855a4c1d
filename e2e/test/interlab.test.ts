import { juryCriteria } from '@interra/contracts'
import { afterAll, beforeAll, expect } from '@jest/globals'
import type { Page } from 'playwright-core'
import { axe, browserTest, openApp, shot } from '../src/browser.ts'
import { openAs, startDemoApp, type DemoApp } from '../src/demo-app.ts'
import { answers, members, prepareDay, send } from '../src/jury-day.ts'
import { lookAt } from '../src/looks.ts'
import { ask } from '../src/pool.ts'
import { localDay, press } from '../src/week.ts'

let app: DemoApp
beforeAll(async () => void (app = await startDemoApp()), 60_000)
afterAll(() => app.stop())

const staff = async (address?: string) => openAs(app, app.account('coordinator', 'liege'), address)
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
    await expect(() => column(page, 'Reçues').getByText('Cours de oud').count()).toBecome(0)
    await page.getByLabel('Cohorte', { exact: true }).selectOption({ label: 'Cohorte du printemps (1/8)' })
    await page.getByText('Places prises : 1 sur 8').waitFor()
    expect(faults).toEqual([])
  },
  60_000,
)

browserTest(
  '[E1] somebody applies in Arabic on a phone with a helper who writes too, and goes on the next day where they were',
  async () => {
    const { page: desk } = await staff()
    const [person] = await members(app, 1)
    const made = await send(desk, 'post', '/v1/applications', { personId: person?.id, project: 'Mon projet' })
    const { url } = await send(desk, 'post', `/v1/applications/${made.id}/link`)
    const link = String(url)
      .replace(/\?in=\w+/, '')
      .replace('/apply', '/apply?in=ar')
    const { page, context, faults } = await openApp(link, { width: 390 })
    await page.getByRole('heading', { level: 1, name: 'مشروعك مع InterLab' }).waitFor()
    await expect(() => page.evaluate(() => document.documentElement.dir)).toBecome('rtl')
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
    await expect(() => later.getByLabel('ما هو مشروعك؟').inputValue()).toBecome('أكلات من حلب مع الجيران')
    await expect(() => later.getByLabel('لمن هذا المشروع؟ وماذا يقدّم لهم؟').inputValue()).toBecome('أهل الحي')
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
    await expect(() => later.getByLabel('ما الذي جرّبته أو بدأته حتى الآن؟').inputValue()).toBecome('Un stand au marché')

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

browserTest(
  '[E2] [E3] [E4] [M19] a jury day: five jurors, ten dossiers, two of them seen at their screen, and the chair decides',
  async () => {
    const { page: desk, faults } = await staff()
    const { round, jurors } = await prepareDay(app, desk)
    const [first, second, ...others] = jurors
    if (!first || !second) throw new Error('no jurors')
    // before anybody has scored there is nothing to decide, and it says who is awaited
    await desk.goto(`/interlab/juries/${round.id}`)
    await desk.getByText('Avant de décider, il faut encore 3 avis, de deux organisations au moins').first().waitFor()
    await expect(() => desk.getByRole('button', { name: /^Décider/ }).count()).toBecome(0)
    await expect(() => desk.getByText(/^Moyenne des écarts/).count()).toBecome(0)
    await shot(desk, 'round-awaited-1280')
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
  '[E1] [E2] an application goes from the draft to the jury by the button of its own page, which names what is missing',
  async () => {
    const { page, faults } = await staff()
    const [person] = await members(app, 1)
    const given = answers.slice(0, 1)
    const body = { personId: person?.id, project: 'Épicerie du coin', answers: given }
    const { id } = await send(page, 'post', '/v1/applications', body)
    const heldOn = localDay()
    await send(page, 'post', '/v1/jury-rounds', { siteId: person?.siteId, name: 'Jury du coin', heldOn })
    await page.goto(`/interlab/applications/${id}`)
    await press(page, 'Soumettre')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Pour soumettre la candidature, répondez encore à ceci').waitFor()
    await expect(() => dialog.getByRole('listitem').count()).toBecome(5)
    expect(await axe(page)).toEqual([])
    await shot(page, 'application-missing-1280')
    await dialog.getByRole('link', { name: /^Pour qui/ }).click()
    const asked = page.getByLabel(/^Pour qui/)
    await asked.and(page.locator(':focus')).waitFor()
    await asked.fill('Le quartier')
    await page.getByLabel(/^Qu’est-ce que vous savez faire/).fill('Vendre')
    await page.getByLabel(/^De quoi avez-vous besoin/).fill('Un local')
    await page.getByLabel(/^Avez-vous du temps/).selectOption({ label: 'Oui' })
    await page.getByLabel(/^Pensez-vous pouvoir rester/).selectOption({ label: 'Oui' })
    await shot(page, 'application-answers-1280')
    await press(dialog, 'Enregistrer')
    await dialog.waitFor({ state: 'detached' })
    for (const act of ['Soumettre', 'Déclarer recevable']) await press(page, act)
    for (const turn of ['undone', 'kept']) {
      await press(page, 'Présenter à un jury')
      await dialog.getByRole('button', { name: 'Présenter, Jury du coin', exact: true }).click()
      await page.getByText('« Épicerie du coin » est présentée à « Jury du coin »').waitFor()
      if (turn === 'undone') await page.getByRole('button', { name: 'Annuler l’action' }).click()
    }
    await press(page, 'Ouvrir le jury')
    await page.getByRole('link', { name: '1. Épicerie du coin', exact: true }).waitFor()
    expect(faults).toEqual([])
  },
  60_000,
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
