import type { ApiProblem, SessionSummary } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import fc from 'fast-check'
import { startApi, type Api } from '../../../test/harness.ts'
import { seriesOf, type Series } from '../../../test/series.ts'
import type { ApiClient } from '../../../test/client.ts'

const full = process.env['INTERRA_PROVE'] === 'full'
if (full) jest.setTimeout(600_000)

let t: Api
let coordinator: ApiClient
let read: Series['read']
let scheduled: Series['scheduled']
let sessionsOf: Series['sessionsOf']
let tuesdays: Series['tuesdays']
beforeAll(async () => {
  t = await startApi({ now: '2026-09-01T08:00:00Z' })
  coordinator = await t.as('coordinator')
  ;({ read, scheduled, sessionsOf, tuesdays } = seriesOf(t, coordinator))
})
afterAll(() => t.stop())

describe('[A5] a series', () => {
  test('18:00 stays 18:00 when winter begins and when it ends', async () => {
    const { series, workshop } = await scheduled({ untilOn: '2027-04-06' })
    expect(series.sessions).toHaveLength(27)
    const sessions = await sessionsOf(workshop.id)
    expect(new Set(sessions.map(({ startsTime, endsTime }) => `${startsTime}-${endsTime}`))).toEqual(
      new Set(['18:00-20:00']),
    )
    const instant = (day: string) => sessions.find(({ startsOn }) => startsOn === day)?.startsAt
    expect(instant('2026-10-20')).toBe('2026-10-20T16:00:00+00:00')
    expect(instant('2026-10-27')).toBe('2026-10-27T17:00:00+00:00')
    expect(instant('2027-03-23')).toBe('2027-03-23T17:00:00+00:00')
    expect(instant('2027-03-30')).toBe('2027-03-30T16:00:00+00:00')
  })

  test('whatever the day and hour, all sessions of a year begin at the same hour on the wall', async () => {
    const workshop = await t.given.workshop()
    const hour = fc.integer({ min: 4, max: 21 })
    await fc.assert(
      fc.asyncProperty(hour, fc.constantFrom(0, 15, 30, 45), fc.integer({ min: 0, max: 300 }), async (h, m, skip) => {
        const at = (hours: number) => `${String(hours).padStart(2, '0')}:${String(m).padStart(2, '0')}`
        const startsOn = new Date(Date.UTC(2027, 0, 1 + skip)).toISOString().slice(0, 10)
        const untilOn = new Date(Date.UTC(2027, 0, 1 + skip + 360)).toISOString().slice(0, 10)
        const body = tuesdays({ startsOn, untilOn, startsTime: at(h), endsTime: at(h + 2) })
        const { id } = await coordinator.scheduleSeries({ params: { workshopId: workshop.id }, body })
        const wall = await t.sql<{ starts: string; ends: string }>(
          `select distinct (starts_at at time zone 'Europe/Brussels')::time::text as starts,
             (ends_at at time zone 'Europe/Brussels')::time::text as ends from session where series_id = $1`,
          [id],
        )
        expect(wall).toEqual([{ starts: `${at(h)}:00`, ends: `${at(h + 2)}:00` }])
      }),
      { numRuns: full ? 60 : 6 },
    )
  })

  test('before anything is written, each date is shown with what stands in the way', async () => {
    const room = await t.given.room()
    const workshop = await t.given.workshop({ room_id: room.id })
    const other = await t.given.workshop({ title: 'Cuisine du dimanche', room_id: room.id })
    const taken = await coordinator.scheduleSession({
      params: { workshopId: other.id },
      body: { startsOn: '2026-10-13', startsTime: '19:00', endsTime: '21:00' },
    })
    const params = { workshopId: workshop.id }
    const body = tuesdays({ untilOn: '2026-10-20', rule: { kind: 'weekly', every: 1, on: ['tuesday', 'wednesday'] } })
    const { dates } = await coordinator.previewSeries({ params, body })
    expect(dates.map(({ on }) => on)).toEqual(['2026-10-06', '2026-10-07', '2026-10-13', '2026-10-14', '2026-10-20'])
    expect(dates[2]?.clashes).toEqual([
      {
        kind: 'room',
        sessionId: taken.id,
        workshopTitle: 'Cuisine du dimanche',
        startsOn: '2026-10-13',
        startsTime: '19:00',
        endsTime: '21:00',
      },
    ])
    expect(dates.filter(({ clashes }) => clashes.length > 0)).toHaveLength(1)
    expect(await sessionsOf(workshop.id)).toEqual([])
    const refused = coordinator.scheduleSeries({ params, body })
    await expect(refused).rejects.toHaveProblem('room-taken', { on: '2026-10-13', sessionId: taken.id })
    expect(await sessionsOf(workshop.id)).toEqual([])
    const planned = await coordinator.scheduleSeries({ params, body: { ...body, except: ['2026-10-13'] } })
    expect(planned.sessions).toHaveLength(4)
  })

  test('a public holiday is told and not refused; an hour that the clock skips is', async () => {
    const workshop = await t.given.workshop()
    const params = { workshopId: workshop.id }
    const wednesdays = tuesdays({ rule: { kind: 'weekly', every: 1, on: ['wednesday'] }, startsOn: '2026-11-11' })
    const november = await coordinator.previewSeries({ params, body: { ...wednesdays, untilOn: '2026-11-18' } })
    expect(november.dates.map(({ holiday }) => holiday)).toEqual([{ fr: 'Armistice', en: 'Armistice Day' }, null])
    const nights = tuesdays({
      rule: { kind: 'weekly', every: 1, on: ['sunday'] },
      startsOn: '2027-03-21',
      untilOn: '2027-04-04',
      startsTime: '02:30',
      endsTime: '05:00',
    })
    const spring = await coordinator.previewSeries({ params, body: nights })
    expect(spring.dates.map(({ startsAt }) => startsAt === null)).toEqual([false, true, false])
    await expect(coordinator.scheduleSeries({ params, body: nights })).rejects.toHaveProblem('time-does-not-exist', {
      on: '2027-03-28',
    })
  })

  test('a replay with the same Idempotency-Key schedules nothing more', async () => {
    const workshop = await t.given.workshop()
    const call = { params: { workshopId: workshop.id }, body: tuesdays(), idempotencyKey: 'tuesdays' }
    const first = await coordinator.scheduleSeries(call)
    expect(await coordinator.scheduleSeries(call)).toEqual(first)
    expect(await sessionsOf(workshop.id)).toHaveLength(6)
  })
})

