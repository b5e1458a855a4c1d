import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import {
  givenApplication,
  givenAround,
  givenConsent,
  givenGuest,
  givenIncubation,
  type Accompanied,
} from '../../../test/incubations.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const year = { startsOn: '2026-01-05', endsOn: '2027-01-04' }
const begins = { ...year, charterSignedOn: '2026-01-05' }
const reach = (incubation: Accompanied, ...codes: string[]) =>
  Promise.all(
    codes.map((code) =>
      t.insert('milestone', {
        incubation_id: incubation.id,
        site_id: t.sites.liege,
        code,
        reached_on: '2026-06-01',
      }),
    ),
  )
async function move(
  incubation: Accompanied,
  act: 'prepareLaunch' | 'launch' | 'graduate' | 'pause' | 'resume' | 'stop',
  reason?: string,
) {
  const { version } = await coordinator.getIncubation(at(incubation))
  return coordinator.moveIncubation({
    ...at(incubation),
    ifMatch: version,
    body: { act, ...(reason === undefined ? {} : { reason }) },
  })
}

describe('[E6] an incubation begins', () => {
  test('[E6] from an application that is admitted, once', async () => {
    const { id: applicationId } = await givenApplication(t)
    const start = {
      params: { applicationId },
      body: { ...begins, languageSupport: 'FLE' },
    }
    const begun = await coordinator.startIncubation(start)
    expect(begun).toMatchObject({ applicationId, stage: 'incubation', ...year, languageSupport: 'FLE', circle: [] })
    expect(begun.stages).toMatchObject([{ stage: 'incubation', sinceOn: '2026-01-05' }])
    await expect(coordinator.startIncubation(start)).rejects.toHaveProblem('already-incubated')
    for (const status of ['in_jury', 'waitlisted', 'refused']) {
      const other = await givenApplication(t, { application: { status } })
      await expect(
        coordinator.startIncubation({ params: { applicationId: other.id }, body: begins }),
      ).rejects.toHaveProblem('act-not-possible', { state: status })
    }
  })

  test('[E6] a last day before the first, and a 31 February, are told', async () => {
    const { id: applicationId } = await givenApplication(t)
    const params = { applicationId }
    const days = { startsOn: '2026-03-01', endsOn: '2026-03-01' }
    const backwards = coordinator.startIncubation({ params, body: { ...begins, ...days } })
    await expect(backwards).rejects.toHaveProblem('rule-broken')
    const noSuchDay = coordinator.startIncubation({ params, body: { ...begins, startsOn: '2026-02-31' } })
    await expect(noSuchDay).rejects.toHaveProblem('validation-failed')
  })

  test('[E6] with a charter that was signed: without its day, and on a day to come, it is refused at that field', async () => {
    const { id: applicationId } = await givenApplication(t)
    const at = {
      code: expect.any(String),
      extra: { errors: [expect.objectContaining({ pointer: '/charterSignedOn' })] },
    }
    for (const charterSignedOn of [undefined, null, '2026-11-23'])
      await expect(
        coordinator.startIncubation({
          params: { applicationId },
          body: { ...year, charterSignedOn: charterSignedOn as string },
        }),
      ).rejects.toMatchObject(at)
    const begun = await coordinator.startIncubation({ params: { applicationId }, body: begins })
    const change = { params: { incubationId: begun.id }, ifMatch: begun.version }
    await expect(coordinator.changeIncubation({ ...change, body: { charterSignedOn: null } })).rejects.toMatchObject(at)
  })
})

