import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation, type Accompanied } from '../../../test/incubations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

type NewItem = Parameters<ApiClient['addPathItem']>[0]['body']
const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const add = (one: Accompanied, body: NewItem, client = coordinator) => client.addPathItem({ ...at(one), body })
const strength: NewItem = { kind: 'strength', title: 'Tient une cuisine de cent couverts' }
const need: NewItem = { kind: 'need', title: 'Écrire un devis', dimension: 'language', severity: 3 }
const blocker: NewItem = { kind: 'blocker', title: 'Pas de compte bancaire', dimension: 'finance', severity: 3 }
async function begun(): Promise<Accompanied> {
  const one = await givenIncubation(t)
  await add(one, { ...strength, openedOn: '2026-01-05' })
  return one
}
const itemAt = (one: Accompanied, id: string) => ({ params: { incubationId: one.id, pathItemId: id } })

describe('[E7] strengths first', () => {
  test('[E7] a need or a blocker is refused before a strength, by the service and by PostgreSQL itself', async () => {
    const one = await givenIncubation(t)
    await expect(add(one, need)).rejects.toHaveProblem('strength-first')
    await expect(add(one, blocker)).rejects.toHaveProblem('strength-first')
    const row = { id: newId(), site_id: t.sites.liege, incubation_id: one.id, opened_on: '2026-02-01' }
    const byHand = t.insert('path_item', { ...row, kind: 'need', dimension: 'language', title: 'Écrire' })
    await expect(byHand).rejects.toThrow('a strength comes first')
    await add(one, strength)
    expect(await add(one, need)).toMatchObject({ kind: 'need', status: 'open', dimension: 'language' })
  })

  test('[E7] a strength that was abandoned is none', async () => {
    const one = await givenIncubation(t)
    const { id, version } = await add(one, strength)
    const body = { act: 'abandon', reason: 'Noté par erreur' } as const
    await coordinator.movePathItem({ ...itemAt(one, id), ifMatch: version, body })
    await expect(add(one, need)).rejects.toHaveProblem('strength-first')
  })

  test('[E7] a need says what it is about and how much it hinders; a strength does not', async () => {
    const one = await begun()
    const wrong: NewItem[] = [
      { kind: 'need', title: 'Écrire', severity: 2 },
      { kind: 'need', title: 'Écrire', dimension: 'language' },
      { ...strength, dimension: 'language' },
      { ...strength, severity: 0 },
      { kind: 'action', title: 'Appeler', severity: 1 },
      { kind: 'action', title: ' ' },
      { kind: 'action', title: 'Appeler', parentId: newId() },
      { kind: 'action', title: 'Appeler', ownerId: newId() },
    ]
    for (const body of wrong) await expect(add(one, body)).rejects.toHaveProblem('rule-broken')
    const other = await begun()
    const elsewhere = await add(other, need)
    await expect(add(one, { ...blocker, parentId: elsewhere.id })).rejects.toHaveProblem('rule-broken')
  })
})