describe('[A5] changing a series: this one, this and following, all', () => {
  const change = async (sessionId: string, body: Parameters<ApiClient['changeSession']>[0]['body']) =>
    coordinator.changeSession({ params: { sessionId }, body, ifMatch: (await read(sessionId)).version })
  const hours = (sessions: readonly SessionSummary[]) => sessions.map(({ startsTime }) => startsTime)

  test('this one', async () => {
    const { workshop, ids } = await scheduled()
    const result = await change(ids[2] ?? '', { scope: 'this', startsTime: '19:00', endsTime: '21:00' })
    expect(result.changed).toBe(1)
    expect(hours(await sessionsOf(workshop.id))).toEqual(['18:00', '18:00', '19:00', '18:00', '18:00', '18:00'])
  })

  test('this and following: the series is split where it changes, over the end of summer time too', async () => {
    const { workshop, ids, series } = await scheduled()
    const result = await change(ids[2] ?? '', { scope: 'following', startsTime: '19:00', endsTime: '21:00' })
    expect(result.changed).toBe(4)
    const sessions = await sessionsOf(workshop.id)
    expect(hours(sessions)).toEqual(['18:00', '18:00', '19:00', '19:00', '19:00', '19:00'])
    expect(sessions.slice(1, 4).map(({ startsAt }) => startsAt)).toEqual([
      '2026-10-13T16:00:00+00:00',
      '2026-10-20T17:00:00+00:00',
      '2026-10-27T18:00:00+00:00',
    ])
    expect(new Set(sessions.map(({ seriesId }) => seriesId)).size).toBe(2)
    const [old] = await t.sql<{ until_on: string }>('select until_on from series where id = $1', [series.id])
    expect(old?.until_on).toBe('2026-10-13')
    expect((await read(ids[3] ?? '')).series).toMatchObject({ startsOn: '2026-10-20', untilOn: '2026-11-10' })
  })

  test('to another weekday: every Tuesday becomes a Wednesday, and the rule says so', async () => {
    const { workshop, ids } = await scheduled()
    await change(ids[0] ?? '', { scope: 'all', startsOn: '2026-10-07' })
    const sessions = await sessionsOf(workshop.id)
    expect(sessions.map(({ startsOn }) => startsOn)).toEqual([
      '2026-10-07',
      '2026-10-14',
      '2026-10-21',
      '2026-10-28',
      '2026-11-04',
      '2026-11-11',
    ])
    expect((await read(ids[5] ?? '')).series?.rule).toEqual({ kind: 'weekly', every: 1, on: ['wednesday'] })
  })

  test('by a whole week: each session passes over the hour that the next one leaves', async () => {
    const room = await t.given.room()
    const host = await t.given.person()
    const { workshop, ids } = await scheduled({ roomId: room.id })
    await change(ids[0] ?? '', { scope: 'all', hosts: [{ personId: host.id, part: 'lead' }] })
    await change(ids[0] ?? '', { scope: 'all', startsOn: '2026-10-13' })
    expect((await sessionsOf(workshop.id)).map(({ startsOn }) => startsOn)).toEqual([
      '2026-10-13',
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
      '2026-11-10',
      '2026-11-17',
    ])
  })

  test('one that was moved on its own keeps what is its own', async () => {
    const { workshop, ids } = await scheduled()
    await change(ids[3] ?? '', { scope: 'this', startsOn: '2026-10-29', startsTime: '14:00', endsTime: '16:00' })
    const room = await t.given.room()
    await change(ids[1] ?? '', { scope: 'following', startsTime: '17:00', endsTime: '19:00', roomId: room.id })
    const sessions = await sessionsOf(workshop.id)
    expect(hours(sessions)).toEqual(['18:00', '17:00', '17:00', '14:00', '17:00', '17:00'])
    expect(sessions.map(({ place }) => place?.roomId === room.id)).toEqual([false, true, true, true, true, true])
  })

  test('registrations, places taken and the waiting list stay', async () => {
    const { ids } = await scheduled({ capacity: 1 })
    const sessionId = ids[4] ?? ''
    const [one, two] = await Promise.all([t.given.person(), t.given.person()])
    await coordinator.registerForSession({ params: { sessionId }, body: { personId: one.id } })
    await coordinator.registerForSession({ params: { sessionId }, body: { personId: two.id, waitlist: true } })
    const { items } = await coordinator.listRegistrations({ params: { sessionId } })
    await change(ids[0] ?? '', { scope: 'all', startsTime: '12:00', endsTime: '13:00' })
    expect((await coordinator.listRegistrations({ params: { sessionId } })).items).toEqual(items)
    expect(await read(sessionId)).toMatchObject({ taken: 1, waiting: 1, startsTime: '12:00' })
  })

  test('a room taken on one of the days refuses the change as a whole', async () => {
    const { workshop, ids } = await scheduled()
    const room = await t.given.room()
    const other = await t.given.session({
      room_id: room.id,
      starts_on: '2026-11-03',
      starts_time: '17:00',
      ends_time: '19:00',
    })
    const refused = change(ids[1] ?? '', { scope: 'following', roomId: room.id })
    await expect(refused).rejects.toHaveProblem('room-taken', { on: '2026-11-03', sessionId: other.id })
    expect((await sessionsOf(workshop.id)).every(({ place }) => place === null)).toBe(true)
  })

  test('nothing moves into the past, and a version that is outdated is refused', async () => {
    const { ids } = await scheduled()
    const sessionId = ids[0] ?? ''
    await expect(change(sessionId, { scope: 'this', startsOn: '2026-08-31' })).rejects.toHaveProblem('rule-broken')
    const { version } = await read(sessionId)
    await change(sessionId, { scope: 'this', note: 'Apporter un tablier' })
    const body = { scope: 'this' as const, note: 'Apporter deux tabliers' }
    await expect(coordinator.changeSession({ params: { sessionId }, body, ifMatch: version })).rejects.toHaveProblem(
      'version-outdated',
      { version: version + 1 },
    )
  })
})

