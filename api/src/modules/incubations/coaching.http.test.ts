import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation, type Accompanied, type Guest } from '../../../test/incubations.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

/** Somebody with a coach in their circle. */
async function coached(): Promise<{ one: Accompanied; coach: Guest }> {
  const one = await givenIncubation(t)
  const coach = await givenGuest(t)
  await givenAround(t, one, coach.personId)
  return { one, coach }
}
const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const logAt = (one: Accompanied, id: string) => ({ params: { incubationId: one.id, coachingLogId: id } })
const hour = { heldOn: '2026-11-20', minutes: 60, mode: 'in_person', role: 'coach' } as const
const open = (client: ApiClient, coachId: string, more = {}) =>
  client.openCoachingSlot({
    body: { siteId: t.sites.liege, coachId, startsOn: '2026-12-01', startsTime: '10:00', endsTime: '11:00', ...more },
  })
const slotAt = ({ id, version }: { id: string; version: number }) => ({
  params: { coachingSlotId: id },
  ifMatch: version,
})

describe('[E8] times for coaching', () => {
  test('[E8] a coach is never booked twice, nor whoever is coached, also when two book at once', async () => {
    const { one, coach } = await coached()
    const second = await givenGuest(t)
    await givenAround(t, one, second.personId, { role: 'expert' })
    const slot = await open(coach.client, coach.personId)
    await expect(open(coordinator, coach.personId, { startsTime: '10:30', endsTime: '11:30' })).rejects.toHaveProblem(
      'coach-taken',
    )
    await open(coordinator, coach.personId, { startsTime: '11:00', endsTime: '12:00' })
    const other = await open(second.client, second.personId, { startsTime: '10:30', endsTime: '11:30' })
    const both = await Promise.allSettled([
      coordinator.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: one.id } }),
      coordinator.bookCoachingSlot({ ...slotAt(other), body: { incubationId: one.id } }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'incubatee-taken' })
  })

  test('[E8] a time is booked, released and cancelled; a cancelled one leaves the hour free', async () => {
    const { one, coach } = await coached()
    const slot = await open(coach.client, coach.personId)
    const booked = await coach.client.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: one.id } })
    expect(booked).toMatchObject({ status: 'booked', incubatee: { incubationId: one.id } })
    const again = coach.client.bookCoachingSlot({ ...slotAt(booked), body: { incubationId: one.id } })
    await expect(again).rejects.toHaveProblem('act-not-possible')
    const free = await coach.client.releaseCoachingSlot(slotAt(booked))
    expect(free).toMatchObject({ status: 'free', incubatee: null })
    expect((await coach.client.cancelCoachingSlot(slotAt(free))).status).toBe('cancelled')
    expect((await open(coach.client, coach.personId)).status).toBe('free')
  })

  test('[E8] it is for whom the coach accompanies on that day, in the wall time of the site', async () => {
    const { coach } = await coached()
    const stranger = await givenIncubation(t)
    const slot = await open(coach.client, coach.personId, { startsOn: '2027-03-29' })
    expect(slot.startsAt).toBe('2027-03-29T08:00:00+00:00')
    const booking = coordinator.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: stranger.id } })
    await expect(booking).rejects.toHaveProblem('rule-broken')
    await givenAround(t, stranger, coach.personId, { ends_on: '2026-12-31' })
    const later = coordinator.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: stranger.id } })
    await expect(later).rejects.toHaveProblem('rule-broken')
    const gap = open(coach.client, coach.personId, { startsOn: '2027-03-28', startsTime: '02:30', endsTime: '03:30' })
    await expect(gap).rejects.toHaveProblem('time-does-not-exist')
    const past = open(coach.client, coach.personId, { startsOn: '2026-11-20' })
    await expect(past).rejects.toHaveProblem('rule-broken')
  })

  test('[E8] a coach sees and opens their own times only', async () => {
    const [mine, other] = [await givenGuest(t), await givenGuest(t)]
    await open(mine.client, mine.personId)
    const theirs = await open(other.client, other.personId)
    const { items } = await mine.client.listCoachingSlots({ query: {} })
    expect(items.map(({ coach }) => coach.personId)).toEqual([mine.personId])
    await expect(mine.client.cancelCoachingSlot(slotAt(theirs))).rejects.toHaveProblem('not-found')
    const forOther = open(mine.client, other.personId, { startsOn: '2026-12-02' })
    await expect(forOther).rejects.toHaveProblem('rule-broken')
  })
})

