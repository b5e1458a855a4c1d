import {
  after,
  registrationMachine,
  registrationStates,
  type Registration,
  type RegistrationAct,
  type RegistrationState,
} from '@interra/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import type { ApiClient } from '../../../test/client.ts'

/** In the past, so that a job asked for at the end of an offer is due when the tests set the clock there. */
const monday = '2026-03-02T09:00:00Z'
const hoursLater = (hours: number) => new Date(Date.parse(monday) + hours * 3_600_000).toISOString()

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi({ now: monday })
  coordinator = await t.as('coordinator')
})
beforeEach(() => t.clock.set(monday))
afterAll(() => t.stop())

/** A session on Monday 9 March at 18:00 with one confirmed person and some who wait, in that order. */
async function full(waiting: number, given: Record<string, unknown> = {}) {
  const session = await t.given.session({ capacity: 1, starts_on: '2026-03-09', ...given })
  const params = { sessionId: session.id }
  const all: Registration[] = []
  for (let index = 0; index <= waiting; index++) {
    const person = await t.given.person({ email: `${index}.${session.id}@demo.interra.test` })
    all.push(await coordinator.registerForSession({ params, body: { personId: person.id, waitlist: true } }))
  }
  const [seated, ...line] = all
  if (!seated) throw new Error('somebody is seated')
  return { session, params, seated, line }
}
const read = async (sessionId: string) => (await coordinator.listRegistrations({ params: { sessionId } })).items
const states = async (sessionId: string) => (await read(sessionId)).map(({ status }) => status)
const cancel = ({ id, version }: Registration, by: 'person' | 'organisation' = 'person') =>
  coordinator.cancelRegistration({ params: { registrationId: id }, body: { by, reason: 'Essai' }, ifMatch: version })
async function fresh(sessionId: string, id: string): Promise<Registration> {
  const found = (await read(sessionId)).find((one) => one.id === id)
  if (!found) throw new Error('a registration is never deleted')
  return found
}
const answer = async (sessionId: string, id: string, name: 'acceptOffer' | 'declineOffer') =>
  coordinator[name]({ params: { registrationId: id }, ifMatch: (await fresh(sessionId, id)).version })

