import { ApiProblem, type Registration } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startApi, type Api } from '../../../test/harness.ts'
import type { ApiClient } from '../../../test/client.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
if (full) jest.setTimeout(600_000)

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const people = (count: number) => Promise.all(Array.from({ length: count }, () => t.given.person()))
const register = (sessionId: string, personId: string, waitlist = false) =>
  coordinator.registerForSession({ params: { sessionId }, body: { personId, waitlist } })

/** What the database holds about the places of a session, counted and not looked up. */
async function placesOf(sessionId: string) {
  const [row] = await t.sql<{ capacity: number; taken: number; waiting: number; seats: number; queue: number }>(
    `select capacity, taken, waiting,
       (select count(*)::int from registration r where r.session_id = q.session_id and r.status in ('confirmed', 'offered')) as seats,
       (select count(*)::int from registration r where r.session_id = q.session_id and r.status = 'waitlisted') as queue
     from session_seats q where session_id = $1`,
    [sessionId],
  )
  if (!row) throw new Error('a session without places')
  return row
}

describe('[A10] capacity', () => {
  test('[A10] 50 people at once for 10 places: exactly 10 get one, and all others get the same answer', async () => {
    const crowd = await people(50)
    for (let round = 0; round < (full ? 200 : 10); round++) {
      const { id } = await t.given.session({ capacity: 10 })
      const outcomes = await Promise.allSettled(crowd.map((person) => register(id, person.id)))
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
      expect(refused).toHaveLength(40)
      const answers = refused.map((reason) =>
        reason instanceof ApiProblem ? JSON.stringify([reason.code, reason.status, reason.extra]) : 'another error',
      )
      expect(new Set(answers)).toEqual(new Set([JSON.stringify(['session-full', 409, {}])]))
      expect(await placesOf(id)).toEqual({ capacity: 10, taken: 10, waiting: 0, seats: 10, queue: 0 })
    }
  })

  test('[A10] sent again with the same Idempotency-Key, ten times at once and later, it changes nothing', async () => {
    const { id } = await t.given.session({ capacity: 10 })
    const [person] = await people(1)
    const send = (idempotencyKey: string) =>
      coordinator.registerForSession({
        params: { sessionId: id },
        body: { personId: person?.id ?? '' },
        idempotencyKey,
      })
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => send('once')))
    const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    for (const one of outcomes)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'idempotency-in-progress' })
    expect(new Set(made).size).toBe(1)
    expect((await send('once')).id).toBe(made[0])
    expect(await placesOf(id)).toMatchObject({ taken: 1, seats: 1 })
    await expect(send('another')).rejects.toHaveProblem('already-registered')
  })

  test('[A10] places given up, taken, offered and lowered at the same time: never more than there are', async () => {
    for (let round = 0; round < (full ? 30 : 4); round++) {
      const { id } = await t.given.session({ capacity: 8 })
      const crowd = await people(24)
      const first = await Promise.all(crowd.slice(0, 12).map((person) => register(id, person.id, true)))
      const give = ({ id: registrationId, version }: Registration) =>
        coordinator.cancelRegistration({ params: { registrationId }, body: { by: 'person' }, ifMatch: version })
      const setPlaces = async (capacity: number) => {
        const { version } = await coordinator.getSession({ params: { sessionId: id } })
        return coordinator.changeCapacity({ params: { sessionId: id }, body: { capacity }, ifMatch: version })
      }
      const outcomes = await Promise.allSettled([
        ...crowd.slice(12).map((person) => register(id, person.id, true)),
        ...first.slice(0, 6).map(give),
        setPlaces(6),
        setPlaces(9),
        setPlaces(7),
      ])
      for (const one of outcomes)
        if (one.status === 'rejected')
          expect(['capacity-below-seats', 'version-outdated']).toContain((one.reason as ApiProblem).code)
      const { capacity, taken, waiting, seats, queue } = await placesOf(id)
      expect([taken, waiting]).toEqual([seats, queue])
      expect(seats).toBe(capacity)
      const inLine = await t.sql<{ first_waiting: number; last_seated: number }>(
        `select min(place) filter (where status = 'waitlisted') as first_waiting,
           max(place) filter (where status = 'offered') as last_seated from registration where session_id = $1`,
        [id],
      )
      expect(inLine[0]?.last_seated ?? 0).toBeLessThan(inLine[0]?.first_waiting ?? Infinity)
    }
  })

  test('[A10] the database itself refuses a place too many, whoever writes', async () => {
    const { id } = await t.given.session({ capacity: 1 })
    const [one, two] = await people(2)
    await t.given.registration({ session_id: id, person_id: one?.id })
    await expect(t.given.registration({ session_id: id, person_id: two?.id })).rejects.toThrow('session_seats_taken')
  })
})

