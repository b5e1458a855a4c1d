import type { Duo } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { duoSteps, givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
let steps: ReturnType<typeof duoSteps>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  steps = duoSteps(coordinator)
})
afterAll(() => t.stop())

const read = ({ id }: Pick<Duo, 'id'>) => coordinator.getDuo({ params: { duoId: id } })
const candidacy = (candidacyId: string) => coordinator.getCandidacy({ params: { candidacyId } })

describe('[C8] a duo under way', () => {
  test('pauses for 60 days at most, and goes on', async () => {
    const duo = await steps.active(await givenPair(t))
    const pause = (until: string, reason = 'Examens') =>
      coordinator.pauseDuo({ ...steps.at(duo), body: { until, reason } })
    await expect(pause('2027-01-22')).rejects.toHaveProblem('rule-broken')
    await expect(pause('2026-11-21')).rejects.toHaveProblem('rule-broken')
    await expect(pause('2026-12-01', ' ')).rejects.toHaveProblem('reason-required')
    expect((await read(duo)).status).toBe('active')
    const paused = await pause('2027-01-21')
    expect(paused).toMatchObject({ status: 'paused', pausedUntil: '2027-01-21' })
    await expect(coordinator.completeDuo({ ...steps.at(paused), body: {} })).rejects.toHaveProblem('act-not-possible')
    expect(await coordinator.resumeDuo(steps.at(paused))).toMatchObject({ status: 'active', pausedUntil: null })
  })

  test('may be planned longer: what is asked at the end moves along, for two years at most', async () => {
    const duo = await steps.active(await givenPair(t))
    const change = (plannedEndOn: string) => coordinator.changeDuo({ ...steps.at(duo), body: { plannedEndOn } })
    await expect(change('2026-11-21')).rejects.toHaveProblem('rule-broken')
    await expect(change('2028-11-20')).rejects.toHaveProblem('rule-broken')
    const { checkIns, plannedEndOn } = await change('2027-03-21')
    expect(plannedEndOn).toBe('2027-03-21')
    const due = (kind: string) => checkIns.find((one) => one.kind === kind)?.dueOn
    expect([due('day_7'), due('end'), due('after_3_months')]).toEqual(['2026-11-29', '2027-03-21', '2027-06-20'])
    const [link] = await t.sql<{ until: Date }>(
      `select max(expires_at) as until from duo_link where duo_id = $1 and purpose = 'log'`,
      [duo.id],
    )
    expect(link?.until.toISOString()).toBe('2027-04-20T22:00:00.000Z')
  })

  test('[C13] comes to its end: both are asked three and six months after it, and wait anew from that day', async () => {
    const pair = await givenPair(t)
    const days = { starts_on: '2026-11-20', planned_end_on: '2026-11-21' }
    const duo = await read(await givenDuo(t, { ...pair, status: 'active', ...days }))
    for (const endedOn of ['2026-11-23', '2026-11-19'])
      await expect(coordinator.completeDuo({ ...steps.at(duo), body: { endedOn } })).rejects.toHaveProblem(
        'rule-broken',
      )
    const ended = await coordinator.completeDuo({ ...steps.at(duo), body: { endedOn: '2026-11-21' } })
    expect(ended).toMatchObject({ status: 'completed', endedOn: '2026-11-21' })
    expect(ended.checkIns.filter(({ side }) => side === 'local').map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['end', '2026-11-21'],
      ['after_3_months', '2027-02-20'],
      ['after_6_months', '2027-05-22'],
    ])
    for (const one of [pair.newcomer, pair.local])
      expect(await candidacy(one.id)).toMatchObject({
        inPool: true,
        standing: 'available',
        placesTaken: 0,
        waitingSince: '2026-11-21',
        previousDuoId: null,
      })
  })

  test('before the planned end has not come to its end: it ends early, with a reason', async () => {
    const days = { starts_on: '2026-11-20', planned_end_on: '2026-11-27' }
    const duo = await read(await givenDuo(t, { ...(await givenPair(t)), status: 'active', ...days }))
    for (const body of [{}, { endedOn: '2026-11-21' }]) {
      const done = coordinator.completeDuo({ ...steps.at(duo), body })
      await expect(done).rejects.toMatchObject({
        extra: {
          errors: [{ pointer: '/endedOn', params: { rule: 'before-planned-end', plannedEndOn: '2026-11-27' } }],
        },
      })
    }
    expect(await read(duo)).toMatchObject({ status: 'active', version: duo.version })
    const early = { ...steps.at(duo), body: { reason: 'goal_reached' } } as const
    expect(await coordinator.endDuoEarly(early)).toMatchObject({ status: 'ended_early', endReason: 'goal_reached' })
  })

  test('is not planned to end today or before, so that a break does not pass for its end', async () => {
    const days = { starts_on: '2026-11-20', planned_end_on: '2027-02-20' }
    const duo = await read(await givenDuo(t, { ...(await givenPair(t)), status: 'active', ...days }))
    const change = (from: Duo, plannedEndOn: string) =>
      coordinator.changeDuo({ ...steps.at(from), body: { plannedEndOn } })
    for (const plannedEndOn of ['2026-11-21', '2026-11-22'])
      await expect(change(duo, plannedEndOn)).rejects.toMatchObject({
        extra: { errors: [{ pointer: '/plannedEndOn', params: { rule: 'not-after-today' } }] },
      })
    expect((await change(duo, '2026-11-23')).plannedEndOn).toBe('2026-11-23')
    const over = { starts_on: '2026-11-01', planned_end_on: '2026-11-15' }
    const late = await read(await givenDuo(t, { ...(await givenPair(t)), status: 'active', ...over }))
    const body = { plannedEndOn: '2026-11-15', goal: 'Parler' }
    expect((await coordinator.changeDuo({ ...steps.at(late), body })).goal).toBe('Parler')
  })

  test('ends early with a reason: cooling off first, and with the wish for another duo each keeps their turn', async () => {
    const pair = await givenPair(t)
    const duo = await steps.active(pair)
    const body = {
      reason: 'mismatch',
      note: 'Peu de choses en commun',
      endedOn: '2026-11-22',
      rematchWished: true,
    } as const
    const ended = await coordinator.endDuoEarly({ ...steps.at(duo), body })
    expect(ended).toMatchObject({
      status: 'ended_early',
      endReason: 'mismatch',
      endNote: body.note,
      rematchWished: true,
    })
    for (const one of [pair.newcomer, pair.local])
      expect(await candidacy(one.id)).toMatchObject({
        inPool: false,
        blockers: ['cooling_off', 'talk_missing'],
        coolingOffUntil: '2026-12-22',
        waitingSince: '2026-10-05',
        previousDuoId: duo.id,
      })
    await t.sql(`update duo set starts_on = '2026-10-01', ended_on = '2026-10-22' where id = $1`, [duo.id])
    for (const side of ['newcomer', 'local'] as const)
      await coordinator.noteTalk({ params: { duoId: duo.id, side }, body: {} })
    const jeanne = await t.given.candidate({ side: 'local' })
    const next = await steps.propose({ newcomer: pair.newcomer, local: jeanne })
    expect(next.previousDuoId).toBe(duo.id)
    await coordinator.retractDuo(steps.at(next))
    await expect(steps.propose(pair)).rejects.toHaveProblem('pair-impossible', { blocker: 'paired_before' })
  })

  test('of two who did not fit is talked about with each of them before they get another', async () => {
    const pair = await givenPair(t)
    const days = { first_meeting_on: '2026-09-01', starts_on: '2026-09-01', ended_on: '2026-10-01' }
    const { id } = await givenDuo(t, { ...pair, status: 'ended_early', ...days, end_reason: 'communication' })
    const blockers = () =>
      Promise.all([pair.newcomer, pair.local].map(async (one) => (await candidacy(one.id)).blockers))
    const waits = async () =>
      (await coordinator.getToday({})).waiting.filter(({ entityId }) => entityId === id).map(({ kind }) => kind)
    expect(await blockers()).toEqual([['talk_missing'], ['talk_missing']])
    expect(await waits()).toEqual(['duo_to_talk'])
    const talk = (side: 'newcomer' | 'local', talkedOn?: string | null) =>
      coordinator.noteTalk({ params: { duoId: id, side }, body: talkedOn === undefined ? {} : { talkedOn } })
    await expect(talk('newcomer', '2026-11-23')).rejects.toHaveProblem('rule-broken')
    await expect(talk('newcomer', '2026-09-30')).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/talkedOn', params: { rule: 'before-end' } }] },
    })
    expect((await talk('newcomer', '2026-10-01')).talksMissing).toEqual(['local'])
    expect((await talk('newcomer', null)).talksMissing).toEqual(['newcomer', 'local'])
    expect(await blockers()).toEqual([['talk_missing'], ['talk_missing']])
    expect((await talk('newcomer', '2026-11-20')).talksMissing).toEqual(['local'])
    expect(await blockers()).toEqual([[], ['talk_missing']])
    await t.sql(`update candidacy set status = 'ended' where id = $1`, [pair.local.id])
    expect(await waits()).toEqual([])
    await t.sql(`update candidacy set status = 'available' where id = $1`, [pair.local.id])
    expect(await waits()).toEqual(['duo_to_talk'])
    const acts = (await talk('local')).safetyHistory?.map(({ act }) => act).toSorted()
    expect(acts).toEqual([...Array<string>(3).fill('duo.talk_noted'), 'duo.talk_removed'])
    expect(await blockers()).toEqual([[], []])
    expect(await waits()).toEqual([])
    const admin = await t.as('admin')
    expect(JSON.stringify(await admin.getDuo({ params: { duoId: id } }))).not.toContain('talk')
    const moved = await givenDuo(t, { ...(await givenPair(t)), status: 'ended_early', end_reason: 'moved' })
    const needless = coordinator.noteTalk({ params: { duoId: moved.id, side: 'local' }, body: {} })
    await expect(needless).rejects.toHaveProblem('act-not-possible')
  })

  test('[C6] ends for safety: neither gets another duo, nobody is asked anything, until somebody clears it', async () => {
    const pair = await givenPair(t)
    const duo = await steps.active(pair)
    const ended = await coordinator.endDuoEarly({ ...steps.at(duo), body: { reason: 'safety' } })
    expect(ended).toMatchObject({ status: 'ended_early', alerts: ['safety'], checkIns: [] })
    expect(ended.flagged?.toSorted()).toEqual(['local', 'newcomer'])
    for (const one of [pair.newcomer, pair.local]) expect((await candidacy(one.id)).blockers).toEqual(['safety'])
    const clear = (from: Duo, body: { note: string; side?: 'newcomer' | 'local' }) =>
      coordinator.clearSafety({ ...steps.at(from), body })
    await expect(clear(ended, { note: '  ' })).rejects.toHaveProblem('reason-required')
    const half = await clear(ended, { note: 'Parlé avec elle le 22.', side: 'newcomer' })
    expect(half.flagged).toEqual(['local'])
    expect((await candidacy(pair.newcomer.id)).blockers).toEqual([])
    const whole = await clear(half, { note: 'Parlé avec les deux.' })
    expect(whole).toMatchObject({ flagged: [], alerts: [] })
    await expect(clear(whole, { note: 'Encore' })).rejects.toHaveProblem('act-not-possible')
  })

  test('that never starts keeps the turn of both', async () => {
    const pair = await givenPair(t)
    const duo = await steps.accepted(pair)
    const abandon = (reason: string) => coordinator.abandonDuo({ ...steps.at(duo), body: { reason } })
    await expect(abandon('  ')).rejects.toHaveProblem('reason-required')
    expect(await abandon('Déménage à Gand')).toMatchObject({ status: 'not_started', endedOn: '2026-11-22' })
    for (const one of [pair.newcomer, pair.local])
      expect(await candidacy(one.id)).toMatchObject({ inPool: true, waitingSince: '2026-10-05', placesTaken: 0 })
  })

  test('does not exist for a site that one does not reach', async () => {
    const duo = await steps.active(await givenPair(t))
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getDuo({ params: { duoId: duo.id } })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.completeDuo({ ...steps.at(duo), body: {} })).rejects.toHaveProblem('not-found')
  })
})