describe('[E7] a path over a year, on one page', () => {
  test('[E7] each item has its author and its day, each rating its own; the history says who did what', async () => {
    const one = await begun()
    const { id, reviews } = await add(one, { ...need, openedOn: '2026-01-12' })
    expect(reviews).toMatchObject([{ reviewedOn: '2026-01-12', severity: 3 }])
    const rate = (severity: number, reviewedOn: string) =>
      coordinator.reviewPathItem({ ...itemAt(one, id), body: { severity, reviewedOn } })
    await rate(2, '2026-03-02')
    await rate(1, '2026-06-01')
    const { items, history } = await rate(0, '2026-06-01')
    const found = items.find((item) => item.id === id)
    expect(found?.by).toEqual(expect.any(String))
    expect(found?.reviews.map(({ reviewedOn, severity }) => [reviewedOn, severity])).toEqual([
      ['2026-01-12', 3],
      ['2026-03-02', 2],
      ['2026-06-01', 0],
    ])
    expect(history.map(({ act }) => act)).toEqual([
      'path.need_reviewed',
      'path.need_reviewed',
      'path.need_reviewed',
      'path.need_added',
      'path.strength_added',
    ])
    // what was corrected is kept
    const kept = await t.sql('select severity from history.path_review where path_item_id = $1', [id])
    expect(kept).toEqual([{ severity: 1 }])
  })

  test('[E7] an action runs from open to done or abandoned with a reason, and what was abandoned stays', async () => {
    const one = await begun()
    const action = await add(one, {
      kind: 'action',
      title: 'Appeler la banque',
      ownerId: one.personId,
      dueOn: '2026-12-01',
    })
    expect(action.owner?.personId).toBe(one.personId)
    const move = async (id: string, act: 'begin' | 'finish' | 'abandon' | 'unlock', reason?: string) => {
      const { items } = await coordinator.getPath(at(one))
      const { version = 0 } = items.find((item) => item.id === id) ?? {}
      const body = { act, ...(reason === undefined ? {} : { reason }) }
      return (await coordinator.movePathItem({ ...itemAt(one, id), ifMatch: version, body })).items.find(
        (item) => item.id === id,
      )
    }
    expect(await move(action.id, 'begin')).toMatchObject({ status: 'in_progress', closedOn: null })
    await expect(move(action.id, 'unlock')).rejects.toHaveProblem('act-not-possible')
    expect(await move(action.id, 'finish')).toMatchObject({ status: 'done', closedOn: '2026-11-22' })
    await expect(move(action.id, 'abandon', 'Trop tard')).rejects.toHaveProblem('act-not-possible')
    const objective = await add(one, { kind: 'objective', title: 'Ouvrir en juin' })
    await expect(move(objective.id, 'abandon')).rejects.toHaveProblem('reason-required')
    await move(objective.id, 'abandon', 'Ouvrira en septembre')
    const { items } = await coordinator.getPath(at(one))
    expect(items.find(({ id }) => id === objective.id)).toMatchObject({
      status: 'abandoned',
      statusReason: 'Ouvrira en septembre',
    })
    await expect(t.sql('delete from path_item where id = $1', [objective.id])).rejects.toThrow('nothing of a path')
    const dead = { ...itemAt(one, objective.id), ifMatch: 2, body: { title: 'Autre' } }
    await expect(coordinator.changePathItem(dead)).rejects.toHaveProblem('act-not-possible')
  })

  test('[E14] a blocker opens and unlocks on a day', async () => {
    const one = await begun()
    const { id, version } = await add(one, { ...blocker, openedOn: '2026-02-01' })
    const unlock = (on: string) =>
      coordinator.movePathItem({ ...itemAt(one, id), ifMatch: version, body: { act: 'unlock', on } })
    await expect(unlock('2026-01-31')).rejects.toHaveProblem('rule-broken')
    await expect(unlock('2026-11-23')).rejects.toHaveProblem('rule-broken')
    const { items } = await unlock('2026-03-15')
    expect(items.find((item) => item.id === id)).toMatchObject({ status: 'unlocked', closedOn: '2026-03-15' })
  })

  test('[E7] a due day after the end of the incubation, one before it was written, and a 31 February are told', async () => {
    const one = await begun()
    const action = (dueOn: string) => add(one, { kind: 'action', title: 'Appeler', dueOn })
    await expect(action('2027-01-05')).rejects.toHaveProblem('rule-broken')
    await expect(action('2026-11-21')).rejects.toHaveProblem('rule-broken')
    await expect(action('2027-02-31')).rejects.toHaveProblem('validation-failed')
    expect((await action('2027-01-04')).dueOn).toBe('2027-01-04')
  })
})