describe('registering', () => {
  test('one live registration for a person and a session', async () => {
    const { id } = await t.given.session()
    const [person] = await people(1)
    await register(id, person?.id ?? '')
    await expect(register(id, person?.id ?? '')).rejects.toHaveProblem('already-registered')
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(async () => register((await t.given.session()).id, person?.id ?? '')),
    )
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true)
  })

  test.each([
    ['cancelled_by_person', true],
    ['declined', true],
    ['expired', true],
    ['cancelled_by_org', false],
    ['refused', false],
  ])('after %s, registering again is possible: %s', async (status, possible) => {
    const { id } = await t.given.session()
    const [person] = await people(1)
    await t.given.registration({ session_id: id, person_id: person?.id, status })
    const again = register(id, person?.id ?? '')
    if (possible) expect((await again).status).toBe('confirmed')
    else await expect(again).rejects.toHaveProblem('registration-refused')
  })

  test('not for a session that is cancelled, held or over; not somebody unknown or of another site', async () => {
    const [person] = await people(1)
    const personId = person?.id ?? ''
    for (const given of [{ status: 'cancelled' }, { status: 'held' }, { starts_on: '2026-11-20' }])
      await expect(register((await t.given.session(given)).id, personId)).rejects.toHaveProblem('session-closed')
    const { id } = await t.given.session()
    const stranger = await t.given.person({ site: 'pilot' })
    await expect(register(id, stranger.id)).rejects.toHaveProblem('rule-broken')
    const elsewhere = await t.given.session({ site: 'pilot' })
    await expect(register(elsewhere.id, personId)).rejects.toHaveProblem('not-found')
  })

  test('a session that is full says so, and puts on the waiting list when asked', async () => {
    const { id } = await t.given.session({ capacity: 1 })
    const [one, two, three] = await people(3)
    expect((await register(id, one?.id ?? '')).status).toBe('confirmed')
    await expect(register(id, two?.id ?? '')).rejects.toHaveProblem('session-full')
    expect(await register(id, two?.id ?? '', true)).toMatchObject({ status: 'waitlisted', position: 1 })
    expect(await register(id, three?.id ?? '', true)).toMatchObject({ status: 'waitlisted', position: 2 })
    expect(await coordinator.getSession({ params: { sessionId: id } })).toMatchObject({ taken: 1, waiting: 2 })
  })
})

describe('who sees the list', () => {
  test('a host reads given names of their own session, a helper names; neither contacts; a reader has no list', async () => {
    const hosting = await t.given.person()
    const session = await t.given.session()
    const columns = {
      id: session.id,
      site_id: session.site_id,
      session_id: session.id,
      person_id: hosting.id,
      part: 'lead',
    }
    await t.insert('session_host', columns)
    const person = await t.given.person({
      given_name: 'Selam',
      family_name: 'Ghebre',
      usual_name: 'Selam la couturière',
      phone: '+32470000002',
      contact_channel: 'phone',
    })
    await register(session.id, person.id)
    const params = { sessionId: session.id }
    const seenBy = async (client: ApiClient, query = {}) =>
      (await client.listRegistrations({ params, query })).items[0]?.person
    const names = { givenName: 'Selam', familyName: 'Ghebre', usualName: 'Selam la couturière' }
    expect(await seenBy(coordinator, { toPhone: true })).toEqual({ id: person.id, ...names, phone: '+32470000002' })
    const host = await t.as('host', { personId: hosting.id })
    expect(await seenBy(await t.as('helper'))).toEqual({ id: person.id, ...names, phone: undefined })
    expect(await seenBy(host)).toEqual({ id: person.id, givenName: 'Selam' })
    // who has no e-mail is told to nobody who may not read e-mails, whichever way they ask
    for (const client of [host, await t.as('helper')])
      for (const toPhone of [true, false])
        await expect(seenBy(client, { toPhone })).rejects.toHaveProblem('not-allowed', { filter: 'toPhone' })
    const [atTheDoor] = (await (await t.as('helper')).listRegistrations({ params })).items
    expect(Object.keys(atTheDoor?.author ?? {})).toEqual(['kind', 'name'])
    const otherHost = await t.as('host', { personId: person.id })
    await expect(otherHost.listRegistrations({ params })).rejects.toHaveProblem('not-found')
    await expect((await t.as('reader')).listRegistrations({ params })).rejects.toHaveProblem('not-allowed')
  })

  test('page after page, in the order of registration, by state', async () => {
    const { id } = await t.given.session({ capacity: 3 })
    const crowd = await people(5)
    for (const person of crowd) await register(id, person.id, true)
    const params = { sessionId: id }
    const first = await coordinator.listRegistrations({ params, query: { limit: 2 } })
    const second = await coordinator.listRegistrations({ params, query: { limit: 3, after: first.next ?? '' } })
    expect([...first.items, ...second.items].map(({ person }) => person.id)).toEqual(crowd.map((one) => one.id))
    expect(second.next).toBeNull()
    const waiting = await coordinator.listRegistrations({ params, query: { status: 'waitlisted' } })
    expect(waiting.items.map(({ position }) => position)).toEqual([1, 2])
  })
})

