import type { Labels, ScheduleSession, SessionSummary } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
})
afterAll(() => t.stop())

const evening = (part: Partial<ScheduleSession> = {}): ScheduleSession => ({
  startsOn: '2026-12-01',
  startsTime: '18:30',
  endsTime: '20:30',
  ...part,
})

/** A workshop with a host and a room of its own. */
async function workshopWithHost() {
  const host = await t.given.person()
  const room = await t.given.room({ capacity: 9 })
  const workshop = await t.given.workshop({ room_id: room.id })
  await t.insert('workshop_host', {
    id: workshop.id,
    site_id: workshop.site_id,
    workshop_id: workshop.id,
    person_id: host.id,
    part: 'lead',
  })
  return { host, room, workshop, params: { workshopId: workshop.id } }
}

describe('one session', () => {
  test('[A5] a session takes the room, the hosts and the places of its workshop unless told otherwise', async () => {
    const { host, room, params } = await workshopWithHost()
    const coordinator = await t.as('coordinator')
    const session = await coordinator.scheduleSession({ params, body: evening() })
    expect(session).toMatchObject({
      startsTime: '18:30',
      endsTime: '20:30',
      capacity: 9,
      taken: 0,
      status: 'scheduled',
    })
    expect(session.startsAt).toBe('2026-12-01T17:30:00+00:00')
    expect(session.place?.roomId).toBe(room.id)
    expect(session.hosts).toMatchObject([{ personId: host.id, part: 'lead', givenName: 'Amina' }])
    const online = await coordinator.scheduleSession({
      params,
      body: evening({ startsOn: '2026-12-02', roomId: null, hosts: [], capacity: 40 }),
    })
    expect(online).toMatchObject({ place: null, hosts: [], capacity: 40 })
  })

  test('a session may end after midnight', async () => {
    const { params } = await workshopWithHost()
    const body = evening({ startsTime: '22:00', endsTime: '00:30' })
    const session = await (await t.as('coordinator')).scheduleSession({ params, body })
    expect(session.endsAt).toBe('2026-12-01T23:30:00+00:00')
  })

  test('[A5] it lasts less than a day of the clock on the wall, also over the night that has an hour more', async () => {
    const { params } = await workshopWithHost()
    const coordinator = await t.as('coordinator')
    const vigil = evening({ startsOn: '2027-10-30', startsTime: '18:00', endsTime: '17:45' })
    const session = await coordinator.scheduleSession({ params, body: vigil })
    const hours = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 3_600_000
    expect(hours).toBe(24.75)
    const next = evening({ startsOn: '2027-10-31', startsTime: '17:30', endsTime: '18:30' })
    await expect(coordinator.scheduleSession({ params, body: next })).rejects.toHaveProblem('room-taken')
  })

  test('it never ends when it begins: not planned, not in a series, not after a change', async () => {
    const { params } = await workshopWithHost()
    const coordinator = await t.as('coordinator')
    const none = { startsTime: '18:00', endsTime: '18:00' }
    const refused = { errors: [expect.objectContaining({ pointer: '/endsTime', params: { rule: 'no-length' } })] }
    const faulty = async (act: Promise<unknown>) => {
      await expect(act).rejects.toHaveProblem('rule-broken')
      await expect(act).rejects.toMatchObject({ extra: refused })
    }
    await faulty(coordinator.scheduleSession({ params, body: evening(none) }))
    const rule = { kind: 'weekly' as const, every: 1, on: ['tuesday' as const] }
    const plan = { rule, startsOn: '2026-12-01', untilOn: '2026-12-15', ...none }
    await faulty(coordinator.previewSeries({ params, body: plan }))
    await faulty(coordinator.scheduleSeries({ params, body: plan }))
    const { id: sessionId, version } = await coordinator.scheduleSession({ params, body: evening() })
    const body = { scope: 'this' as const, endsTime: '18:30' }
    await faulty(coordinator.changeSession({ params: { sessionId }, body, ifMatch: version }))
  })

  test('one of exactly a day, from before the rule, is changed and cancelled like any other, but keeps no such times anew', async () => {
    await t.sql('alter table session disable trigger has_length')
    const times = { starts_time: '18:00', ends_time: '18:00' }
    const old = await t.given.session({ starts_on: '2026-12-11', ...times })
    await t.sql('alter table session enable trigger has_length')
    const coordinator = await t.as('coordinator')
    const params = { sessionId: old.id }
    const change = (body: object, ifMatch: number) =>
      coordinator.changeSession({ params, body: { scope: 'this' as const, ...body }, ifMatch })
    await change({ note: 'Entrée par la cour' }, 1)
    const { version } = await coordinator.getSession({ params })
    await expect(change({ startsTime: '19:00', endsTime: '19:00' }, version)).rejects.toHaveProblem('rule-broken')
    const body = { scope: 'this' as const, reason: 'Salle fermée' }
    await coordinator.cancelSession({ params, body, ifMatch: version })
    expect(await t.sql('select status from session where id = $1', [old.id])).toEqual([{ status: 'cancelled' }])
  })

  test('[A5] an hour that the clock skips is refused, and nothing is written', async () => {
    const { params } = await workshopWithHost()
    const body = evening({ startsOn: '2027-03-28', startsTime: '02:30', endsTime: '04:00' })
    const coordinator = await t.as('coordinator')
    await expect(coordinator.scheduleSession({ params, body })).rejects.toHaveProblem('time-does-not-exist', {
      on: '2027-03-28',
    })
    expect(await t.sql('select from session where workshop_id = $1', [params.workshopId])).toHaveLength(0)
  })

  test('a workshop that ended has no new session; one of another site is not there', async () => {
    const coordinator = await t.as('coordinator')
    const ended = await t.given.workshop({ status: 'ended' })
    await expect(
      coordinator.scheduleSession({ params: { workshopId: ended.id }, body: evening() }),
    ).rejects.toHaveProblem('act-not-possible')
    const elsewhere = await t.given.workshop({ site: 'pilot' })
    await expect(
      coordinator.scheduleSession({ params: { workshopId: elsewhere.id }, body: evening() }),
    ).rejects.toHaveProblem('not-found')
  })

  test('a room or host of another site is refused as unknown', async () => {
    const { params } = await workshopWithHost()
    const coordinator = await t.as('coordinator')
    const [room, person] = await Promise.all([t.given.room({ site: 'pilot' }), t.given.person({ site: 'pilot' })])
    await expect(coordinator.scheduleSession({ params, body: evening({ roomId: room.id }) })).rejects.toHaveProblem(
      'rule-broken',
    )
    await expect(
      coordinator.scheduleSession({ params, body: evening({ hosts: [{ personId: person.id, part: 'lead' }] }) }),
    ).rejects.toHaveProblem('rule-broken')
  })
})