describe('[E7] who reads and writes a path', () => {
  test('[E7] the coach of the circle writes, a mentor reads, a stranger knows of nothing', async () => {
    const one = await begun()
    const [coach, mentor, stranger] = [await givenGuest(t), await givenGuest(t, 'mentor'), await givenGuest(t)]
    await givenAround(t, one, coach.personId)
    await givenAround(t, one, mentor.personId, { role: 'mentor' })
    const { id } = await add(one, { kind: 'action', title: 'Appeler la banque' }, coach.client)
    expect((await mentor.client.getPath(at(one))).items.map((item) => item.id)).toContain(id)
    await expect(add(one, need, mentor.client)).rejects.toHaveProblem('not-allowed')
    await expect(stranger.client.getPath(at(one))).rejects.toHaveProblem('not-found')
    await expect(add(one, need, stranger.client)).rejects.toHaveProblem('not-found')
    const body = { severity: 0 }
    await expect(stranger.client.reviewPathItem({ ...itemAt(one, id), body })).rejects.toHaveProblem('not-found')
  })
})

describe('[E7] [DP-20] who reads what of a file, by role', () => {
  test.each([
    ['coach', true],
    ['expert', false],
    ['mentor', false],
  ] as const)('[E7] %s reads needs, shared notes and the CPAS: %s', async (role, whole) => {
    const one = await begun()
    const blocked = await add(one, blocker)
    await add(one, need)
    await add(one, { kind: 'objective', title: 'Ouvrir en mai' })
    await add(one, { kind: 'action', title: 'Appeler la banque', parentId: blocked.id })
    const log = { heldOn: '2026-11-20', minutes: 60, mode: 'in_person', role: 'coach', sign: true } as const
    await coordinator.addCoachingLog({
      ...at(one),
      body: { ...log, sharedNote: 'Dort mal', nextSteps: 'Un devis' },
    })
    const guest = await givenGuest(t, role)
    await givenAround(t, one, guest.personId, { role })
    const path = await guest.client.getPath(at(one))
    const kinds = path.items.map(({ kind }) => kind).sort()
    expect(kinds).toEqual(whole ? ['action', 'blocker', 'need', 'objective', 'strength'] : ['action', 'objective'])
    expect(JSON.stringify(path).includes(blocked.id)).toBe(whole)
    expect(path.history.length > 0).toBe(whole)
    const [noted] = (await guest.client.listCoaching(at(one))).items
    expect(noted?.nextSteps).toBe(whole ? 'Un devis' : undefined)
    expect(noted?.sharedNote).toBe(whole ? 'Dort mal' : undefined)
    const { formalities } = await guest.client.getVenture(at(one))
    expect(formalities?.some(({ code }) => code === 'cpas_informed')).toBe(whole)
    expect(formalities?.some(({ code }) => code === 'bank_account')).toBe(true)
  })

  test.each([
    ['coach', true],
    ['expert', false],
    ['mentor', false],
  ] as const)(
    '[E6] [E12] %s reads why somebody paused, the help with language, the professional card: %s',
    async (role, whole) => {
      const one = await begun()
      const { version } = await coordinator.getIncubation(at(one))
      const change = { ...at(one), ifMatch: version, body: { languageSupport: 'Lit peu' } }
      const { version: ifMatch } = await coordinator.changeIncubation(change)
      await coordinator.moveIncubation({ ...at(one), ifMatch, body: { act: 'pause', reason: 'Hospitalisée' } })
      const card = { status: 'needed', sinceOn: null } as const
      const noted = await coordinator.getVenture(at(one))
      await coordinator.setCard({ ...at(one), ifMatch: noted.version, body: card })
      const guest = await givenGuest(t, role)
      await givenAround(t, one, guest.personId, { role })
      const file = await guest.client.getIncubation(at(one))
      expect(file.stages.map(({ stage }) => stage)).toEqual(['incubation', 'paused'])
      expect([file.stages[1]?.reason, file.languageSupport]).toEqual(
        whole ? ['Hospitalisée', 'Lit peu'] : [undefined, undefined],
      )
      const venture = await guest.client.getVenture(at(one))
      expect(venture.card).toEqual(whole ? card : undefined)
      expect(venture.formalities?.some(({ code }) => code === 'professional_card')).toBe(whole)
    },
  )
})

