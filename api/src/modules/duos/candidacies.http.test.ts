import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const read = (candidacyId: string) => coordinator.getCandidacy({ params: { candidacyId } })
const suggested = (candidacyId: string) =>
  coordinator.suggestPartners({ params: { candidacyId }, query: { limit: 20 } })

describe('[C1] a candidacy', () => {
  test('goes from the wish over the interview into the pool, and says at each step what is still missing', async () => {
    const person = await t.given.person({ gender: 'man' })
    const applied = await coordinator.applyForDuo({ body: { personId: person.id, slots: ['sat-morning'] } })
    expect(applied).toMatchObject({ status: 'applied', standing: 'applied', side: null, inPool: false, places: 1 })
    expect(applied.blockers).toEqual(['side_unknown', 'consent_missing', 'interests_missing'])
    const params = { candidacyId: applied.id }
    await expect(coordinator.admitCandidate({ params, ifMatch: applied.version })).rejects.toHaveProblem(
      'act-not-possible',
      { state: 'applied', possible: ['meet', 'withdraw'] },
    )
    const met = await coordinator.meetCandidate({ params, ifMatch: applied.version, body: { note: 'Aime marcher.' } })
    const admitted = await coordinator.admitCandidate({ params, ifMatch: met.version })
    expect(admitted).toMatchObject({ status: 'available', inPool: false, interviewedOn: '2026-11-22', waitingDays: 0 })
    await t.insert('arrival_fact', {
      id: crypto.randomUUID(),
      site_id: t.sites.liege,
      person_id: person.id,
      arrived_on: '2025-03-01',
      precision: 'month',
      source: 'self',
    })
    expect(await read(applied.id)).toMatchObject({
      side: 'newcomer',
      blockers: ['consent_missing', 'interests_missing'],
    })
  })

  test('is found by the person who wishes', async () => {
    const one = await t.given.candidate({ side: 'local' })
    await t.given.candidate({ side: 'local' })
    const { items } = await coordinator.listCandidacies({ query: { personId: one.person_id } })
    expect(items.map(({ id }) => id)).toEqual([one.id])
  })

  test('is one at a time for a person, and of an adult', async () => {
    const { person_id } = await t.given.candidate({ side: 'local' })
    await expect(coordinator.applyForDuo({ body: { personId: person_id } })).rejects.toHaveProblem('already-candidate')
    const child = await t.given.person({ birth_year: 2010 })
    await expect(coordinator.applyForDuo({ body: { personId: child.id } })).rejects.toHaveProblem('rule-broken')
    const eighteen = await t.given.person({ birth_year: 2008, birth_month: 11, birth_day: 23 })
    await expect(coordinator.applyForDuo({ body: { personId: eighteen.id } })).rejects.toHaveProblem('rule-broken')
    await t.sql('update person set birth_day = 22 where id = $1', [eighteen.id])
    await expect(coordinator.applyForDuo({ body: { personId: eighteen.id } })).resolves.toBeDefined()
  })

  test('[C5] has two places for a local only', async () => {
    const newcomer = await t.given.candidate({ side: 'newcomer' })
    const local = await t.given.candidate({ side: 'local' })
    const two = (candidacyId: string) =>
      coordinator.changeCandidacy({ params: { candidacyId }, ifMatch: 1, body: { places: 2 } })
    await expect(two(newcomer.id)).rejects.toHaveProblem('rule-broken')
    expect((await two(local.id)).places).toBe(2)
  })

  test('[C5] who becomes a newcomer has one place, whatever was noted before', async () => {
    const { id: candidacyId, person_id } = await t.given.candidate({ side: 'newcomer' })
    await t.sql('update candidacy set places = 2 where id = $1', [candidacyId])
    const other = await t.given.candidate({ side: 'local' })
    const { id } = await coordinator.proposeDuo({
      body: { newcomerId: candidacyId, localId: other.id, origin: 'suggestion' },
    })
    expect(id).toBeDefined()
    expect(await read(candidacyId)).toMatchObject({ side: 'newcomer', inPool: false, person: { personId: person_id } })
    const { version } = await read(candidacyId)
    await expect(
      coordinator.changeCandidacy({ params: { candidacyId }, ifMatch: version, body: { online: true } }),
    ).rejects.toHaveProblem('rule-broken')
    await expect(
      coordinator.changeCandidacy({ params: { candidacyId }, ifMatch: version, body: { online: true, places: 1 } }),
    ).resolves.toMatchObject({ places: 1, online: true })
  })

  test('keeps its turn over a pause, and leaves the pool while it lasts', async () => {
    const { id } = await t.given.candidate({ side: 'local' })
    const params = { candidacyId: id }
    const paused = await coordinator.pauseCandidacy({ params, ifMatch: 1, body: { until: '2026-12-31' } })
    expect(paused).toMatchObject({ standing: 'paused', inPool: false, pausedUntil: '2026-12-31' })
    const back = await coordinator.resumeCandidacy({ params, ifMatch: paused.version })
    expect(back).toMatchObject({ inPool: true, waitingSince: '2026-10-05', waitingDays: 48, pausedUntil: null })
  })

  test('of a site that one does not reach does not exist, nor in a list', async () => {
    const { id } = await t.given.candidate({ side: 'local', site: 'pilot' })
    await expect(read(id)).rejects.toHaveProblem('not-found')
    const { items } = await coordinator.listCandidacies({ query: { limit: 200 } })
    expect(items.map((one) => one.id)).not.toContain(id)
  })
})