describe('[E8] whom a time is for', () => {
  test('[E8] a coach reads it only while they stand around them', async () => {
    const { one, coach } = await coached()
    const slot = await open(coach.client, coach.personId, { startsOn: '2026-12-14' })
    const booked = await coach.client.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: one.id } })
    const read = async () =>
      (await coach.client.listCoachingSlots({ query: {} })).items.find(({ id }) => id === slot.id)
    expect(await read()).toMatchObject({ incubatee: { incubationId: one.id } })
    await t.sql(`update consent set withdrawn_at = now() where person_id = $1`, [one.personId])
    expect(await read()).toMatchObject({ status: 'booked', incubatee: null, version: booked.version })
    const asked = await coach.client.listCoachingSlots({ query: { incubationId: one.id } })
    expect(asked.items).toEqual([])
    const { items } = await coordinator.listCoachingSlots({ query: { coachId: coach.personId } })
    expect(items).toMatchObject([{ incubatee: { incubationId: one.id } }])
  })

  test('[E8] the times after the last day of a coach around somebody are free again, whoever shortens it', async () => {
    const { one, coach } = await coached()
    const second = await givenGuest(t)
    await givenAround(t, one, second.personId)
    const book = async (who: Guest, startsOn: string) => {
      const slot = await open(who.client, who.personId, { startsOn })
      return (await coordinator.bookCoachingSlot({ ...slotAt(slot), body: { incubationId: one.id } })).id
    }
    const [kept, freed] = [await book(coach, '2026-12-15'), await book(coach, '2026-12-16')]
    const others = await book(second, '2026-12-17')
    const states = async () => {
      const { items } = await coordinator.listCoachingSlots({ query: {} })
      return [kept, freed, others].map((id) => items.find((one) => one.id === id)?.status)
    }
    const { circle } = await coordinator.getIncubation(at(one))
    const mine = circle.find(({ person }) => person.personId === coach.personId)
    await coordinator.endCircleMember({
      params: { incubationId: one.id, circleMemberId: mine?.id ?? '' },
      body: { endsOn: '2026-12-15' },
      ifMatch: mine?.version ?? 0,
    })
    expect(await states()).toEqual(['booked', 'free', 'booked'])
    const { version } = await coordinator.getIncubation(at(one))
    await coordinator.moveIncubation({ ...at(one), ifMatch: version, body: { act: 'stop', reason: 'Déménage' } })
    expect(await states()).toEqual(['free', 'free', 'free'])
  })
})

