import type { Today } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
/** Thursday 26 November 2026, 23:30 in Liège. */
const now = '2026-11-26T22:30:00Z'
beforeAll(async () => {
  t = await startApi({ now })
})
afterAll(() => t.stop())

const titles = (sessions: Today['sessions']) => sessions.map(({ startsOn, startsTime }) => `${startsOn} ${startsTime}`)

describe('[J6] what waits for me today', () => {
  test('[A15] sessions over without a closed sheet are listed, newest first, until closed', async () => {
    const evening = (starts_on: string, more: object = {}) => t.given.session({ starts_on, ...more })
    await evening('2026-11-24')
    await evening('2026-11-10')
    await evening('2026-11-17', { status: 'held', attendance_closed_at: '2026-11-17T20:00:00Z' })
    await evening('2026-11-12', { status: 'cancelled', status_reason: 'Neige' })
    await evening('2026-12-01')
    const day = await (await t.as('coordinator')).getToday({})
    expect(titles(day.toRecord)).toEqual(['2026-11-24 18:00', '2026-11-10 18:00'])
    expect(day.toRecordCount).toBe(2)
  })

  test('half an hour before midnight it is still today, and the next day is tomorrow', async () => {
    await t.given.session({ site: 'pilot', starts_on: '2026-11-26', starts_time: '20:00', ends_time: '22:00' })
    await t.given.session({ site: 'pilot', starts_on: '2026-11-27', starts_time: '09:00', ends_time: '10:00' })
    await t.given.session({ site: 'pilot', starts_on: '2026-11-28' })
    const day = await (await t.as('coordinator', { site: 'pilot' })).getToday({})
    expect(day.on).toBe('2026-11-26')
    expect(titles(day.sessions)).toEqual(['2026-11-26 20:00', '2026-11-27 09:00'])
    // tonight’s session is over, and stands once
    expect([day.toRecord, day.toRecordCount]).toEqual([[], 0])
  })

  test('the office sees what waits there, oldest first and mine first; the door does not', async () => {
    const mine = await t.signIn('coordinator')
    const colleague = await t.signIn('coordinator')
    const proposal = (title: string, received_on: string, owner: string | null) =>
      t.insert('proposal', {
        id: newId(),
        site_id: t.sites.liege,
        title,
        received_on,
        status: 'submitted',
        owner_account_id: owner,
        submitted_at: `${received_on}T10:00:00Z`,
      })
    await proposal('Hers', '2026-10-01', colleague.accountId)
    await proposal('Nobody’s', '2026-11-20', null)
    await proposal('Mine', '2026-11-06', mine.accountId)
    const { waiting } = await mine.client.getToday({})
    const received = waiting.filter(({ kind }) => kind === 'proposal_received')
    expect(received.map(({ title, ageDays, mine: my }) => [title, ageDays, my])).toEqual([
      ['Mine', 20, true],
      ['Nobody’s', 6, true],
      ['Hers', 56, false],
    ])
    for (const role of ['helper', 'reader'] as const) {
      const day = await (await t.as(role)).getToday({})
      expect(day.waiting).toEqual([])
      // the same person sees the sheets to close: the day is not empty for want of rights on the site
      expect([day.waitingCount, day.toRecordCount > 0]).toEqual([0, true])
    }
  })

  test('a venue that does not answer waits only while there is something to answer for', async () => {
    const room = await t.given.room()
    const ask = async (status: string) => {
      const at = { site_id: t.sites.liege, received_on: '2026-11-20' }
      const proposal = await t.insert<{ id: string }>('proposal', {
        id: newId(),
        title: status,
        status,
        status_reason: 'essai',
        ...at,
      })
      const row = { proposal_id: proposal.id, room_id: room.id, wished: 'le jeudi', answer_due_on: '2026-11-21' }
      await t.insert('venue_request', { id: newId(), site_id: t.sites.liege, status: 'asked', ...row })
    }
    for (const status of ['draft', 'accompanied', 'withdrawn', 'declined']) await ask(status)
    const { waiting } = await (await t.as('coordinator')).getToday({})
    const silent = waiting.filter(({ kind }) => kind === 'venue_silent')
    expect(silent.map(({ title, ageDays }) => [title, ageDays]).sort()).toEqual([
      ['accompanied', 5],
      ['draft', 5],
    ])
  })

  test('what waits is counted whole, and the hundred that wait longest are shown', async () => {
    const client = await t.as('coordinator')
    const before = (await client.getToday({})).waitingCount
    await t.sql(
      `insert into proposal (id, site_id, title, received_on, status, submitted_at)
       select gen_random_uuid(), $1, 'P' || n, date '2026-11-25' - n, 'submitted', now() from generate_series(1, 300) n`,
      [t.sites.liege],
    )
    const day = await client.getToday({})
    expect(day.waitingCount).toBe(before + 300)
    expect(day.waiting).toHaveLength(100)
    expect(day.waiting[0]).toMatchObject({ title: 'P300', ageDays: 301 })
  })

  test('[B9] what no e-mail tells somebody waits for the team, with the way they asked for, until it is told', async () => {
    const person = await t.given.person({
      family_name: 'Ghebre',
      contact_channel: 'through_referrer',
      referrer_name: 'Une assistante sociale',
      email: 'own@example.org',
    })
    const session = await t.given.session({ starts_on: '2026-12-03' })
    await t.given.registration({ session_id: session.id, person_id: person.id })
    const coordinator = await t.as('coordinator')
    const params = { sessionId: session.id }
    const { version } = await coordinator.getSession({ params })
    const body = { startsOn: '2026-12-04', startsTime: '18:00', endsTime: '20:00' }
    await coordinator.moveSession({ params, body, ifMatch: version })
    const toTell = async (client = coordinator) =>
      (await client.getToday({})).waiting.filter(({ toTell: one }) => one?.personId === person.id)
    const [item] = await toTell()
    expect(item).toMatchObject({ kind: 'to_tell', detail: 'session-moved', mine: true })
    expect(item?.toTell).toEqual({
      personId: person.id,
      name: 'Amina Ghebre',
      channel: 'through_referrer',
      phone: null,
      through: 'Une assistante sociale',
    })
    for (const role of ['helper', 'reader', 'social_officer'] as const)
      expect(await toTell(await t.as(role))).toEqual([])
    const told = { params: { messageId: item?.entityId ?? '' } }
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.noteTold(told)).rejects.toHaveProblem('not-found')
    await coordinator.noteTold(told)
    await coordinator.noteTold(told)
    expect(await toTell()).toEqual([])
    expect(await t.sql('select act from audit_event where entity_id = $1', [item?.entityId])).toHaveLength(1)
  })

  test('a host sees the sessions they host and no other', async () => {
    const person = await t.given.person()
    const own = await t.given.session({ starts_on: '2026-11-27', starts_time: '14:00', ends_time: '15:00' })
    await t.insert('session_host', {
      id: newId(),
      site_id: own.site_id,
      session_id: own.id,
      person_id: person.id,
      part: 'lead',
    })
    const day = await (await t.as('host', { personId: person.id })).getToday({})
    expect(day.sessions.map(({ id }) => id)).toEqual([own.id])
    expect(day.toRecordCount).toBe(0)
  })

  test('a site out of reach is not found, and the day is two statements', async () => {
    const client = await t.as('coordinator')
    await expect(client.getToday({ query: { site: t.sites.pilot } })).rejects.toHaveProblem('not-found')
    await client.getToday({})
    expect(await t.countQueries(() => client.getToday({}))).toBeLessThanOrEqual(3)
  })
})