describe('[A4] two sessions at once', () => {
  test('one room: the second is refused and told which session is in the way, until that one is cancelled', async () => {
    const coordinator = await t.as('coordinator')
    const first = await workshopWithHost()
    const other = await t.given.workshop({ room_id: first.room.id })
    const session = await coordinator.scheduleSession({ params: first.params, body: evening() })
    const second = () =>
      coordinator.scheduleSession({
        params: { workshopId: other.id },
        body: evening({ startsTime: '20:00', endsTime: '22:00' }),
      })
    await expect(second()).rejects.toHaveProblem('room-taken', {
      sessionId: session.id,
      startsOn: '2026-12-01',
      startsTime: '18:30',
    })
    await coordinator.cancelSession({
      params: { sessionId: session.id },
      body: { scope: 'this', reason: 'Salle inondée' },
      ifMatch: session.version,
    })
    expect((await second()).startsTime).toBe('20:00')
  })

  test('one host: the second is refused; right after the end of the first is possible', async () => {
    const coordinator = await t.as('coordinator')
    const { host, params } = await workshopWithHost()
    const other = await t.given.workshop()
    const hosts = [{ personId: host.id, part: 'lead' as const }]
    const session = await coordinator.scheduleSession({ params, body: evening() })
    const later = (startsTime: string) =>
      coordinator.scheduleSession({
        params: { workshopId: other.id },
        body: evening({ startsTime, endsTime: '22:00', hosts }),
      })
    await expect(later('20:00')).rejects.toHaveProblem('host-taken', { sessionId: session.id })
    expect((await later('20:30')).hosts).toHaveLength(1)
  })

  test('ten people schedule the same room for the same hour at the same moment: one of them gets it', async () => {
    const coordinator = await t.as('coordinator')
    const room = await t.given.room()
    const workshops = await Promise.all(Array.from({ length: 10 }, () => t.given.workshop({ room_id: room.id })))
    const outcomes = await Promise.allSettled(
      workshops.map(({ id }) =>
        coordinator.scheduleSession({ params: { workshopId: id }, body: evening({ startsOn: '2026-12-03' }) }),
      ),
    )
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
    expect(refused).toHaveLength(9)
    for (const reason of refused) expect(reason).toMatchObject({ code: 'room-taken' })
    expect(await t.sql("select from session where room_id = $1 and status = 'scheduled'", [room.id])).toHaveLength(1)
  })
})