describe('[A11] the waiting list', () => {
  test('[A11] an offer ends when its session begins, also when that is brought forward', async () => {
    const { session, seated, line } = await full(1, { starts_on: '2026-03-11' })
    await cancel(seated)
    const until = async () => (await fresh(session.id, line[0]?.id ?? '')).offeredUntil
    expect(await until()).toBe('2026-03-04T09:00:00+00:00')
    const move = async (startsOn: string) => {
      const params = { sessionId: session.id }
      const { version } = await coordinator.getSession({ params })
      const hours = { startsTime: '10:30', endsTime: '12:00' }
      await coordinator.moveSession({ params, body: { startsOn, ...hours }, ifMatch: version })
    }
    await move('2026-03-10')
    expect(await until()).toBe('2026-03-04T09:00:00+00:00')
    await move('2026-03-03')
    expect(await until()).toBe('2026-03-03T09:30:00+00:00')
    // the offer of a session that is put off again is not lengthened: what was told stands
    await move('2026-03-12')
    expect(await until()).toBe('2026-03-03T09:30:00+00:00')
    t.clock.set('2026-03-03T09:31:00Z')
    await t.runJobs()
    expect((await fresh(session.id, line[0]?.id ?? '')).status).toBe('expired')
  })

  test('[A11] a place given up is offered once, to the first who waits, for 48 hours, and held meanwhile', async () => {
    const { session, seated, line } = await full(3)
    await cancel(seated)
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'offered', 'waitlisted', 'waitlisted'])
    const offered = await fresh(session.id, line[0]?.id ?? '')
    expect(offered.offeredUntil).toBe('2026-03-04T09:00:00+00:00')
    expect((await read(session.id)).map(({ position }) => position)).toEqual([null, null, 1, 2])
    const newcomer = await t.given.person()
    await expect(
      coordinator.registerForSession({ params: { sessionId: session.id }, body: { personId: newcomer.id } }),
    ).rejects.toHaveProblem('session-full')
    const messages = await t.sql("select payload from outbox_message where kind = 'place-offered' and person_id = $1", [
      offered.person.id,
    ])
    expect(messages).toHaveLength(1)
    expect(messages[0]?.['payload']).toMatchObject({
      when: 'lundi 9 mars 2026, de 18:00 à 20:00',
      until: 'mercredi 4 mars 2026, 10:00',
    })
  })

  test('[A11] accepted: the place is theirs; declined: the next one gets it', async () => {
    const { session, seated, line } = await full(3)
    await cancel(seated)
    await answer(session.id, line[0]?.id ?? '', 'declineOffer')
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'declined', 'offered', 'waitlisted'])
    const accepted = await answer(session.id, line[1]?.id ?? '', 'acceptOffer')
    expect(accepted).toMatchObject({ status: 'confirmed', offeredUntil: null })
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'declined', 'confirmed', 'waitlisted'])
  })

  test('[A11] an offer without an answer ends and passes on, in order, until somebody takes it', async () => {
    const { session, seated, line } = await full(3)
    await cancel(seated)
    t.clock.set(hoursLater(47))
    await passOn()
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'offered', 'waitlisted', 'waitlisted'])
    t.clock.set(hoursLater(48))
    await expect(answer(session.id, line[0]?.id ?? '', 'acceptOffer')).rejects.toHaveProblem('offer-expired')
    await passOn()
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'expired', 'offered', 'waitlisted'])
    t.clock.set(hoursLater(96))
    await passOn()
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'expired', 'expired', 'offered'])
    const taken = await answer(session.id, line[2]?.id ?? '', 'acceptOffer')
    expect(taken.status).toBe('confirmed')
  })

  test('[A11] the job asked for with the offer runs when its time is over', async () => {
    const { session, seated } = await full(1)
    await cancel(seated)
    t.clock.set(hoursLater(49))
    await t.runJobs()
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'expired'])
  })

  test('[A11] run by two workers at once, an offer passes on once', async () => {
    const { session, seated } = await full(3)
    await cancel(seated)
    t.clock.set(hoursLater(48))
    await Promise.all([passOn(), passOn(), passOn()])
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'expired', 'offered', 'waitlisted'])
  })

  test('[A11] an offer ends when the session begins, and then nothing passes on', async () => {
    t.clock.set('2026-03-08T20:00:00Z')
    const { session, seated, line } = await full(2)
    await cancel(seated)
    expect((await fresh(session.id, line[0]?.id ?? '')).offeredUntil).toBe('2026-03-09T17:00:00+00:00')
    t.clock.set('2026-03-09T17:00:00Z')
    await passOn()
    expect(await states(session.id)).toEqual(['cancelled_by_person', 'expired', 'waitlisted'])
  })

  test('the hours of an offer are the policy of the site', async () => {
    const pilot = await t.as('coordinator', { site: 'pilot' })
    await t.sql("update policy set value = '6' where site_id = $1 and key = 'offer_hours'", [t.sites.pilot])
    const session = await t.given.session({ site: 'pilot', capacity: 1, starts_on: '2026-03-09' })
    const params = { sessionId: session.id }
    const two = await Promise.all([t.given.person({ site: 'pilot' }), t.given.person({ site: 'pilot' })])
    const made = []
    for (const { id } of two)
      made.push(await pilot.registerForSession({ params, body: { personId: id, waitlist: true } }))
    const [first] = made
    await pilot.cancelRegistration({ params: { registrationId: first?.id ?? '' }, body: { by: 'person' }, ifMatch: 1 })
    const { items } = await pilot.listRegistrations({ params, query: { status: 'offered' } })
    expect(items[0]?.offeredUntil).toBe('2026-03-02T15:00:00+00:00')
  })

  test('leaving the waiting list frees no place; somebody who waited may wait again, at its end', async () => {
    const { session, params, line } = await full(2)
    const [first] = line
    if (!first) throw new Error('two wait')
    await cancel(first)
    expect(await states(session.id)).toEqual(['confirmed', 'cancelled_by_person', 'waitlisted'])
    await coordinator.registerForSession({ params, body: { personId: first.person.id, waitlist: true } })
    expect((await read(session.id)).map(({ position }) => position)).toEqual([null, null, 1, 2])
  })

  test('more places are offered in order, at once; fewer than are taken is refused', async () => {
    const { session, params } = await full(3)
    const { version } = await coordinator.getSession({ params })
    const raised = await coordinator.changeCapacity({ params, body: { capacity: 3 }, ifMatch: version })
    expect(raised).toMatchObject({ capacity: 3, taken: 3, offered: 2, waiting: 1 })
    expect(await states(session.id)).toEqual(['confirmed', 'offered', 'offered', 'waitlisted'])
    await expect(
      coordinator.changeCapacity({ params, body: { capacity: 2 }, ifMatch: raised.version }),
    ).rejects.toHaveProblem('capacity-below-seats', { taken: 3 })
  })

  test('a session that was cancelled offers nothing any more', async () => {
    const { session, params, seated } = await full(1)
    const { version } = await coordinator.getSession({ params })
    await coordinator.cancelSession({ params, body: { scope: 'this', reason: 'Essai' }, ifMatch: version })
    await expect(cancel(seated)).rejects.toHaveProblem('session-closed')
    expect(await states(session.id)).toEqual(['confirmed', 'waitlisted'])
  })
})