describe('[E8] the log of a coaching', () => {
  test('[E8] is signed by whoever wrote it and acknowledged; signed it counts and stays as it is', async () => {
    const { one, coach } = await coached()
    const body = { ...hour, topics: ['finance' as const], nextSteps: 'Un devis', sharedNote: 'Le budget tient' }
    const draft = await coach.client.addCoachingLog({ ...at(one), body })
    expect(draft).toMatchObject({ status: 'draft', mine: true, coach: { personId: coach.personId } })
    expect((await coach.client.listCoaching(at(one))).minutes).toBe(0)
    const others = coordinator.signCoachingLog({ ...logAt(one, draft.id), ifMatch: draft.version })
    await expect(others).rejects.toHaveProblem('act-not-possible')
    const signed = await coach.client.signCoachingLog({ ...logAt(one, draft.id), ifMatch: draft.version })
    expect(signed.signedAt).not.toBeNull()
    expect((await coach.client.listCoaching(at(one))).minutes).toBe(60)
    const late = coach.client.changeCoachingLog({
      ...logAt(one, draft.id),
      ifMatch: signed.version,
      body: { minutes: 90 },
    })
    await expect(late).rejects.toHaveProblem('act-not-possible')
    const early = coach.client.acknowledgeCoachingLog({
      ...logAt(one, draft.id),
      ifMatch: signed.version,
      body: { on: '2026-11-19', through: 'paper' },
    })
    await expect(early).rejects.toHaveProblem('rule-broken')
    const agreed = await coach.client.acknowledgeCoachingLog({
      ...logAt(one, draft.id),
      ifMatch: signed.version,
      body: { through: 'message' },
    })
    // the coached have no account: it is noted by somebody, who is named
    const acknowledgement = { on: '2026-11-22', through: 'message', notedBy: expect.stringMatching(/^coach /) }
    expect(agreed).toMatchObject({ status: 'acknowledged', acknowledgement })
    const gone = await coach.client.withdrawCoachingLog({
      ...logAt(one, draft.id),
      ifMatch: agreed.version,
      body: { reason: 'Noté deux fois' },
    })
    expect(gone).toMatchObject({ status: 'withdrawn', statusReason: 'Noté deux fois' })
    expect(await coach.client.listCoaching(at(one))).toMatchObject({ minutes: 0, items: [{ id: draft.id }] })
  })

  test('[E8] a mentor reads what it says once it is signed and shared, not a draft nor what was withdrawn', async () => {
    const { one, coach } = await coached()
    const mentor = await givenGuest(t, 'mentor')
    await givenAround(t, one, mentor.personId, { role: 'mentor' })
    const said = { topics: ['finance' as const], nextSteps: 'Un devis', sharedNote: 'Le budget tient' }
    const read = async () => (await mentor.client.listCoaching(at(one))).items[0]
    const untold = { topics: [] }
    const draft = await coach.client.addCoachingLog({ ...at(one), body: { ...hour, ...said, shared: true } })
    expect(await read()).toMatchObject({ status: 'draft', ...untold })
    expect(await read()).not.toHaveProperty('sharedNote')
    expect(await read()).not.toHaveProperty('nextSteps')
    const signed = await coach.client.signCoachingLog({ ...logAt(one, draft.id), ifMatch: draft.version })
    expect(await read()).toMatchObject({ status: 'signed', ...said })
    const body = { reason: 'Noté pour quelqu’un d’autre' }
    await coach.client.withdrawCoachingLog({ ...logAt(one, draft.id), ifMatch: signed.version, body })
    expect(await read()).toMatchObject({ status: 'withdrawn', ...untold })
    expect(await read()).not.toHaveProperty('sharedNote')
  })

  test('[E8] no log lies ahead or outside the incubation, and no coach signs for another', async () => {
    const { one, coach } = await coached()
    const other = await t.given.person()
    const wrong = [{ heldOn: '2026-11-23' }, { heldOn: '2026-01-04' }, { coachId: other.id }]
    for (const more of wrong) {
      const added = coach.client.addCoachingLog({ ...at(one), body: { ...hour, ...more } })
      await expect(added).rejects.toHaveProblem('rule-broken')
    }
  })
})

