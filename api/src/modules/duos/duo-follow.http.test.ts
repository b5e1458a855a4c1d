import { addDays, type Duo, type LogMeeting } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { askCheckInsJob, tellSilenceJob } from './duos.jobs.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const read = (duoId: string) => coordinator.getDuo({ params: { duoId } })
const log = (duoId: string, more: Partial<LogMeeting> = {}) =>
  coordinator.logMeeting({ params: { duoId }, body: { id: newId(), metOn: '2026-11-21', mode: 'in_person', ...more } })
const active = async (more: object = {}) => givenDuo(t, { ...(await givenPair(t)), status: 'active', ...more })

describe('[C9] meetings', () => {
  test('are noted with place and length, once a day, and the same one again changes nothing', async () => {
    const { id } = await active()
    const body = { id: newId(), metOn: '2026-11-18', minutes: 90, mode: 'video', place: 'En ligne' } as const
    const first = await log(id, body)
    expect(first).toMatchObject({ ...body, loggedBy: 'staff' })
    expect(await log(id, body)).toEqual(first)
    await expect(log(id, { metOn: '2026-11-18' })).rejects.toHaveProblem('already-logged')
    expect(await read(id)).toMatchObject({ meetingCount: 1, lastMeetingOn: '2026-11-18', meetings: [body] })
  })

  test('[C6] lie neither in the future nor outside the duo, and nothing is written of one that does', async () => {
    const { id } = await active()
    await expect(log(id, { metOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
    await expect(log(id, { metOn: '2026-11-11' })).rejects.toHaveProblem('rule-broken')
    const ended = await givenDuo(t, { ...(await givenPair(t)), status: 'completed' })
    await expect(log(ended.id, { metOn: '2026-11-19' })).rejects.toHaveProblem('act-not-possible')
    const other = await active()
    const { id: known } = await log(other.id)
    await expect(log(id, { id: known, metOn: '2026-11-20' })).rejects.toHaveProblem('already-logged')
    expect(await read(id)).toMatchObject({ meetingCount: 0, version: 1 + 1 })
  })

  test('two a day are refused when both sides note them at once', async () => {
    const { id } = await active()
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => log(id)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await read(id)).meetingCount).toBe(1)
  })

  test('noted by mistake are taken back, and the day is free again', async () => {
    const { id } = await active()
    const meeting = await log(id)
    const params = { duoId: id, meetingId: meeting.id }
    await coordinator.removeMeeting({ params })
    await expect(coordinator.removeMeeting({ params })).rejects.toHaveProblem('not-found')
    expect((await read(id)).meetings).toEqual([])
    await expect(log(id)).resolves.toBeDefined()
  })

  test('keep the end of a duo after them', async () => {
    const duo = await active()
    await log(duo.id, { metOn: '2026-11-20' })
    const at = { params: { duoId: duo.id }, ifMatch: duo.version }
    const end = coordinator.endDuoEarly({ ...at, body: { reason: 'moved', endedOn: '2026-11-19' } })
    await expect(end).rejects.toHaveProblem('rule-broken')
    await expect(
      t.sql(`update duo set status = 'ended_early', end_reason = 'moved', ended_on = '2026-11-19' where id = $1`, [
        duo.id,
      ]),
    ).rejects.toThrow('ends before a meeting')
  })
})

describe('[C10] silence', () => {
  test('has one definition: the list, Today and the mail of Monday name the same duos', async () => {
    const { accountId, client } = await t.signIn('coordinator', { site: 'pilot' })
    const quiet = async (first_meeting_on: string, more: object = {}) => {
      const pair = await givenPair(t, 'pilot')
      const given = { first_meeting_on, starts_on: first_meeting_on, owner_account_id: accountId, ...more }
      return givenDuo(t, { ...pair, status: 'active', planned_end_on: '2027-03-01', ...given })
    }
    const silent = await quiet('2026-11-01')
    const almost = await quiet('2026-11-02')
    const met = await quiet('2026-09-01')
    const meets = (duo_id: string, met_on: string, more: object = {}) =>
      t.insert('duo_meeting', {
        id: newId(),
        site_id: t.sites.pilot,
        duo_id,
        met_on,
        mode: 'phone',
        logged_by: 'staff',
        logged_at: '2026-11-01T10:00:00Z',
        ...more,
      })
    await meets(met.id, '2026-11-15')
    const takenBack = await quiet('2026-09-01')
    await meets(takenBack.id, '2026-11-15', { removed_at: '2026-11-16T10:00:00Z' })
    const resumed = await quiet('2026-09-01', { resumed_on: '2026-11-20' })
    await t.sql(`update duo set resumed_on = '2026-11-20' where id = $1`, [resumed.id])
    const paused = await quiet('2026-09-01')
    await t.sql(`update duo set status = 'paused', paused_until = '2026-12-20' where id = $1`, [paused.id])
    const expected = [silent.id, takenBack.id].toSorted()

    const { items } = await client.listDuos({ query: { silent: true, siteId: t.sites.pilot } })
    expect(items.map(({ id }) => id).toSorted()).toEqual(expected)
    const all = await client.listDuos({ query: { siteId: t.sites.pilot } })
    const badge = all.items.filter(({ alerts }) => alerts?.includes('silence'))
    expect(badge.map(({ id }) => id).toSorted()).toEqual(expected)
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining([almost.id, met.id]))
    const { waiting } = await client.getToday({})
    const today = waiting.filter(({ kind, detail }) => kind === 'duo_alert' && detail === 'silence')
    expect(today.map(({ entityId }) => entityId).toSorted()).toEqual(expected)
    expect(today.find(({ entityId }) => entityId === silent.id)).toMatchObject({
      title: 'Amina & Jeanne',
      ageDays: 21,
      mine: true,
    })
    await Promise.all([tellSilenceJob.run(t.deps, {}), tellSilenceJob.run(t.deps, {})])
    const mails = await t.sql<{ list: string; count: string; link: string }>(
      `select payload ->> 'list' as list, payload ->> 'count' as count, payload ->> 'link' as link from outbox_message where account_id = $1`,
      [accountId],
    )
    const link = new URL('/duos?tab=duos&show=silent', t.deps.config.publicUrl).href
    expect(mails).toEqual([{ count: '2', list: 'Amina & Jeanne (82) · Amina & Jeanne (21)', link }])
  })
})

