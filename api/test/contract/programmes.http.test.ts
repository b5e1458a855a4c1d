import { apiRoutes } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { newId } from '../../src/platform/ids.ts'
import { startApi, type Api } from '../harness.ts'
import { oneOfEach, operations, paramsOf, send } from './objects.ts'
import type { Known } from './values.ts'

jest.setTimeout(120_000)

let t: Api
let liege: Known
/** What only InterAct knows: texts and ids by which an answer would betray it. */
let secrets: readonly string[]
beforeAll(async () => {
  t = await startApi()
  liege = await oneOfEach(t, 'liege')
  await t.given.workshop({ title: 'Cuisine du monde, brouillon', status: 'draft', published_at: null })
  await t.sql(`update proposal set status = 'submitted', submitted_at = now()`)
  await t.sql(`update venue_request set answer_due_on = '2026-11-01'`)
  await t.given.session({ starts_on: '2026-11-22', workshop_id: liege['workshopId'] })
  const held = await t.given.session({ starts_on: '2026-10-22', workshop_id: liege['workshopId'], status: 'held' })
  await t.insert('head_count', {
    session_id: held.id,
    site_id: held.site_id,
    heads: 9876,
    observed_at: '2026-10-22T17:00:00Z',
  })
  const ids = ['workshopId', 'sessionId', 'proposalId', 'requestId', 'registrationId'].map(
    (name) => liege[name] ?? name,
  )
  secrets = [...ids, 'Cuisine du monde', ':9876']
})
afterAll(() => t.stop())

/** The file of a person holds what they did in every programme (B8): whoever runs one may read it. */
const acrossProgrammes = ['getTimeline']
const reads = operations.filter(
  ({ name, route }) => route.method === 'GET' && typeof route.access === 'object' && !acrossProgrammes.includes(name),
)

/** October, of an indicator of InterAct. */
const period = {
  from: '2026-10-01',
  to: '2026-11-01',
  indicator: 'ACT-03',
  indicators: 'ACT-03',
  since: '2026-11-01T10:00:00Z',
}

describe('a role in one programme', () => {
  test('shows nothing of another one, whatever is asked', async () => {
    const faults: string[] = []
    const answered = new Set<string>()
    for (const { name, route } of reads) {
      const needed = Object.fromEntries(
        (route.query?.required ?? []).map((member) => [member, Reflect.get({ ...liege, ...period }, member)]),
      )
      for (const role of typeof route.access === 'object' ? route.access.roles : []) {
        const { cookie } = await t.signIn(role, { programme: 'training', personId: liege['personId'] ?? '' })
        const { status, text } = await send(t, route, { params: paramsOf(route, liege), query: needed, cookie })
        if (status === 200) answered.add(name)
        else if (status !== 403) faults.push(`${name} as ${role}: ${status}`)
        if (status === 200 && secrets.some((secret) => text.includes(secret)))
          faults.push(`${name} as ${role}: ${text}`)
      }
    }
    expect(faults).toEqual([])
    // venues, people and lists are common to all programmes
    expect([...answered]).toEqual(expect.arrayContaining(['getVenue', 'getPerson', 'getToday', 'listTerms']))
  })

  test('finds no workshop of another one, and the venues and members of all', async () => {
    const { cookie } = await t.signIn('coordinator', { programme: 'training' })
    const found = async (text: string) => (await send(t, apiRoutes.search, { body: { text }, cookie })).json
    await t.given.venue({ name: 'Cuisine du quartier' })
    expect(await found('cuisine')).toMatchObject({ items: [{ entity: 'venue', title: 'Cuisine du quartier' }] })
  })

  test('reads its sites only in the programme of each role: hosting in one does not open all of it', async () => {
    const host = await t.given.person()
    const { cookie, accountId } = await t.signIn('coordinator', { programme: 'training' })
    await t.sql('update account set person_id = $2 where id = $1', [accountId, host.id])
    await t.insert('role_grant', {
      id: newId(),
      account_id: accountId,
      role: 'host',
      on_site_id: t.sites.liege,
      programme: 'interact',
      starts_on: '2000-01-01',
      expires_on: '2199-12-31',
    })
    const own = await t.given.session({ starts_on: '2026-11-22', starts_time: '20:00', ends_time: '21:00' })
    const row = { id: newId(), site_id: own.site_id, session_id: own.id, person_id: host.id, part: 'lead' }
    await t.insert('session_host', row)
    const { json } = await send(t, apiRoutes.getToday, { cookie })
    expect(json).toMatchObject({ sessions: [{ id: own.id }], waiting: [] })
  })
})
