import { addDays, type Duo } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const read = (duoId: string) => coordinator.getDuo({ params: { duoId } })
const active = async () => givenDuo(t, { ...(await givenPair(t)), status: 'active' })
/** A check-in as it stands, asked and perhaps answered. */
const checkIn = (duo_id: string, kind: string, side: string, more: object = {}) =>
  t.insert('check_in', {
    id: newId(),
    site_id: t.sites.liege,
    duo_id,
    kind,
    side,
    asked_at: '2026-11-21T09:00:00Z',
    ...more,
  })
const answered = { answered_at: '2026-11-21T10:00:00Z', answered_through: 'link' }

describe('[C11] check-ins', () => {
  test('show their response rate by moment, with those who did not answer', async () => {
    const [one, other] = [await active(), await active()]
    const due = { due_on: '2026-08-10' }
    await checkIn(one.id, 'week_4', 'newcomer', { ...due, ...answered, met: true })
    await checkIn(one.id, 'week_4', 'local', due)
    await checkIn(other.id, 'week_4', 'newcomer', due)
    await checkIn(other.id, 'week_4', 'local', { ...due, asked_at: null })
    const query = { from: '2026-08-01', to: '2026-09-01' }
    const { items } = await coordinator.getDuoFollowUp({ query })
    expect(items.find(({ kind }) => kind === 'week_4')).toMatchObject({
      asked: 3,
      answered: 1,
      unanswered: 2,
      duos: 2,
      met: 1,
      unknown: 1,
    })
    expect(items).toHaveLength(6)
    await expect(coordinator.getDuoFollowUp({ query: { from: '2026-08-01', to: '2026-08-01' } })).rejects.toHaveProblem(
      'rule-broken',
    )
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    const there = await elsewhere.getDuoFollowUp({ query })
    expect(there.items.map(({ asked }) => asked)).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('[C13] still in touch three and six months later', () => {
  test('is a share of duos with its denominator: a no outweighs a yes, and silence is shown as silence', async () => {
    const said: (readonly [boolean | null | undefined, boolean | null | undefined])[] = [
      [true, true],
      [true, undefined],
      [true, false],
      [false, undefined],
      [null, undefined],
      [undefined, undefined],
    ]
    for (const both of said) {
      const { id } = await givenDuo(t, { ...(await givenPair(t)), status: 'completed' })
      for (const [at, met] of both.entries())
        await checkIn(id, 'after_6_months', at === 0 ? 'newcomer' : 'local', {
          due_on: '2026-07-10',
          ...(met !== undefined && { ...answered, met }),
        })
    }
    const { items } = await coordinator.getDuoFollowUp({ query: { from: '2026-07-01', to: '2026-08-01' } })
    expect(items.find(({ kind }) => kind === 'after_6_months')).toEqual({
      kind: 'after_6_months',
      asked: 12,
      answered: 7,
      unanswered: 5,
      duos: 6,
      met: 2,
      notMet: 2,
      conflicting: 1,
      unknown: 2,
    })
  })
})

describe('[M8] opening or gatekeeping', () => {
  test('counts the other locals whom the newcomer got to know before and since, and asks gently when there is none', async () => {
    const pair = await givenPair(t)
    const long = { first_meeting_on: '2026-08-01', starts_on: '2026-08-01', planned_end_on: '2027-08-01' }
    const { id } = await givenDuo(t, { ...pair, ...long, status: 'active' })
    const others = await Promise.all(
      (['local', 'local', 'newcomer'] as const).map(async (side) => (await t.given.candidate({ side })).person_id),
    )
    const evening = async (starts_on: string, people: readonly (string | undefined)[], heads = 0) => {
      const { id: session_id, site_id } = await t.given.session({ starts_on, status: 'held' })
      for (const person_id of people)
        await t.insert('attendance', {
          id: newId(),
          site_id,
          session_id,
          person_id,
          status: 'present',
          observed_at: `${starts_on}T20:00:00Z`,
        })
      if (heads > 0) await t.insert('head_count', { session_id, site_id, heads, observed_at: `${starts_on}T20:00:00Z` })
    }
    const [one, two, newcomer] = others
    const amina = pair.newcomer.person_id
    // before: three evenings of four are a contact with each, in thirds that add up; the partner is not another local
    for (const day of ['2026-05-05', '2026-05-12', '2026-05-19'])
      await evening(day, [amina, one, two, pair.local.person_id])
    // since: another newcomer, and a local on an evening with heads that nobody named
    await evening('2026-09-01', [amina, newcomer])
    await evening('2026-09-08', [amina, one], 1)
    expect(await read(id)).toMatchObject({ network: { before: 2, since: 0 }, alerts: ['silence', 'gatekeeping'] })
    await evening('2026-09-15', [amina, one], 1)
    expect(await read(id)).toMatchObject({ network: { before: 2, since: 1 }, alerts: ['silence'] })
  })
})

describe('[M6] duos by feel', () => {
  test('are compared with those that were suggested, and few of them are not shown', async () => {
    const site = { site: 'pilot' } as const
    const put = async (origin: string, status: 'completed' | 'ended_early', meetings: number) => {
      const days = {
        first_meeting_on: '2026-02-01',
        starts_on: '2026-02-01',
        planned_end_on: '2026-03-01',
        matched_on: '2026-02-01',
      }
      const given = {
        ...days,
        origin,
        ended_on: '2026-03-01',
        ...(origin === 'by_feel' && { reason: 'Ils ont ri ensemble' }),
      }
      const { id, site_id } = await givenDuo(t, { ...(await givenPair(t, site.site)), status, ...given })
      for (let day = 1; day <= meetings; day++)
        await t.insert('duo_meeting', {
          id: newId(),
          site_id,
          duo_id: id,
          met_on: addDays('2026-02-01', day * 7 - 3),
          mode: 'phone',
          logged_by: 'staff',
          logged_at: '2026-03-01T10:00:00Z',
        })
    }
    for (let number = 0; number < 5; number++)
      await put('plan', number < 4 ? 'completed' : 'ended_early', number < 2 ? 3 : 2)
    for (let number = 0; number < 4; number++) await put('by_feel', 'completed', 4)
    const client = await t.as('coordinator', site)
    const { ways } = await client.getDuoFollowUp({ query: { from: '2026-02-01', to: '2026-03-01' } })
    expect(ways).toEqual([
      { way: 'suggested', proposed: 5, duos: 5, rhythmKept: 2, over: 5, completed: 4, stillInTouch: 0 },
      { way: 'by_feel', proposed: 4, duos: 4, rhythmKept: null, over: null, completed: null, stillInTouch: null },
    ])
  })

  test('[C9] expects no meeting in a pause, whether it is over or lasts', async () => {
    const pausedSince = async () => {
      const days = { first_meeting_on: '2026-09-01', starts_on: '2026-09-01', planned_end_on: '2027-02-01' }
      const duo = await givenDuo(t, { ...(await givenPair(t)), status: 'active', ...days })
      for (const met_on of ['2026-09-08', '2026-09-15', '2026-09-22', '2026-09-29'])
        await t.insert('duo_meeting', {
          id: newId(),
          site_id: duo.site_id,
          duo_id: duo.id,
          met_on,
          mode: 'phone',
          logged_by: 'staff',
          logged_at: '2026-10-01T10:00:00Z',
        })
      const pause = { reason: 'Voyage', until: '2026-11-25' }
      return coordinator.pauseDuo({ params: { duoId: duo.id }, ifMatch: duo.version, body: pause })
    }
    const now = t.clock.now()
    t.clock.set('2026-10-01T10:00:00Z')
    const paused: Duo[] = []
    for (let number = 0; number < 5; number++) paused.push(await pausedSince())
    t.clock.set(now)
    const kept = async () => {
      const { ways } = await coordinator.getDuoFollowUp({ query: { from: '2026-09-01', to: '2026-10-01' } })
      return ways[0]?.rhythmKept
    }
    expect(await kept()).toBe(5)
    // who met during the pause that lasts did not keep the rhythm of the days before it
    const before = ['2026-09-22', '2026-09-29']
    const lastTwo = `update duo_meeting set met_on = met_on + 42 where duo_id = any($1) and met_on = any($2::date[])`
    const ids = paused.map(({ id }) => id)
    await t.sql(lastTwo, [ids, before])
    expect(await kept()).toBe(0)
    await t.sql(`update duo_meeting set met_on = met_on - 42 where duo_id = any($1) and met_on > '2026-10-01'`, [ids])
    expect(await kept()).toBe(5)
    const [one, other] = paused.map(({ id, version }) => ({ params: { duoId: id }, ifMatch: version }))
    if (!one || !other) throw new Error('no duo')
    await coordinator.resumeDuo(one)
    await coordinator.endDuoEarly({ ...other, body: { reason: 'moved' } })
    expect(await kept()).toBe(5)
    await t.sql('update duo set paused_days = 0 where id = any($1)', [paused.map(({ id }) => id)])
    expect(await kept()).toBe(3)
  })
})

describe('[C13] whether some wait longer than others', () => {
  test('counts who came into the pool in the period, until both accepted a duo or today', async () => {
    const query = { from: '2025-03-01', to: '2025-04-01' }
    const since = { waiting_since: '2025-03-10', applied_on: '2025-03-01' }
    for (let number = 0; number < 5; number++) {
      const pair = await givenPair(t)
      await givenDuo(t, { ...pair, status: 'active' })
      await t.sql('update candidacy set waiting_since = $2, applied_on = $3 where id = $1', [
        pair.newcomer.id,
        since.waiting_since,
        since.applied_on,
      ])
    }
    for (let number = 0; number < 5; number++) {
      const { id } = await t.given.candidate({ side: 'local' })
      await t.sql('update candidacy set waiting_since = $2 where id = $1', [id, since.waiting_since])
    }
    const { fairness } = await coordinator.getDuoFollowUp({ query })
    const groups = fairness.filter(({ by }) => by === 'group')
    const days = (Date.parse('2026-11-10') - Date.parse('2025-03-10')) / 86_400_000
    expect(groups).toEqual([
      { by: 'group', code: 'local', waited: 5, matched: 0, medianDays: null, isBehind: false },
      { by: 'group', code: 'newcomer', waited: 5, matched: 5, medianDays: days, isBehind: false },
    ])
    const { fairness: none } = await coordinator.getDuoFollowUp({ query: { from: '2024-01-01', to: '2024-02-01' } })
    expect(none).toEqual([])
  })

  test('another site is not there', async () => {
    const query = { siteId: t.sites.pilot, from: '2025-03-01', to: '2025-04-01' }
    await expect(coordinator.getDuoFollowUp({ query })).rejects.toHaveProblem('not-found')
  })
})