/** The real job, asked for now. */
async function passOn(): Promise<void> {
  await t.sql("select interra.enqueue('pass-on-offers', '{}')")
  await t.runJobs()
}

describe('the states of a registration', () => {
  const calls: Partial<Record<RegistrationAct, (one: Registration) => Promise<Registration>>> = {
    accept: ({ id, version }) => coordinator.acceptOffer({ params: { registrationId: id }, ifMatch: version }),
    decline: ({ id, version }) => coordinator.declineOffer({ params: { registrationId: id }, ifMatch: version }),
    cancelByPerson: (one) => cancel(one, 'person'),
    cancelByOrganisation: (one) => cancel(one, 'organisation'),
  }
  const pairs = registrationStates.flatMap((state) =>
    (Object.keys(calls) as RegistrationAct[]).map((act): [RegistrationState, RegistrationAct] => [state, act]),
  )

  test.each(pairs)('from %s, %s', async (state, act) => {
    const session = await t.given.session({ starts_on: '2026-03-09' })
    const person = await t.given.person()
    const offered_until = state === 'offered' ? hoursLater(48) : null
    const made = await t.given.registration({
      session_id: session.id,
      person_id: person.id,
      status: state,
      offered_until,
    })
    const call = calls[act]
    if (!call) throw new Error('an act that can be called')
    const done = call(await fresh(session.id, made.id))
    const next = after(registrationMachine, state, act)
    if (next === undefined) await expect(done).rejects.toHaveProblem('act-not-possible', { state, act })
    else expect((await done).status).toBe(next)
    const kept = await fresh(session.id, made.id)
    expect(kept.status).toBe(next ?? state)
  })

  test('the organisation cancels with a reason, a person without', async () => {
    const session = await t.given.session({ starts_on: '2026-03-09' })
    const person = await t.given.person()
    const { id } = await t.given.registration({ session_id: session.id, person_id: person.id })
    const call = { params: { registrationId: id }, ifMatch: 1 }
    await expect(coordinator.cancelRegistration({ ...call, body: { by: 'organisation' } })).rejects.toHaveProblem(
      'reason-required',
    )
    expect((await coordinator.cancelRegistration({ ...call, body: { by: 'person' } })).status).toBe(
      'cancelled_by_person',
    )
  })

  test('two people of the team answer the same offer: the second is told that it was answered', async () => {
    const { session, seated, line } = await full(1)
    await cancel(seated)
    const one = await fresh(session.id, line[0]?.id ?? '')
    const call = { params: { registrationId: one.id }, ifMatch: one.version }
    const outcomes = await Promise.allSettled([coordinator.acceptOffer(call), coordinator.declineOffer(call)])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ code: 'version-outdated' })
  })
})