describe('[E12] the gates of the stages', () => {
  test('[E12] a launch is prepared with the offer, the budget and the legal route, and each one missing is named', async () => {
    const one = await givenIncubation(t)
    const missing = ['offer_defined', 'budget', 'legal_route']
    await expect(move(one, 'prepareLaunch')).rejects.toHaveProblem('conditions-unmet', { missing })
    expect((await coordinator.getIncubation(at(one))).missing).toEqual(missing)
    await reach(one, 'offer_defined', 'budget')
    await expect(move(one, 'prepareLaunch')).rejects.toHaveProblem('conditions-unmet', { missing: ['legal_route'] })
    await reach(one, 'legal_route')
    expect(await move(one, 'prepareLaunch')).toMatchObject({ stage: 'pre_launch', missing: ['activity_registered'] })
  })

  test.each(['test_activity', 'association_or_coop', 'enterprise_number'])(
    '[E12] one launches with %s',
    async (code) => {
      const one = await givenIncubation(t, { row: { stage: 'pre_launch' } })
      await expect(move(one, 'launch')).rejects.toHaveProblem('conditions-unmet', { missing: ['activity_registered'] })
      await reach(one, code)
      expect(await move(one, 'launch')).toMatchObject({ stage: 'launched', stageSince: '2026-11-22' })
    },
  )

  test('[E12] alumni come twelve months after the launch, a pause in between or not', async () => {
    const late = await givenIncubation(t, { row: { stage: 'launched', stage_since: '2025-11-23' } })
    await expect(move(late, 'graduate')).rejects.toHaveProblem('conditions-unmet', { missing: ['twelve_months'] })
    const one = await givenIncubation(t, { row: { stage: 'launched', stage_since: '2025-11-22' } })
    const paused = await move(one, 'pause', 'Naissance')
    expect(paused).toMatchObject({ stage: 'paused', pausedFrom: 'launched' })
    expect(await move(one, 'resume')).toMatchObject({ stage: 'launched', pausedFrom: null })
    expect(await move(one, 'graduate')).toMatchObject({ stage: 'alumni' })
  })

  test('[E12] a pause and a stop have a reason, that stands with the stage and never in the audit trail', async () => {
    const one = await givenIncubation(t)
    await expect(move(one, 'pause')).rejects.toHaveProblem('reason-required')
    const { stages } = await move(one, 'pause', 'Un parent malade')
    expect(stages.at(-1)).toMatchObject({ stage: 'paused', reason: 'Un parent malade' })
    expect(await move(one, 'stop', 'Déménage')).toMatchObject({ stage: 'stopped', endsOn: '2026-11-22' })
    await expect(move(one, 'resume')).rejects.toHaveProblem('act-not-possible')
    const traces = await t.sql(`select * from audit_event where entity_id = $1 and reason is not null`, [one.id])
    expect(traces).toEqual([])
  })
})

describe('[E12] the last day of whoever stops', () => {
  test('[E12] noted after the planned end it stays the planned one, and is not changed afterwards', async () => {
    const one = await givenIncubation(t, { row: { ends_on: '2026-06-30' } })
    const stopped = await move(one, 'stop', 'Déménage')
    expect(stopped.endsOn).toBe('2026-06-30')
    const longer = coordinator.changeIncubation({
      ...at(one),
      ifMatch: stopped.version,
      body: { endsOn: '2027-06-30' },
    })
    await expect(longer).rejects.toHaveProblem('act-not-possible')
  })

  test('[E12] [E11] the right to a place to work ends with it', async () => {
    const [now, later] = [await givenIncubation(t), await givenIncubation(t)]
    const give = (one: Accompanied, startsOn: string) =>
      coordinator.setCoworkingRight({ ...at(one), body: { startsOn, endsOn: '2026-12-31' } })
    await give(now, '2026-11-02')
    await give(later, '2026-12-01')
    for (const one of [now, later]) await move(one, 'stop', 'Déménage')
    const rightOf = async (one: Accompanied) => (await coordinator.getCoworking(at(one))).right
    expect(await rightOf(now)).toEqual({ startsOn: '2026-11-02', endsOn: '2026-11-22' })
    expect(await rightOf(later)).toBeNull()
  })
})

