import { venueRequestMachine, type VenueRequest, type VenueRequestState } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator', { name: 'Coordination' })
})
afterAll(() => t.stop())

async function asked(more: Record<string, unknown> = {}): Promise<VenueRequest> {
  const [room, workshop] = [await t.given.room(), await t.given.workshop({ title: 'Couture' })]
  const body = { roomId: room.id, workshopId: workshop.id, wished: 'le mardi de 18 h à 20 h', ...more }
  return coordinator.askVenue({ body })
}
const workshopOf = (request: VenueRequest) =>
  coordinator.getWorkshop({ params: { workshopId: request.workshopId ?? '' } })

describe('a venue', () => {
  test('[A4] has rooms with capacity, access known or not, cost and free slots in words', async () => {
    const partner = await t.insert<{ id: string }>('partner', {
      id: crypto.randomUUID(),
      site_id: t.sites.liege,
      name: 'Café partenaire',
      types: ['venue'],
    })
    const venue = await coordinator.addVenue({
      body: {
        siteId: t.sites.liege,
        name: 'Café des Remparts',
        partnerId: partner.id,
        email: 'salle@cafe.example',
        rooms: [
          { name: 'Arrière-salle', capacity: 14, stepFree: true, costCents: 0, freeSlots: 'mardi et jeudi soir' },
          { name: 'Cave', capacity: 8, stepFree: false },
          { name: 'Étage', capacity: 20 },
        ],
      },
    })
    expect(venue).toMatchObject({ partnerName: 'Café partenaire', own: false, active: true })
    expect(venue.rooms.map(({ name, stepFree, costCents }) => [name, stepFree, costCents])).toEqual([
      ['Arrière-salle', true, 0],
      ['Cave', false, null],
      ['Étage', null, null],
    ])
    const [, cave] = venue.rooms
    const room = await coordinator.changeRoom({
      params: { venueId: venue.id, roomId: cave?.id ?? '' },
      ifMatch: 1,
      body: { active: false },
    })
    expect(room).toMatchObject({ active: false, version: 2 })
    const { items } = await coordinator.listVenues({ query: { stepFree: false } })
    expect(items).toEqual([])
    const added = await coordinator.addRoom({ params: { venueId: venue.id }, body: { name: 'Terrasse', capacity: 30 } })
    const changed = await coordinator.changeVenue({
      params: { venueId: venue.id },
      ifMatch: venue.version,
      body: { costNote: 'une consommation' },
    })
    expect(changed.rooms.map(({ name }) => name)).toEqual(['Arrière-salle', 'Étage', 'Terrasse', 'Cave'])
    expect(added.capacity).toBe(30)
    expect(
      (await t.sql(`select act from audit_event where entity_id = $1 order by id`, [venue.id])).map(({ act }) => act),
    ).toEqual(['venue.added', 'venue.room_changed', 'venue.room_added', 'venue.changed'])
  })

  test('belongs to us or to a partner, and its partner is one of the site', async () => {
    const partner = await t.insert<{ id: string }>('partner', {
      id: crypto.randomUUID(),
      site_id: t.sites.pilot,
      name: 'Ailleurs',
      types: ['venue'],
    })
    const body = { siteId: t.sites.liege, name: 'Refusé', partnerId: partner.id }
    await expect(coordinator.addVenue({ body })).rejects.toHaveProblem('rule-broken')
    await expect(coordinator.addVenue({ body: { ...body, own: true } })).rejects.toHaveProblem('rule-broken')
    await expect(coordinator.addVenue({ body: { siteId: t.sites.pilot, name: 'Refusé' } })).rejects.toHaveProblem(
      'not-found',
    )
    expect(await t.sql(`select id from venue where name = 'Refusé'`)).toEqual([])
  })

  test('shows its contact to the team, not to a reader, and nothing to another site', async () => {
    const { id } = await t.given.venue({ email: 'contact@lieu.example', contact_name: 'Contact' })
    const params = { venueId: id }
    expect(await coordinator.getVenue({ params })).toMatchObject({ email: 'contact@lieu.example' })
    const reader = await t.as('reader')
    expect(Object.keys(await reader.getVenue({ params }))).not.toContain('email')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getVenue({ params })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.changeVenue({ params, ifMatch: 1, body: { name: 'À moi' } })).rejects.toHaveProblem(
      'not-found',
    )
    await expect(elsewhere.addRoom({ params, body: { name: 'À moi', capacity: 1 } })).rejects.toHaveProblem('not-found')
  })
})