describe('the list', () => {
  const idsOf = (items: readonly SessionSummary[]) => items.map(({ id }) => id)

  test('sessions come earliest first, by local days, page after page', async () => {
    const coordinator = await t.as('coordinator')
    const workshop = await t.given.workshop()
    const days = ['2027-02-03', '2027-02-01', '2027-02-02', '2027-02-04']
    for (const starts_on of days)
      await t.given.session({ workshop_id: workshop.id, starts_on, starts_time: '00:00', ends_time: '01:00' })
    const query = { workshopId: workshop.id, from: '2027-02-01', to: '2027-02-04', limit: 2 }
    const first = await coordinator.listSessions({ query })
    expect(first.items.map(({ startsOn }) => startsOn)).toEqual(['2027-02-01', '2027-02-02'])
    const rest = await coordinator.listSessions({ query: { ...query, after: first.next ?? '' } })
    expect(rest.items.map(({ startsOn }) => startsOn)).toEqual(['2027-02-03'])
    expect(rest.next).toBeNull()
  })

  test('everything on a line: workshop, category, place, hosts, places', async () => {
    const coordinator = await t.as('coordinator')
    const { params, workshop } = await workshopWithHost()
    const [term] = await t.sql<{ id: string; labels: Labels }>(
      "select id, labels from taxonomy_term where site_id = $1 and taxonomy = 'workshop_category' limit 1",
      [workshop.site_id],
    )
    await t.sql('update workshop set category_term_id = $2 where id = $1', [workshop.id, term?.id])
    const session = await coordinator.scheduleSession({ params, body: evening({ startsOn: '2027-03-01' }) })
    const people = await Promise.all([t.given.person(), t.given.person()])
    for (const person of people) await t.given.registration({ session_id: session.id, person_id: person.id })
    const { items } = await coordinator.listSessions({ query: { from: '2027-03-01', to: '2027-03-02' } })
    const { version: _version, ...read } = await coordinator.getSession({ params: { sessionId: session.id } })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ taken: 2, waiting: 0, category: term?.labels })
    expect(read).toMatchObject(items[0] ?? {})
  })

  test('a list costs one round trip', async () => {
    const coordinator = await t.as('coordinator')
    await coordinator.listSessions({ query: { from: '2026-11-01' } })
    expect(await t.countQueries(() => coordinator.listSessions({ query: { from: '2026-11-01' } }))).toBe(1)
  })

  test('[A15] what has begun and is not closed is to be recorded, latest first', async () => {
    const coordinator = await t.as('coordinator')
    const workshop = await t.given.workshop()
    const at = (starts_on: string, more = {}) => t.given.session({ workshop_id: workshop.id, starts_on, ...more })
    const [older, newer] = [await at('2026-11-10'), await at('2026-11-17')]
    await at('2026-11-12', { status: 'cancelled' })
    await at('2026-11-13', { status: 'held', attendance_closed_at: '2026-11-13T21:00:00Z' })
    await at('2026-11-24')
    const query = { workshopId: workshop.id, toRecord: true, limit: 1 }
    const first = await coordinator.listSessions({ query })
    const second = await coordinator.listSessions({ query: { ...query, after: first.next ?? '' } })
    expect([...idsOf(first.items), ...idsOf(second.items)]).toEqual([newer.id, older.id])
    expect(second.next).toBeNull()
  })

  test('a reader sees no name, a host the given names of their own sessions only', async () => {
    const coordinator = await t.as('coordinator')
    const mine = await workshopWithHost()
    const body = evening({ startsOn: '2027-04-05' })
    const own = await coordinator.scheduleSession({ params: mine.params, body })
    const other = await coordinator.scheduleSession({ params: (await workshopWithHost()).params, body })
    const query = { from: '2027-04-05', to: '2027-04-06' }
    const reader = await t.as('reader')
    const seen = await reader.listSessions({ query })
    expect(seen.items).toHaveLength(2)
    for (const { hosts } of seen.items) expect(Object.keys(hosts[0] ?? {}).sort()).toEqual(['part', 'personId'])
    const host = await t.as('host', { personId: mine.host.id })
    const hosted = await host.listSessions({ query })
    expect(idsOf(hosted.items)).toEqual([own.id])
    expect(Object.keys(hosted.items[0]?.hosts[0] ?? {}).sort()).toEqual(['givenName', 'part', 'personId'])
    await expect(host.getSession({ params: { sessionId: other.id } })).rejects.toHaveProblem('not-found')
  })

  test('sessions of another site do not show, whatever is asked', async () => {
    const session = await t.given.session({ site: 'pilot', starts_on: '2027-05-05' })
    const coordinator = await t.as('coordinator')
    const query = { from: '2027-05-05', to: '2027-05-06' }
    expect((await coordinator.listSessions({ query })).items).toEqual([])
    expect((await coordinator.listSessions({ query: { ...query, siteId: t.sites.pilot } })).items).toEqual([])
    await expect(coordinator.getSession({ params: { sessionId: session.id } })).rejects.toHaveProblem('not-found')
    const everywhere = await t.as('admin', { site: 'all' })
    await t.given.session({ starts_on: '2027-05-05', starts_time: '10:00', ends_time: '11:00' })
    expect((await everywhere.listSessions({ query })).items.map(({ startsTime }) => startsTime)).toEqual([
      '10:00',
      '18:00',
    ])
  })

  test('a cursor that is not ours is refused', async () => {
    const coordinator = await t.as('coordinator')
    const after = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url')
    await expect(coordinator.listSessions({ query: { after } })).rejects.toHaveProblem('validation-failed')
  })
})