/** A check-in as it stands, asked and perhaps answered. */
const checkIn = (duo_id: string, kind: string, side: string, more: object = {}) =>
  t.insert('check_in', {
    id: newId(),
    site_id: t.sites.liege,
    duo_id,
    kind,
    side,
    due_on: '2026-11-21',
    asked_at: '2026-11-21T09:00:00Z',
    ...more,
  })
const say = async (duoId: string, side: 'newcomer' | 'local', body: object, kind: 'day_7' | 'week_4' = 'day_7') => {
  const read = (await coordinator.getDuo({ params: { duoId } })).checkIns
  const ifMatch = read.find((one) => one.kind === kind && one.side === side)?.version ?? 1
  return coordinator.answerCheckIn({ params: { duoId, kind, side }, ifMatch, body })
}

describe('[C11] check-ins', () => {
  test('of one side call for help until somebody called, and the other side does not show in it', async () => {
    const { id } = await active()
    await checkIn(id, 'day_7', 'newcomer')
    const said = await say(id, 'newcomer', { met: true, times: 2, wellbeing: 2, wantsCall: true, goesOn: 'unsure' })
    expect(said.alerts).toEqual(['wants_call', 'low_wellbeing'])
    expect(said.checkIns).toMatchObject([
      { answeredThrough: 'staff', handledAt: null, answer: { wellbeing: 2, times: 2 } },
    ])
    const waiting = async () =>
      (await coordinator.getToday({})).waiting
        .filter(({ entityId }) => entityId === id)
        .map(({ kind, detail }) => [kind, detail])
    expect((await waiting()).toSorted()).toEqual([
      ['duo_alert', 'low_wellbeing'],
      ['duo_to_call', null],
    ])
    const params = { duoId: id, kind: 'day_7', side: 'newcomer' } as const
    const called = await coordinator.noteCall({ params })
    expect(called.alerts).toEqual([])
    expect((await coordinator.noteCall({ params })).checkIns).toEqual(called.checkIns)
    expect(await waiting()).toEqual([])
    expect((await say(id, 'newcomer', { wellbeing: 1 })).alerts).toEqual(['low_wellbeing'])
  })

  test('[C6] are not answered ahead of their day, nor where none was planned, nor called about before an answer', async () => {
    const { id } = await active()
    await checkIn(id, 'week_4', 'local', { due_on: '2026-12-12', asked_at: null })
    await expect(say(id, 'local', { met: true }, 'week_4')).rejects.toHaveProblem('rule-broken')
    await expect(say(id, 'newcomer', { met: true }, 'week_4')).rejects.toHaveProblem('not-found')
    const params = { duoId: id, kind: 'week_4', side: 'local' } as const
    await expect(coordinator.noteCall({ params })).rejects.toHaveProblem('act-not-possible')
  })

  test('[C6] a word about safety pauses the duo at once and keeps both out of the pool', async () => {
    const pair = await givenPair(t)
    const { id } = await givenDuo(t, { ...pair, status: 'active' })
    await checkIn(id, 'day_7', 'newcomer')
    const paused = await say(id, 'newcomer', { feelsUnsafe: true })
    expect(paused).toMatchObject({ status: 'paused', pausedUntil: addDays('2026-11-22', 60), alerts: ['safety'] })
    expect(paused.flagged?.toSorted()).toEqual(['local', 'newcomer'])
    for (const one of [pair.newcomer, pair.local])
      expect((await coordinator.getCandidacy({ params: { candidacyId: one.id } })).blockers).toContain('safety')
    const at = (duo: Duo) => ({ params: { duoId: duo.id }, ifMatch: duo.version })
    await expect(coordinator.resumeDuo(at(paused))).rejects.toHaveProblem('pair-impossible', { blocker: 'safety' })
    const cleared = await coordinator.clearSafety({ ...at(paused), body: { note: 'Parlé avec les deux.' } })
    expect(await coordinator.resumeDuo(at(cleared))).toMatchObject({ status: 'active', alerts: [] })
  })
})