describe('[E6] the circle', () => {
  test('[E6] says who is around somebody on a day, with their organisation', async () => {
    const one = await givenIncubation(t)
    const { id: coach } = await t.given.person({ given_name: 'Karima', family_name: 'Coach' })
    const { id: expert } = await t.given.person({ given_name: 'Luc', family_name: 'Expert' })
    const { id: partnerId } = await t.insert<{ id: string }>('partner', {
      id: newId(),
      site_id: t.sites.liege,
      name: 'Job’in',
      types: ['cpas'],
    })
    const add = (body: Parameters<ApiClient['addCircleMember']>[0]['body']) =>
      coordinator.addCircleMember({ ...at(one), body })
    await add({ personId: coach, role: 'coach', partnerId, startsOn: '2026-02-01', endsOn: '2026-06-30' })
    await add({ personId: expert, role: 'expert', startsOn: '2026-06-01' })
    const on = async (day: string) =>
      (await coordinator.listCircle({ ...at(one), query: { on: day } })).items.map(({ person }) => person.name)
    expect(await on('2026-01-31')).toEqual([])
    expect(await on('2026-02-01')).toEqual(['Karima Coach'])
    expect(await on('2026-06-30')).toEqual(['Karima Coach', 'Luc Expert'])
    expect(await on('2026-07-01')).toEqual(['Luc Expert'])
    expect(await on('2027-01-05')).toEqual([])
    const { circle } = await coordinator.getIncubation(at(one))
    expect(circle[0]).toMatchObject({ role: 'coach', partner: { name: 'Job’in' }, endsOn: '2026-06-30' })
    await expect(add({ personId: coach, role: 'coach', startsOn: '2026-06-30' })).rejects.toHaveProblem(
      'already-around',
    )
  })

  test('[E6] nobody stands around outside the days of an incubation, and nobody around themself', async () => {
    const one = await givenIncubation(t)
    const { id: personId } = await t.given.person()
    const wrong = [
      { startsOn: '2026-01-04' },
      { startsOn: '2026-02-01', endsOn: '2027-01-05' },
      { startsOn: '2026-02-01', endsOn: '2026-01-31' },
    ]
    for (const days of wrong) {
      const added = coordinator.addCircleMember({ ...at(one), body: { personId, role: 'mentor', ...days } })
      await expect(added).rejects.toHaveProblem('rule-broken')
    }
    // nor around what they found with somebody else
    const founder = { application_id: one.applicationId, person_id: personId, site_id: t.sites.liege }
    await t.insert('application_founder', founder)
    for (const own of [one.personId, personId]) {
      const body = { personId: own, role: 'coach' as const, startsOn: '2026-02-01' }
      await expect(coordinator.addCircleMember({ ...at(one), body })).rejects.toHaveProblem('rule-broken')
    }
  })

  test('[E6] a guest reads the files in whose circle they stand that day, and knows of no other', async () => {
    const [mine, before, later, none] = [
      await givenIncubation(t),
      await givenIncubation(t),
      await givenIncubation(t),
      await givenIncubation(t),
    ]
    const guest = await givenGuest(t)
    await givenAround(t, mine, guest.personId, { starts_on: '2026-11-22', ends_on: '2026-11-22' })
    await givenAround(t, before, guest.personId, { ends_on: '2026-11-21' })
    await givenAround(t, later, guest.personId, { starts_on: '2026-11-23' })
    const { items } = await guest.client.listIncubations({ query: {} })
    expect(items.map(({ id }) => id)).toEqual([mine.id])
    expect(await guest.client.getIncubation(at(mine))).toMatchObject({ id: mine.id })
    for (const one of [before, later, none]) {
      await expect(guest.client.getIncubation(at(one))).rejects.toHaveProblem('not-found')
      await expect(guest.client.listCircle({ ...at(one), query: {} })).rejects.toHaveProblem('not-found')
    }
    // the coordinator of the site has no such limit
    expect((await coordinator.listIncubations({ query: {} })).items.length).toBeGreaterThanOrEqual(4)
  })

  test('[E6] access ends by itself on the day after the last', async () => {
    const own = await startApi({ now: '2026-06-30T12:00:00Z' })
    const one = await givenIncubation(own)
    const guest = await givenGuest(own, 'mentor')
    await givenAround(own, one, guest.personId, { role: 'mentor', ends_on: '2026-06-30' })
    expect((await guest.client.getIncubation(at(one))).id).toBe(one.id)
    // midnight in Liège
    own.clock.set('2026-06-30T22:30:00Z')
    await expect(guest.client.getIncubation(at(one))).rejects.toHaveProblem('not-found')
    expect((await guest.client.listIncubations({ query: {} })).items).toEqual([])
    await own.stop()
  })

  test('[DP-11] a guest reads no file whose owner took back their consent to share it, from the next request on', async () => {
    const one = await givenIncubation(t)
    const guest = await givenGuest(t)
    await givenAround(t, one, guest.personId)
    await expect(guest.client.getIncubation(at(one))).resolves.toMatchObject({ id: one.id })
    const [given] = await t.sql<{ id: string }>('select id from consent where person_id = $1', [one.personId])
    const officer = await t.as('social_officer')
    await officer.withdrawConsent({ params: { personId: one.personId, consentId: given?.id ?? '' } })
    await expect(guest.client.getIncubation(at(one))).rejects.toHaveProblem('not-found')
    await expect(guest.client.getPath(at(one))).rejects.toHaveProblem('not-found')
    await expect(guest.client.listCoaching(at(one))).rejects.toHaveProblem('not-found')
    expect((await guest.client.getMyTasks({})).incubatees).toEqual([])
    expect((await guest.client.listIncubations({ query: {} })).items).toEqual([])
    expect((await coordinator.getIncubation(at(one))).id).toBe(one.id)
    await givenConsent(t, one.personId)
    await expect(guest.client.getIncubation(at(one))).resolves.toMatchObject({ id: one.id })
  })

  test('[DP-11] nor of whoever was never asked, or refused', async () => {
    const never = await givenIncubation(t, { shared: false })
    const refused = await givenIncubation(t, { shared: false })
    await givenConsent(t, refused.personId, { given: false })
    const guest = await givenGuest(t, 'mentor')
    for (const one of [never, refused]) {
      await givenAround(t, one, guest.personId, { role: 'mentor' })
      await expect(guest.client.getIncubation(at(one))).rejects.toHaveProblem('not-found')
    }
  })

  test('[E6] reading a file leaves a trace of whose it was', async () => {
    const one = await givenIncubation(t)
    await coordinator.getIncubation(at(one))
    const traces = await t.sql('select operation from read_trace where person_id = $1', [one.personId])
    expect(traces).toEqual([{ operation: 'getIncubation' }])
    await coordinator.listCoaching(at(one))
    expect(await t.sql('select operation from read_trace where person_id = $1', [one.personId])).toHaveLength(2)
  })
})