describe('asking a venue', () => {
  test('[A4] the venue is told by e-mail with a day to answer by, once', async () => {
    const venue = await t.given.venue({ email: 'salle@lieu.example', contact_name: 'Dominique' })
    const room = await t.given.room({ venue_id: venue.id, name: 'Studio' })
    const request = await asked({ roomId: room.id })
    expect(request).toMatchObject({ status: 'asked', answerDueOn: '2026-12-02', overdue: false, title: 'Couture' })
    const sent = await t.sql(`select kind, address, status, payload from outbox_message where address = $1`, [
      'salle@lieu.example',
    ])
    expect(sent).toEqual([
      {
        kind: 'venue-request',
        address: 'salle@lieu.example',
        status: 'queued',
        payload: {
          contact: 'Dominique',
          venue: expect.any(String),
          room: 'Studio',
          title: 'Couture',
          wished: 'le mardi de 18 h à 20 h',
          answerDueOn: '2026-12-02',
          asker: 'Coordination',
        },
      },
    ])
    await t.runJobs()
    expect(await t.sql(`select status from outbox_message where address = $1`, ['salle@lieu.example'])).toEqual([
      { status: 'sent' },
    ])
    await expect(asked({ roomId: room.id, workshopId: request.workshopId })).rejects.toHaveProblem('conflict')
  })

  test('[A4] without an address of its own the partner is told; without any, the outbox says so', async () => {
    const partner = await t.insert<{ id: string }>('partner', {
      id: crypto.randomUUID(),
      site_id: t.sites.liege,
      name: 'Maison',
      types: ['venue'],
      email: 'maison@partenaire.example',
    })
    const venue = await t.given.venue({ partner_id: partner.id })
    await asked({ roomId: (await t.given.room({ venue_id: venue.id })).id })
    await asked()
    expect(
      await t.sql(`select channel, address from outbox_message where kind = 'venue-request' order by id desc limit 2`),
    ).toEqual([
      { channel: 'none', address: null },
      { channel: 'email', address: 'maison@partenaire.example' },
    ])
  })

  test('an answer that does not come is seen: overdue the day after', async () => {
    const request = await asked({ answerDueOn: '2026-11-25' })
    const venue = () => coordinator.getVenue({ params: { venueId: request.room.venueId } })
    t.clock.set('2026-11-25T22:30:00Z')
    expect((await venue()).requests[0]?.overdue).toBe(false)
    t.clock.set('2026-11-25T23:30:00Z')
    expect((await venue()).requests[0]?.overdue).toBe(true)
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('is for one proposal or one workshop that goes on, in a room that is not ours', async () => {
    const workshop = await t.given.workshop()
    await expect(asked({ proposalId: workshop.id })).rejects.toHaveProblem('rule-broken')
    await expect(asked({ workshopId: (await t.given.workshop({ site: 'pilot' })).id })).rejects.toHaveProblem(
      'not-found',
    )
    await expect(asked({ workshopId: (await t.given.workshop({ status: 'ended' })).id })).rejects.toHaveProblem(
      'conflict',
    )
    await expect(asked({ answerDueOn: '2026-11-21' })).rejects.toHaveProblem('rule-broken')
    const own = await t.given.venue({ own: true })
    await expect(asked({ roomId: (await t.given.room({ venue_id: own.id })).id })).rejects.toHaveProblem('conflict')
  })
})

describe('the states of a request', () => {
  const answer = (a: 'confirm' | 'refuse' | 'lapse') => (request: VenueRequest) =>
    coordinator.answerVenueRequest({
      params: { requestId: request.id },
      ifMatch: request.version,
      body: { answer: a, note: 'par téléphone' },
    })
  const calls = {
    confirm: answer('confirm'),
    refuse: answer('refuse'),
    lapse: answer('lapse'),
    release: (request: VenueRequest) =>
      coordinator.releaseVenueRequest({ params: { requestId: request.id }, ifMatch: request.version, body: {} }),
  }
  async function requestIn(status: VenueRequestState): Promise<VenueRequest> {
    const request = await asked()
    if (status === 'asked') return request
    await t.sql(`update venue_request set status = $2, answered_at = now() where id = $1`, [request.id, status])
    return { ...request, version: request.version + 1 }
  }

  test.each(venueRequestMachine.states)(
    '[A4] from %s, each act goes where the table says or is refused',
    async (state) => {
      for (const act of ['confirm', 'refuse', 'lapse', 'release'] as const) {
        const request = await requestIn(state)
        const { from, to } = venueRequestMachine.acts[act]
        if (from.includes(state)) expect((await calls[act](request)).status).toBe(to)
        else await expect(calls[act](request)).rejects.toHaveProblem('act-not-possible', { state, act })
      }
    },
  )

  test('[A4] a confirmed room becomes that of the workshop; given back, it is its room no more', async () => {
    const request = await asked()
    expect((await workshopOf(request)).room).toBeNull()
    const confirmed = await calls.confirm(request)
    expect(confirmed).toMatchObject({
      status: 'confirmed',
      answerNote: 'par téléphone',
      answeredAt: expect.any(String),
    })
    const workshop = await workshopOf(request)
    expect(workshop.room?.id).toBe(request.room.id)
    expect(workshop.conditions.find(({ condition }) => condition === 'room_confirmed')?.state).toBe('met')
    await calls.release(confirmed)
    const after = await workshopOf(request)
    expect(after.room).toBeNull()
    expect(after.conditions.find(({ condition }) => condition === 'room_confirmed')?.state).toBe('missing')
    expect((await asked({ roomId: request.room.id, workshopId: request.workshopId })).status).toBe('asked')
  })

  test('who read an older version of a request changes nothing', async () => {
    const request = await asked()
    await calls.confirm(request)
    await expect(calls.refuse(request)).rejects.toHaveProblem('version-outdated', { version: 2 })
  })
})

test('[A4] the database lets no two sessions share a room at one time, cancelled ones apart', async () => {
  const room = await t.given.room()
  const at = (starts_time: string, ends_time: string, more = {}) =>
    t.given.session({ room_id: room.id, starts_on: '2026-12-01', starts_time, ends_time, ...more })
  await at('18:00', '20:00')
  await expect(at('19:59', '21:00')).rejects.toMatchObject({ constraint: 'session_room_free' })
  await at('20:00', '22:00')
  await at('18:30', '19:30', { status: 'cancelled' })
})

test('venues are listed by name, page by page, in one statement', async () => {
  const one = await startApi({ database: { connections: 1 } })
  const client = await one.as('coordinator')
  for (const name of ['Étoile', 'Atelier', 'Zinc']) await one.given.venue({ name })
  const first = await client.listVenues({ query: { limit: 2 } })
  const second = await client.listVenues({ query: { limit: 2, after: first.next ?? '' } })
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Atelier', 'Étoile', 'Zinc'])
  expect(second.next).toBeNull()
  expect(await one.countQueries(() => client.listVenues({ query: { text: 'etoile' } }))).toBe(1)
  await one.stop()
})