describe('[C11] what one side said', () => {
  const params = (duoId: string) => ({ duoId, kind: 'day_7', side: 'newcomer' }) as const

  test('is not written over by whoever read it before somebody else did', async () => {
    const { id } = await active()
    await checkIn(id, 'day_7', 'newcomer')
    const version = (await read(id)).checkIns[0]?.version ?? 0
    const answers = await Promise.allSettled(
      ['Va bien.', 'Un peu seule.'].map((note) =>
        coordinator.answerCheckIn({ params: params(id), ifMatch: version, body: { note } }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const late = coordinator.answerCheckIn({ params: params(id), ifMatch: version, body: {} })
    await expect(late).rejects.toHaveProblem('version-outdated')
  })

  test('is not blanked by whoever may not read it', async () => {
    const { id } = await active()
    await checkIn(id, 'day_7', 'newcomer')
    await say(id, 'newcomer', { wellbeing: 4, note: 'Va bien.' })
    const admin = await t.as('admin')
    const blank = admin.answerCheckIn({ params: params(id), ifMatch: 2, body: {} })
    await expect(blank).rejects.toHaveProblem('not-allowed')
    expect((await read(id)).checkIns[0]?.answer).toEqual({ wellbeing: 4, note: 'Va bien.' })
  })

  test('about safety raises it once: a note added after it was cleared neither flags nor pauses again', async () => {
    const { id } = await active()
    await checkIn(id, 'day_7', 'newcomer')
    const paused = await say(id, 'newcomer', { feelsUnsafe: true })
    const at = (duo: Duo) => ({ params: { duoId: id }, ifMatch: duo.version })
    const cleared = await coordinator.clearSafety({ ...at(paused), body: { note: 'Parlé avec les deux.' } })
    await coordinator.resumeDuo(at(cleared))
    const again = await say(id, 'newcomer', { feelsUnsafe: true, note: 'Malentendu.' })
    expect(again).toMatchObject({ status: 'active', alerts: [], flagged: [] })
    expect(await t.sql('select 1 from safety_flag where duo_id = $1', [id])).toHaveLength(2)
    await say(id, 'newcomer', { feelsUnsafe: false })
    expect(await say(id, 'newcomer', { feelsUnsafe: true })).toMatchObject({ status: 'paused', alerts: ['safety'] })
  })
})

describe('[C13] a check-in', () => {
  test('is asked on its day, of both, once, in their language; who has no e-mail is called', async () => {
    const pair = await givenPair(t, 'liege', { newcomer: { contact_language: 'ar' }, local: { email: null } })
    const { id } = await givenDuo(t, { ...pair, status: 'completed' })
    for (const side of ['newcomer', 'local'])
      await checkIn(id, 'after_3_months', side, { due_on: '2026-11-22', asked_at: null })
    t.clock.set('2026-11-22T07:30:00Z')
    await askCheckInsJob.run(t.deps, {})
    const asked = () =>
      t.sql<{ person_id: string; locale: string; status: string }>(
        `select person_id, locale, status from outbox_message where kind = 'duo-still-in-touch' order by status`,
      )
    expect(await asked()).toEqual([])
    t.clock.set('2026-11-22T11:00:00Z')
    await Promise.all([askCheckInsJob.run(t.deps, {}), askCheckInsJob.run(t.deps, {})])
    await askCheckInsJob.run(t.deps, {})
    expect(await asked()).toEqual([
      { person_id: pair.local.person_id, locale: 'fr', status: 'not_reachable' },
      { person_id: pair.newcomer.person_id, locale: 'ar', status: 'queued' },
    ])
    const { waiting } = await coordinator.getToday({})
    const toTell = waiting.find(({ toTell: one }) => one?.personId === pair.local.person_id)
    expect(toTell).toMatchObject({ kind: 'to_tell', detail: 'duo-still-in-touch', title: 'Amina' })
    const inInterAct = (await t.signIn('coordinator', { programme: 'interact' })).client
    const params = { messageId: toTell?.entityId ?? '' }
    await expect(inInterAct.noteTold({ params })).rejects.toHaveProblem('not-found')
    expect((await inInterAct.getToday({})).waiting.filter(({ kind }) => /duo|tell/.test(kind))).toEqual([])
    expect((await coordinator.getDuo({ params: { duoId: id } })).toTell).toEqual(['local'])
    await coordinator.noteTold({ params })
    expect((await coordinator.getDuo({ params: { duoId: id } })).toTell).toEqual([])
  })

  test('is not asked during a pause, before the end, nor two weeks late', async () => {
    const put = async (status: 'active' | 'paused' | 'completed', kind: string, due_on: string) =>
      checkIn((await givenDuo(t, { ...(await givenPair(t)), status })).id, kind, 'local', { due_on, asked_at: null })
    await put('paused', 'day_7', '2026-11-22')
    await put('active', 'after_3_months', '2026-11-22')
    await put('completed', 'week_4', '2026-11-22')
    await put('active', 'day_7', '2026-11-08')
    const before = await t.sql('select 1 from check_in where asked_at = $1', [t.clock.now()])
    await put('active', 'day_7', '2026-11-09')
    await askCheckInsJob.run(t.deps, {})
    expect(await t.sql('select 1 from check_in where asked_at = $1', [t.clock.now()])).toHaveLength(before.length + 1)
  })
})