describe('[A12] registered by somebody else', () => {
  test('[A12] the author stays: the account, and the partner on whose behalf; the export says so with the outcome', async () => {
    const { client, accountId } = await t.signIn('coordinator', { name: 'Camille Essai' })
    const partner = await t.insert<{ id: string }>('partner', {
      id: (await t.given.person()).id,
      site_id: t.sites.liege,
      name: 'École de français',
      types: ['fle'],
    })
    const workshop = await t.given.workshop({ title: '=Cuisine' })
    const session = await t.given.session({ workshop_id: workshop.id, starts_on: '2027-01-14' })
    const [one, two] = await people(2)
    const params = { sessionId: session.id }
    const direct = await client.registerForSession({ params, body: { personId: one?.id ?? '' } })
    expect(direct.author).toEqual({ kind: 'staff', name: 'Camille Essai', partnerId: null, partner: null })
    const referred = await client.registerForSession({
      params,
      body: { personId: two?.id ?? '', authorPartnerId: partner.id },
    })
    expect(referred.author).toEqual({
      kind: 'partner',
      name: 'Camille Essai',
      partnerId: partner.id,
      partner: 'École de français',
    })
    const other = await t.as('programme_lead')
    const cancelled = await other.cancelRegistration({
      params: { registrationId: referred.id },
      body: { by: 'organisation', reason: 'Groupe trop grand' },
      ifMatch: referred.version,
    })
    expect(cancelled.author).toEqual(referred.author)
    const [kept] = await t.sql(
      'select author_kind, author_account_id, author_partner_id from registration where id = $1',
      [referred.id],
    )
    expect(kept).toEqual({ author_kind: 'partner', author_account_id: accountId, author_partner_id: partner.id })

    const csv = await csvOf(`/v1/registrations.csv?from=2027-01-14&to=2027-01-15`)
    expect(csv).toHaveLength(2)
    expect(csv[0]).toMatchObject({
      Atelier: "'=Cuisine",
      Inscription: 'Confirmée',
      'Inscription faite par': 'L’équipe',
    })
    expect(csv[1]).toMatchObject({
      Inscription: 'Annulée par Interra',
      'Inscription faite par': 'Un partenaire',
      Compte: 'Camille Essai',
      Partenaire: 'École de français',
    })
  })

  test('a partner that is not known here is refused', async () => {
    const { id } = await t.given.session()
    const [person] = await people(1)
    const body = { personId: person?.id ?? '', authorPartnerId: id }
    await expect(coordinator.registerForSession({ params: { sessionId: id }, body })).rejects.toHaveProblem(
      'rule-broken',
    )
  })

  async function csvOf(path: string): Promise<Record<string, string>[]> {
    const { cookie } = await t.signIn('coordinator')
    const answer = await fetch(new URL(path, t.url), { headers: { cookie } })
    expect(answer.headers.get('content-type')).toContain('text/csv')
    return parse(await answer.text(), { bom: true, columns: true, delimiter: ';' })
  }
})
