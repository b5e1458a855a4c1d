import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'

let t: Api
let partner: PartnerKey
beforeAll(async () => {
  t = await startApi()
  partner = await t.partnerKey()
})
afterAll(() => t.stop())

const offers = async ({ client }: PartnerKey = partner) =>
  (await client.listOpenOffers({ query: { limit: 200 } })).items
const offerOf = async (id: string) => (await offers()).find((one) => one.id === id)
async function course(given: Record<string, unknown> = {}): Promise<string> {
  const id = newId()
  const usual = {
    kind: 'intercultural',
    title: 'Se comprendre',
    status: 'open',
    audiences: ['members'],
    languages: ['fr'],
  }
  await t.insert('course', { id, site_id: t.sites.liege, ...usual, ...given })
  const hours = { starts_time: '09:30', ends_time: '12:30' }
  const session = { site_id: t.sites.liege, course_id: id, starts_on: '2026-12-03', ...hours }
  await t.insert('course_session', { id: newId(), ...session })
  return id
}

test('[F11] a published workshop is a service of HSDS with its times, its place and the places left', async () => {
  const room = await t.given.room({ step_free: true })
  const workshop = await t.given.workshop({ title: 'Cuisine du monde', languages: ['fr', 'ar'], room_id: room.id })
  const at = { workshop_id: workshop.id, room_id: room.id, capacity: 3 }
  const session = await t.given.session(at)
  const summer = await t.given.session({ ...at, starts_on: '2027-06-03' })
  const { id: person_id } = await t.given.person()
  await t.given.registration({ session_id: session.id, person_id })
  expect(await offerOf(workshop.id)).toMatchObject({
    name: 'Cuisine du monde',
    status: 'active',
    organization: { name: 'Interra Liège' },
    program: { name: 'interact' },
    languages: [{ code: 'fr' }, { code: 'ar' }],
    service_at_locations: [{ location: { accessibility: [{ description: 'step_free' }] } }],
    schedules: [
      { id: session.id, dtstart: '2026-11-26', timezone: 1, opens_at: '18:00', closes_at: '20:00' },
      { id: summer.id, timezone: 2, opens_at: '18:00' },
    ],
    capacities: [
      { id: session.id, available: 2 },
      { id: summer.id, available: 3 },
    ],
  })
  // its id may be asked for in a referral
  const [body] = (await (await t.partnerKey({ test: true })).client.resetSandbox()).examples
  if (!body) throw new Error('there are examples')
  const asked = { ...body, requestedServices: [workshop.id] }
  expect(await partner.client.sendReferral({ body: asked, idempotencyKey: newId() })).toMatchObject({
    partnerStatus: 'received',
  })
})

test('[F11] a full time is told with no place left, also while somebody waits for one that is free', async () => {
  const session = await t.given.session({ capacity: 2 })
  const { workshop_id } = Object((await t.sql('select workshop_id from session where id = $1', [session.id]))[0])
  await t.sql('update session_seats set waiting = 1 where session_id = $1', [session.id])
  expect((await offerOf(workshop_id))?.capacities).toMatchObject([{ available: 0 }])
})

test('[F11] a course is open to members or the public until it begins', async () => {
  const [open, ...others] = [
    await course(),
    await course({ status: 'draft' }),
    await course({ status: 'closed' }),
    await course({ audiences: ['partner_staff'] }),
    await course({ format: 'individual' }),
  ]
  const begun = await course()
  const past = { starts_on: '2026-11-19', starts_time: '09:30', ends_time: '12:30' }
  await t.insert('course_session', { id: newId(), site_id: t.sites.liege, course_id: begun, ...past })
  const ids = (await offers()).map(({ id }) => id)
  expect(ids).toContain(open)
  expect([...others, begun].filter((id) => ids.includes(id))).toEqual([])
  expect(await offerOf(open ?? '')).toMatchObject({ program: { name: 'training' }, capacities: [] })
})

test('[F11] what is no offer is not told: drafts, paused ones, cancelled and past times, other sites', async () => {
  const hidden = [
    await t.given.session({ workshop_id: (await t.given.workshop({ status: 'paused' })).id }),
    await t.given.session({ workshop_id: (await t.given.workshop({ status: 'draft', published_at: null })).id }),
    await t.given.session({ status: 'cancelled' }),
    await t.given.session({ starts_on: '2026-11-19' }),
    await t.given.session({ site: 'pilot' }),
  ]
  const told = JSON.stringify(await offers())
  expect(hidden.filter(({ id }) => told.includes(id))).toEqual([])
  const elsewhere = await offers(await t.partnerKey({ site: 'pilot' }))
  expect(elsewhere.map(({ organization }) => organization.name)).toEqual(['Interra Ville pilote'])
})

test('[F11] nobody is named: no host, no contact, nobody registered, no time at which somebody was', async () => {
  const canary = 'Zyxwina'
  const venue = await t.given.venue({ contact_name: canary, email: 'zyxwina@example.org', access_note: canary })
  const room = await t.given.room({ venue_id: venue.id })
  const session = await t.given.session({ room_id: room.id, note: canary })
  const { id: person_id } = await t.given.person({ given_name: canary })
  await t.insert('session_host', {
    id: newId(),
    site_id: t.sites.liege,
    session_id: session.id,
    person_id,
    part: 'lead',
  })
  const guest = await t.given.person({ given_name: canary })
  await t.given.registration({ session_id: session.id, person_id: guest.id })
  const told = await offers()
  expect(JSON.stringify(told)).toContain(session.id)
  expect(JSON.stringify(told).toLowerCase()).not.toContain(canary.toLowerCase())
  const updated = told.flatMap(({ capacities }) => capacities.map((one) => one.updated))
  expect(new Set(updated.map((at) => new Date(at).toISOString()))).toEqual(new Set(['2026-11-22T11:00:00.000Z']))
})

test('[F11] needs the scope for it, and is the same with a key of the sandbox', async () => {
  const other = await t.partnerKey({ scopes: ['referrals:read'] })
  await expect(other.client.listOpenOffers()).rejects.toHaveProblem('scope-missing')
  expect(await offers(await t.partnerKey({ test: true }))).toEqual(await offers())
})

test('[F11] pages lead through all; whoever sends the ETag is told only what changed', async () => {
  const all = await offers()
  const paged = []
  let after: string | undefined
  do {
    const page = await partner.client.listOpenOffers({ query: { limit: 2, ...(after === undefined ? {} : { after }) } })
    paged.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(paged).toEqual(all)

  const ask = (etag?: string) =>
    fetch(`${t.url}/v1/partner/offers`, {
      headers: { authorization: `Bearer ${partner.key}`, ...(etag !== undefined && { 'if-none-match': etag }) },
    })
  const etag = (await ask()).headers.get('etag') ?? ''
  const same = await ask(`"other", W/${etag}`)
  expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, etag, ''])
  await t.sql(`update session_seats set capacity = capacity + 1`)
  expect((await ask(etag)).status).toBe(200)
})

test('[F11] however many there are, one statement reads them', async () => {
  await offers()
  const few = await t.countQueries(offers)
  for (let index = 0; index < 5; index++) await t.given.session()
  expect(await t.countQueries(offers)).toBe(few)
  expect(few).toBeLessThanOrEqual(4)
})