describe('[C1] the pool', () => {
  test('is left at once by whoever withdraws the consent, and nobody is suggested to them or they to anybody', async () => {
    const amina = await t.given.candidate({ side: 'newcomer', interests: ['Vannerie'] })
    const jeanne = await t.given.candidate({ side: 'local', interests: ['Vannerie'] })
    expect((await suggested(amina.id)).items.map(({ other }) => other.candidacyId)).toContain(jeanne.id)
    const [consent] = await t.sql<{ id: string }>('select id from consent where person_id = $1', [jeanne.person_id])
    const params = { personId: jeanne.person_id, consentId: consent?.id ?? '' }
    await coordinator.withdrawConsent({ params })
    expect(await read(jeanne.id)).toMatchObject({ inPool: false, blockers: ['consent_missing'] })
    expect((await suggested(amina.id)).items.map(({ other }) => other.candidacyId)).not.toContain(jeanne.id)
    await expect(suggested(jeanne.id)).rejects.toHaveProblem('not-in-pool', { blockers: ['consent_missing'] })
  })

  test('lists who waits longest first', async () => {
    const old = await t.given.candidate({ side: 'newcomer', waiting_since: '2026-01-01' })
    const { items } = await coordinator.listCandidacies({ query: { inPool: true, side: 'newcomer', limit: 200 } })
    expect(items[0]).toMatchObject({ id: old.id, waitingDays: 325, pastLimit: true })
    // a local with a duo and a place left waits for nobody, however long ago they came
    const local = await t.given.candidate({ side: 'local', places: 2, waiting_since: '2026-01-01' })
    const newcomer = await t.given.candidate({ side: 'newcomer' })
    await givenDuo(t, { status: 'active', newcomer, local })
    const locals = await coordinator.listCandidacies({ query: { inPool: true, side: 'local', limit: 200 } })
    expect(locals.items.find(({ id }) => id === local.id)).toMatchObject({ placesTaken: 1, waitingDays: 0 })
    for (const side of [items, locals.items]) {
      const days = side.map(({ waitingDays }) => waitingDays)
      expect(days).toEqual([...days].sort((a, b) => b - a))
    }
  })
})

describe('[C4] two with few points', () => {
  test('are no suggestion, whoever says so: they are proposed by feel, with the reason kept', async () => {
    const newcomer = await t.given.candidate({ side: 'newcomer', interests: ['Vannerie'] })
    const local = await t.given.candidate({ side: 'local', interests: ['Échecs'] })
    const both = { newcomerId: newcomer.id, localId: local.id }
    await expect(coordinator.proposeDuo({ body: { ...both, origin: 'suggestion' } })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/origin', code: 'rule-broken', params: { rule: 'below-threshold' } }] },
    })
    for (const reason of [null, '  '])
      await expect(coordinator.proposeDuo({ body: { ...both, origin: 'by_feel', reason } })).rejects.toHaveProblem(
        'reason-required',
      )
    const duo = await coordinator.proposeDuo({ body: { ...both, origin: 'by_feel', reason: 'Voisines de palier' } })
    expect(duo).toMatchObject({ origin: 'by_feel', reason: 'Voisines de palier' })
    expect(duo.score).toBeLessThan(450)
  })
})

