import { describe, expect, test } from '@jest/globals'
import {
  after,
  publishConditions,
  workshopMachine,
  type PublishCondition,
  type RoomRef,
  type VenueRequest,
  type WorkshopHost,
} from '@interra/contracts'
import { conditionsOf, publish, type PublishFacts, type Waivers } from './workshop.ts'

const id = '01990000-0000-7000-8000-000000000001'
const host = (more: Partial<WorkshopHost> = {}): WorkshopHost => ({
  id,
  person: { personId: id, name: 'Amina' },
  part: 'lead',
  trainedOn: '2026-10-01',
  attestedOn: null,
  trained: true,
  commitment: { signedOn: '2026-10-02', textVersion: '2026-1', language: 'fr' },
  version: 1,
  ...more,
})
const room: RoomRef = {
  id,
  name: 'Studio',
  venueId: id,
  venueName: 'Passerelles',
  own: false,
  capacity: 20,
  stepFree: null,
}
const request = (status: VenueRequest['status'], roomId = id): VenueRequest => ({
  id,
  room: { ...room, id: roomId },
  proposalId: null,
  workshopId: id,
  title: 'Couture',
  status,
  wished: 'mardi',
  answerDueOn: null,
  overdue: false,
  answerNote: null,
  askedAt: '2026-10-01T10:00:00Z',
  askedBy: null,
  answeredAt: null,
  version: 1,
})
const everything: PublishFacts = {
  category: { id, code: 'art', labels: { fr: 'Arts', en: 'Arts' } },
  hosts: [host()],
  room,
  venueRequests: [request('confirmed')],
  firstSessions: { withStaff: 3, planned: 0, staffed: 0 },
  owner: { id, name: 'Équipe' },
}
/** What takes one condition away and leaves the others. */
const without: Readonly<Record<PublishCondition, (facts: PublishFacts) => PublishFacts>> = {
  category_chosen: (facts) => ({ ...facts, category: null }),
  host_named: (facts) => ({ ...facts, hosts: [] }),
  host_trained: (facts) => ({ ...facts, hosts: facts.hosts.map((one) => ({ ...one, trained: false })) }),
  commitment_signed: (facts) => ({ ...facts, hosts: facts.hosts.map((one) => ({ ...one, commitment: null })) }),
  room_confirmed: (facts) => ({ ...facts, room: null }),
  first_sessions_staffed: (facts) => ({ ...facts, owner: null }),
}
const subsets = Array.from({ length: 2 ** publishConditions.length }, (_, bits) =>
  publishConditions.filter((_, at) => (bits >> at) & 1),
)
/** Nobody named: nobody trained, nobody signed. */
const expected = (taken: readonly PublishCondition[]) =>
  publishConditions.filter(
    (one) =>
      taken.includes(one) || (taken.includes('host_named') && (one === 'host_trained' || one === 'commitment_signed')),
  )
const draft = (facts: PublishFacts, waivers: Waivers = {}) => ({
  status: 'draft' as const,
  conditions: conditionsOf(facts, waivers),
})
const waiver = { reason: 'urgence', by: null, at: '2026-11-01T10:00:00Z' }

describe('publishing a workshop', () => {
  test('[A3] with every condition met, it is published', () => {
    expect(publish(draft(everything))).toBe('published')
  })

  test('[A3] each of the 64 sets of missing conditions is refused and named, one by one', () => {
    for (const taken of subsets.filter((set) => set.length > 0)) {
      const facts = taken.reduce((left, condition) => without[condition](left), everything)
      const missing = expected(taken)
      expect(() => publish(draft(facts))).toThrow(
        expect.objectContaining({ code: 'conditions-unmet', extra: { params: { missing } } }),
      )
      const waivers: Waivers = Object.fromEntries(missing.map((condition) => [condition, waiver]))
      expect(publish(draft(facts, waivers))).toBe('published')
    }
  })

  test('[A3] a waiver of one condition leaves the others to be met, and is shown while it is needed', () => {
    const facts = without.room_confirmed(without.host_trained(everything))
    const conditions = conditionsOf(facts, { host_trained: waiver, category_chosen: waiver })
    expect(conditions.map(({ condition, state }) => [condition, state])).toEqual([
      ['category_chosen', 'met'],
      ['host_named', 'met'],
      ['host_trained', 'waived'],
      ['commitment_signed', 'met'],
      ['room_confirmed', 'missing'],
      ['first_sessions_staffed', 'met'],
    ])
  })

  test('[A3] every host is trained and has signed, not only one of them', () => {
    const facts = { ...everything, hosts: [host(), host({ trained: false, commitment: null })] }
    expect(() => publish(draft(facts))).toThrow(
      expect.objectContaining({ extra: { params: { missing: ['host_trained', 'commitment_signed'] } } }),
    )
  })

  test.each([
    ['our own room', { room: { ...room, own: true }, venueRequests: [] }, true],
    ['a room nobody asked for', { venueRequests: [] }, false],
    ['a room asked for', { venueRequests: [request('asked')] }, false],
    ['a room given back', { venueRequests: [request('released')] }, false],
    [
      'another room confirmed',
      { venueRequests: [request('confirmed', '01990000-0000-7000-8000-000000000002')] },
      false,
    ],
  ])('[A4] %s', (_, more, met) => {
    const state = conditionsOf({ ...everything, ...more }, {}).find(({ condition }) => condition === 'room_confirmed')
    expect(state?.state).toBe(met ? 'met' : 'missing')
  })

  test.each([
    [{ withStaff: 3, planned: 3, staffed: 3 }, null, true],
    [{ withStaff: 3, planned: 3, staffed: 2 }, everything.owner, false],
    [{ withStaff: 3, planned: 1, staffed: 1 }, null, true],
    [{ withStaff: 3, planned: 0, staffed: 0 }, null, false],
    [{ withStaff: 0, planned: 0, staffed: 0 }, null, true],
  ])('[A7] first sessions %o with owner %o', (firstSessions, owner, met) => {
    const conditions = conditionsOf({ ...everything, firstSessions, owner }, {})
    expect(conditions.at(-1)).toMatchObject({ condition: 'first_sessions_staffed', state: met ? 'met' : 'missing' })
  })
})

test('[A3] draft, published, paused, ended: every pair of state and act', () => {
  const table = workshopMachine.states.map((state) =>
    (['publish', 'pause', 'resume', 'end'] as const).map((act) => after(workshopMachine, state, act) ?? null),
  )
  expect(table).toEqual([
    ['published', null, null, null],
    [null, 'paused', null, 'ended'],
    [null, null, 'published', 'ended'],
    [null, null, null, null],
  ])
})