describe('[E7] [E9] [DP-20] whoever has another role elsewhere', () => {
  test('[E7] a coach reads and writes as a mentor where they are one, whomever else they coach', async () => {
    const [here, elsewhere] = [await begun(), await begun()]
    const guest = await givenGuest(t, 'coach')
    await givenAround(t, here, guest.personId, { role: 'mentor' })
    await givenAround(t, elsewhere, guest.personId)
    const log = { heldOn: '2026-11-20', minutes: 60, mode: 'in_person', role: 'coach', sign: true } as const
    await coordinator.addCoachingLog({ ...at(here), body: { ...log, sharedNote: 'Dort mal' } })
    const asked = { incubationId: here.id, kind: 'writing', content: 'Une lettre au CPAS' } as const
    await coordinator.askService({ body: asked })
    const { client } = guest
    expect((await client.getPath(at(here))).items).toEqual([])
    expect((await client.listCoaching(at(here))).items).toMatchObject([{ topics: [] }])
    expect((await client.listCoaching(at(here))).items[0]?.sharedNote).toBeUndefined()
    expect((await client.getVenture(at(here))).formalities?.map(({ code }) => code)).not.toContain('cpas_informed')
    expect((await client.listServices({ query: {} })).items).toEqual([])
    await expect(client.askService({ body: asked })).rejects.toHaveProblem('not-found')
    await expect(add(here, strength, client)).rejects.toHaveProblem('not-allowed')
    await expect(client.addCoachingLog({ ...at(here), body: log })).rejects.toHaveProblem('not-allowed')
    expect(await add(elsewhere, strength, client)).toMatchObject({ kind: 'strength' })
    // the screen offers what is theirs to do
    const wholes = [here, elsewhere].map(async (one) => (await client.getIncubation(at(one))).whole)
    expect(await Promise.all(wholes)).toEqual([false, true])
  })
})

describe('[D4] [E7] the courses of a cohort', () => {
  test('[D4] stand on the path of each of its people: sessions attended of those held', async () => {
    const site_id = t.sites.liege
    const cohort = await t.insert<{ id: string }>('interlab_cohort', {
      id: newId(),
      site_id,
      name: 'Printemps 2026',
      starts_on: '2026-01-05',
    })
    const one = await givenIncubation(t, { row: { cohort_id: cohort.id } })
    const course = (row: Record<string, unknown>) =>
      t.insert<{ id: string }>('course', { id: newId(), site_id, kind: 'entrepreneurship', status: 'open', ...row })
    const tied = await course({ title: 'Plan financier', cohort_id: cohort.id })
    await course({ title: 'En préparation', cohort_id: cohort.id, status: 'draft' })
    await course({ title: 'Pour une autre promotion' })
    const session = (starts_on: string, row = {}) =>
      t.insert<{ id: string }>('course_session', {
        id: newId(),
        site_id,
        course_id: tied.id,
        starts_on,
        starts_time: '18:00',
        ends_time: '20:00',
        ...row,
      })
    const [came, missed] = [await session('2026-11-02'), await session('2026-11-09')]
    await session('2026-11-16')
    await session('2026-11-17', { status: 'cancelled' })
    await session('2026-11-30')
    const read = async (client = coordinator) => (await client.getPath(at(one))).courses
    const line = { id: tied.id, title: 'Plan financier' }
    expect(await read()).toEqual([{ ...line, enrolled: false, held: 3, attended: 0, unknown: 3 }])
    const where = { site_id, course_id: tied.id }
    const enrolment = await t.insert<{ id: string }>('enrolment', { id: newId(), ...where, person_id: one.personId })
    const note = ({ id }: { id: string }, minutes: number) =>
      t.insert('course_presence', { enrolment_id: enrolment.id, course_session_id: id, ...where, minutes })
    await note(came, 120)
    await note(missed, 0)
    expect(await read()).toEqual([{ ...line, enrolled: true, held: 3, attended: 1, unknown: 1 }])
    // what is said of somebody's presence is for their coaches and the team
    const expert = await givenGuest(t, 'expert')
    await givenAround(t, one, expert.personId, { role: 'expert' })
    expect(await read(expert.client)).toBeUndefined()
  })
})