describe('[E8] a private note', () => {
  const secret = 'Doute beaucoup, en parler avec douceur : mot-canari'

  test('[E8] is read by its author alone, whoever asks and by whatever way', async () => {
    const { one, coach } = await coached()
    const [second, expert] = [await givenGuest(t), await givenGuest(t, 'expert')]
    await givenAround(t, one, second.personId)
    await givenAround(t, one, expert.personId, { role: 'expert' })
    const body = { ...hour, sharedNote: 'Le budget', privateNote: secret, sign: true }
    const { id } = await coach.client.addCoachingLog({ ...at(one), body })
    expect(await coach.client.readPrivateNote(logAt(one, id))).toEqual({ text: secret })
    for (const client of [second.client, coordinator, await t.as('admin'), await t.as('programme_lead')]) {
      expect(await client.readPrivateNote(logAt(one, id))).toEqual({ text: null })
      const answers = [
        await client.listCoaching(at(one)),
        await client.getIncubation(at(one)),
        await client.getPath(at(one)),
        await client.listIncubations({ query: {} }),
      ]
      expect(JSON.stringify(answers)).not.toContain('mot-canari')
    }
    await expect(expert.client.readPrivateNote(logAt(one, id))).rejects.toHaveProblem('not-allowed')
    const timeline = await coordinator.getTimeline({ params: { personId: one.personId }, query: {} })
    const found = await coordinator.search({ body: { text: 'mot-canari' } })
    expect(JSON.stringify([timeline, found])).not.toContain('mot-canari')
    // nor does it stand anywhere else in the database
    for (const table of ['audit_event', 'read_trace', 'coaching_log', 'history.coaching_log', 'idempotency_key']) {
      const [row] = await t.sql<{ held: boolean }>(
        `select case when to_regclass($1) is null then false
           else (xpath('/row/held/text()', query_to_xml(format('select coalesce(bool_or(x::text like %L), false) as held from %s x', '%mot-canari%', $1), false, true, '')))[1]::text = 'true'
         end as held`,
        [table],
      )
      expect([table, row?.held]).toEqual([table, false])
    }
  })

  test('[E8] each one has their own, and writing it shows nobody else’s', async () => {
    const { one, coach } = await coached()
    const second = await givenGuest(t)
    await givenAround(t, one, second.personId)
    const { id } = await coach.client.addCoachingLog({ ...at(one), body: { ...hour, privateNote: secret } })
    await second.client.writePrivateNote({ ...logAt(one, id), body: { text: 'La mienne' } })
    expect(await second.client.readPrivateNote(logAt(one, id))).toEqual({ text: 'La mienne' })
    expect(await coach.client.readPrivateNote(logAt(one, id))).toEqual({ text: secret })
  })

  test('[E8] PostgreSQL itself shows it to nobody but its author, whatever is asked', async () => {
    const { one, coach } = await coached()
    const { id } = await coach.client.addCoachingLog({ ...at(one), body: { ...hour, privateNote: secret } })
    const [author] = await t.sql<{ created_by: string }>('select created_by from coaching_log where id = $1', [id])
    const seenBy = async (actorId: string | null, sites: readonly string[]) => {
      const scope = { sites, filterSites: sites, actorKind: 'account' as const, actorId, requestId: 'private' }
      const select = { name: 'all-private-notes', text: 'select note from coaching_private_note' }
      return (await t.database.write(scope, (db) => db.hot<{ note: string }>(select, []))).length
    }
    const stranger = await t.signIn('admin', { site: 'all' })
    expect(await seenBy(author?.created_by ?? null, [t.sites.liege])).toBe(1)
    expect(await seenBy(stranger.accountId, [t.sites.liege, t.sites.pilot])).toBe(0)
    expect(await seenBy(null, [t.sites.liege])).toBe(0)
    // and its author, once they have no site here any more
    expect(await seenBy(author?.created_by ?? null, [t.sites.pilot])).toBe(0)
  })

  test('[E8] a coach whose days in the circle are over reads no note there, their own included', async () => {
    const { one, coach } = await coached()
    const { id } = await coach.client.addCoachingLog({ ...at(one), body: { ...hour, privateNote: secret } })
    await t.sql(`update circle_member set ends_on = '2026-11-21' where incubation_id = $1`, [one.id])
    await expect(coach.client.readPrivateNote(logAt(one, id))).rejects.toHaveProblem('not-found')
    await expect(coach.client.listCoaching(at(one))).rejects.toHaveProblem('not-found')
  })
})