describe('[C2] suggestions', () => {
  test('come with points that add up, the shared words and what is not known', async () => {
    const hands = ['Poterie', 'Reliure', 'Dorure']
    const slots = ['mon-evening', 'thu-evening', 'sat-morning']
    const amina = await t.given.candidate({ side: 'newcomer', interests: hands, slots })
    const jeanne = await t.given.candidate({ side: 'local', interests: hands, slots })
    const [first] = (await suggested(amina.id)).items
    expect(first?.other.candidacyId).toBe(jeanne.id)
    expect(first?.parts.reduce((sum, { points }) => sum + points, 0)).toBe(first?.score)
    const part = (feature: string) => first?.parts.find((one) => one.feature === feature)
    expect(part('interests')).toMatchObject({ known: true, words: hands })
    expect(part('availability')).toMatchObject({ words: slots })
    expect(part('distance')).toMatchObject({ known: false, points: 0, most: 0 })
    expect(first?.coverage).toBe(70)
  })

  test('[C6] never show two who are kept apart, from either side', async () => {
    const amina = await t.given.candidate({ side: 'newcomer', interests: ['Vitrail'] })
    const jeanne = await t.given.candidate({ side: 'local', interests: ['Vitrail'] })
    const params = { personId: jeanne.person_id }
    const body = { otherId: amina.person_id, reason: 'family' } as const
    const made = await coordinator.excludePair({ params, body })
    await expect(coordinator.excludePair({ params, body })).rejects.toHaveProblem('already-excluded')
    for (const [one, other] of [
      [amina, jeanne],
      [jeanne, amina],
    ] as const) {
      const { items, blocked } = await suggested(one.id)
      expect(items.map((suggestion) => suggestion.other.candidacyId)).not.toContain(other.id)
      expect(blocked).toContainEqual({ blocker: 'apart', people: 1 })
    }
    await coordinator.liftExclusion({ params: { ...params, exclusionId: made.id } })
    expect((await suggested(amina.id)).items.map(({ other }) => other.candidacyId)).toContain(jeanne.id)
  })

  test('[C6] what is recorded of origin, papers or pictures changes no score', async () => {
    const amina = await t.given.candidate({ side: 'newcomer', interests: ['Sérigraphie'] })
    const jeanne = await t.given.candidate({ side: 'local', interests: ['Sérigraphie'] })
    const scores = async () =>
      (await suggested(amina.id)).items.find(({ other }) => other.candidacyId === jeanne.id)?.score
    const before = await scores()
    await t.sql(
      `update person set given_name = 'Zoé', own_script_name = 'زوي', email = 'zoe@demo.interra.test', phone = '+32470000000',
         contact_language = 'ti', heard_through_term_id = null, is_belgian = null, lifelong_resident = true where id = $1`,
      [jeanne.person_id],
    )
    await t.sql("update arrival_fact set source = 'document', arrived_on = '2025-12-01' where person_id = $1", [
      amina.person_id,
    ])
    expect(await scores()).toBe(before)
  })
})

describe('[C12] who is missing', () => {
  test('is said by part of the week: three locals free on Sunday morning', async () => {
    const at = { site: 'pilot', slots: ['sun-morning'] } as const
    for (let number = 0; number < 4; number++) await t.given.candidate({ ...at, side: 'newcomer' })
    await t.given.candidate({ ...at, side: 'local' })
    const there = await t.as('coordinator', { site: 'pilot' })
    const balance = await there.getPoolBalance({ query: { siteId: t.sites.pilot } })
    expect(balance).toMatchObject({
      newcomers: 4,
      locals: 2,
      newcomerDays: 48,
      newcomersPastLimit: 0,
      localsPastLimit: 0,
    })
    expect(balance.missing).toContainEqual({ side: 'local', trait: 'slot', value: 'sun-morning', people: 3 })
  })
})