describe('[A5] the past', () => {
  const everything = `select coalesce(jsonb_agg(to_jsonb(s) || jsonb_build_object('hosts',
      (select jsonb_agg(to_jsonb(h) order by h.id) from session_host h where h.session_id = s.id),
      'places', (select to_jsonb(q) from session_seats q where q.session_id = s.id)) order by s.id), '[]') as rows
    from session s where s.workshop_id = $1 and (s.starts_at <= $2 or s.status <> 'scheduled')`

  test('whatever is changed, moved or cancelled, in whatever scope, what has begun or was held stays to the letter', async () => {
    const scope = fc.constantFrom('following' as const, 'all' as const)
    const act = fc.record({
      kind: fc.constantFrom('change' as const, 'cancel' as const),
      scope,
      at: fc.integer({ min: 0, max: 7 }),
      shift: fc.constantFrom(0, 1, -1),
      hour: fc.constantFrom(undefined, 9, 12, 15),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        async (acts, held) => {
          t.clock.set('2026-09-01T08:00:00Z')
          const { workshop, ids } = await scheduled({ startsOn: '2026-10-06', untilOn: '2026-11-24' })
          const days = (await sessionsOf(workshop.id)).map(({ startsAt }) => startsAt)
          t.clock.set(new Date(Date.parse(days[held] ?? '') + 60_000))
          await t.sql("update session set status = 'held' where id = $1", [ids[0]])
          const before = await t.sql(everything, [workshop.id, t.clock.now()])
          for (const { kind, scope, at, shift, hour } of acts) {
            const session = await read(ids[at] ?? '')
            const call = { params: { sessionId: session.id }, ifMatch: session.version }
            const day = new Date(Date.parse(session.startsOn) + shift * 86_400_000).toISOString().slice(0, 10)
            const times =
              hour === undefined
                ? {}
                : { startsTime: `${String(hour).padStart(2, '0')}:00`, endsTime: `${hour + 2}:00` }
            const done =
              kind === 'cancel'
                ? coordinator.cancelSession({ ...call, body: { scope, reason: 'Essai' } })
                : coordinator.changeSession({ ...call, body: { scope, startsOn: day, capacity: 20, ...times } })
            await done.catch((problem: ApiProblem) => expect(['session-closed', 'rule-broken']).toContain(problem.code))
          }
          const [kept] = before
          const after = await t.sql(everything, [workshop.id, t.clock.now()])
          const ofThePast = (rows: unknown) => (rows as { id: string }[]).filter(({ id }) => ids.indexOf(id) <= held)
          expect(ofThePast(after[0]?.['rows'])).toEqual(ofThePast(kept?.['rows']))
        },
      ),
      { numRuns: full ? 200 : 15 },
    )
    t.clock.set('2026-09-01T08:00:00Z')
  })
})
