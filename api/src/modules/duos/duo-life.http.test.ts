import type { Duo } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { duoSteps, givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

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
const signs = (duo: Duo, body: Parameters<ApiClient['signCharter']>[0]['body']) =>
  coordinator.signCharter({ ...steps.at(duo), body })

describe('[C7] a duo starts', () => {
  test('after the first meeting and both signatures, and says at each step what is missing', async () => {
    const accepted = await steps.accepted(await givenPair(t))
    const missing = ['first_meeting_held', 'newcomer_signed', 'local_signed']
    expect(accepted).toMatchObject({ status: 'accepted', missing: ['host_named', ...missing] })
    const met = await steps.meet(accepted, '2026-11-25')
    await expect(steps.start(met)).rejects.toHaveProblem('conditions-unmet', { missing })
    const held = await steps.meet(met, '2026-11-22')
    const one = await steps.sign(held, 'newcomer')
    await expect(steps.start(one)).rejects.toHaveProblem('conditions-unmet', { missing: ['local_signed'] })
    const both = await steps.sign(one, 'local')
    const goal = 'Parler français en marchant'
    const active = await steps.start(both, { goal })
    expect(active).toMatchObject({
      status: 'active',
      startsOn: '2026-11-22',
      plannedEndOn: '2027-02-21',
      goal,
      missing: [],
    })
  })

  test('[C11] and each side will be asked six times how it goes, from its own start and end', async () => {
    const { checkIns } = await steps.active(await givenPair(t), { weeks: 10 })
    for (const side of ['newcomer', 'local'])
      expect(checkIns.filter((one) => one.side === side).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
        ['day_7', '2026-11-29'],
        ['week_4', '2026-12-20'],
        ['midpoint', '2026-12-27'],
        ['end', '2027-01-31'],
        ['after_3_months', '2027-05-02'],
        ['after_6_months', '2027-08-01'],
      ])
  })

  test('never without two signatures, whoever writes', async () => {
    const duo = await steps.meet(await steps.accepted(await givenPair(t)))
    await expect(
      t.sql(`update duo set status = 'active', starts_on = '2026-11-20' where id = $1`, [duo.id]),
    ).rejects.toThrow('not signed by both')
  })

  test('never without the host of the first meeting, whoever writes', async () => {
    const duo = await steps.signed(await givenPair(t))
    const start = `update duo set status = 'active', starts_on = '2026-11-22', first_meeting_host_id = null where id = $1`
    await expect(t.sql(start, [duo.id])).rejects.toThrow('no host at the first meeting')
  })

  test('with somebody of the team of its site as host, and nobody else', async () => {
    const duo = await steps.accepted(await givenPair(t))
    const { accountId } = await t.signIn('coordinator')
    const elsewhere = await t.signIn('coordinator', { site: 'pilot' })
    const plan = (hostId: string) =>
      coordinator.planFirstMeeting({
        ...steps.at(duo),
        body: { on: '2026-11-28', time: '14:00', place: 'Chez Interra', hostId, interpreterLanguage: 'ti' },
      })
    await expect(plan(elsewhere.accountId)).rejects.toHaveProblem('rule-broken')
    expect(await read(duo)).toMatchObject({ status: 'accepted', version: duo.version, firstMeeting: null })
    const planned = await plan(accountId)
    expect(planned).toMatchObject({
      status: 'first_meeting',
      missing: ['first_meeting_held', 'newcomer_signed', 'local_signed'],
    })
    expect(planned.firstMeeting).toMatchObject({ on: '2026-11-28', time: '14:00', interpreterLanguage: 'ti' })
    expect(planned.firstMeeting?.host?.id).toBe(accountId)
  })

  test('meets with its host, who may be named later: until then it waits in Today and does not start', async () => {
    const { accountId: hostId } = await t.signIn('coordinator')
    const accepted = await steps.accepted(await givenPair(t))
    const plan = (duo: Duo, on: string, host: string | null) =>
      coordinator.planFirstMeeting({ ...steps.at(duo), body: { on, hostId: host } })
    const waits = async () =>
      (await coordinator.getToday({})).waiting
        .filter(({ entityId }) => entityId === accepted.id)
        .map(({ kind }) => kind)
    const planned = await plan(accepted, '2026-11-22', null)
    expect(planned.missing).toEqual(['host_named', 'newcomer_signed', 'local_signed'])
    expect(await waits()).toEqual(['duo_to_plan'])
    const signed = await steps.sign(await steps.sign(planned, 'newcomer'), 'local')
    await expect(steps.start(signed)).rejects.toHaveProblem('conditions-unmet', { missing: ['host_named'] })
    const hosted = await plan(signed, '2026-11-22', hostId)
    expect(await waits()).toEqual([])
    expect((await steps.start(hosted)).status).toBe('active')
  })

  test('meets first when both have accepted, not before', async () => {
    const accepted = await steps.accepted(await givenPair(t))
    const early = coordinator.planFirstMeeting({ ...steps.at(accepted), body: { on: '2026-11-21', hostId: null } })
    await expect(early).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/on', params: { rule: 'before-acceptance' } }] },
    })
    expect(await read(accepted)).toMatchObject({ status: 'accepted', version: accepted.version })
  })

  test('[C5] from the day on which they said yes, also when the team notes it later, never before the proposal', async () => {
    const now = t.clock.now()
    t.clock.set('2026-11-19T10:00:00Z')
    const proposed = await steps.propose(await givenPair(t))
    t.clock.set(now)
    const yes = (duo: Duo, side: 'newcomer' | 'local', on: string) =>
      coordinator.acceptDuo({ ...steps.at(duo), body: { side, on } })
    for (const [on, rule] of [
      ['2026-11-18', 'before-proposal'],
      ['2026-11-23', 'in-the-future'],
    ] as const)
      await expect(yes(proposed, 'newcomer', on)).rejects.toMatchObject({
        extra: { errors: [{ pointer: '/on', params: { rule } }] },
      })
    const half = await yes(proposed, 'newcomer', '2026-11-19')
    expect(half.newcomer).toMatchObject({ acceptedAt: '2026-11-19T11:00:00+00:00', acceptedThrough: 'staff' })
    const accepted = await yes(half, 'local', '2026-11-20')
    const plan = (duo: Duo, on: string, place: string | null = null) =>
      coordinator.planFirstMeeting({ ...steps.at(duo), body: { on, hostId: null, place } })
    await expect(plan(accepted, '2026-11-19')).rejects.toHaveProblem('rule-broken')
    expect((await plan(accepted, '2026-11-20')).firstMeeting?.on).toBe('2026-11-20')
  })

  test('what stands before both accepted may be completed without moving its day', async () => {
    const { id, version } = await givenDuo(t, {
      ...(await givenPair(t)),
      status: 'first_meeting',
      first_meeting_on: '2026-11-09',
    })
    const plan = (on: string) =>
      coordinator.planFirstMeeting({
        params: { duoId: id },
        ifMatch: version,
        body: { on, hostId: null, place: 'Parc' },
      })
    await expect(plan('2026-11-08')).rejects.toHaveProblem('rule-broken')
    expect((await plan('2026-11-09')).firstMeeting).toMatchObject({ on: '2026-11-09', place: 'Parc' })
  })

  test('not ahead of the calendar, and not before they met and signed', async () => {
    const duo = await steps.signed(await givenPair(t))
    for (const startsOn of ['2026-11-23', '2026-11-21'])
      await expect(steps.start(duo, { startsOn })).rejects.toHaveProblem('rule-broken')
    expect(await read(duo)).toMatchObject({ status: 'first_meeting', version: duo.version, checkIns: [] })
    expect(await steps.start(duo, { startsOn: '2026-11-22' })).toMatchObject({ plannedEndOn: '2027-02-21' })
  })

  test('where the rules of the pair still hold on that day: consent, safety, a common hour, nobody keeping them apart', async () => {
    const spoil: Readonly<Record<string, (duo: Duo) => Promise<unknown>>> = {
      consent: (duo) =>
        t.sql('update consent set withdrawn_at = now() where person_id = $1', [duo.local.person.personId]),
      hours: (duo) => t.sql(`update candidacy set slots = '{}' where id = $1`, [duo.newcomer.candidacyId]),
      apart: (duo) =>
        coordinator.excludePair({
          params: { personId: duo.newcomer.person.personId },
          body: { otherId: duo.local.person.personId, reason: 'family' },
        }),
      paused: (duo) => t.sql(`update candidacy set status = 'paused' where id = $1`, [duo.local.candidacyId]),
    }
    const because: Record<string, unknown> = {}
    for (const [name, act] of Object.entries(spoil)) {
      const duo = await steps.signed(await givenPair(t))
      await act(duo)
      because[name] = await steps.start(duo).catch((error: unknown) => Reflect.get(Object(error), 'extra').params)
      expect((await read(duo)).status).toBe('first_meeting')
    }
    expect(because).toEqual({
      consent: { newcomer: [], local: ['consent_missing'] },
      hours: { blocker: 'availability', newcomer: [], local: [] },
      apart: { blocker: 'apart', newcomer: [], local: [] },
      paused: { blocker: 'not_in_pool', newcomer: [], local: [] },
    })
  })

  test('after the intercultural training of both, where the site asks for it', async () => {
    const pair = await givenPair(t, 'pilot')
    await t.sql(
      `insert into policy (id, site_id, key, value, starts_on) values (gen_random_uuid(), $1, 'duo_training_required', 'true', '2026-01-01')`,
      [t.sites.pilot],
    )
    const there = duoSteps(await t.as('coordinator', { site: 'pilot' }))
    const duo = await there.signed(pair)
    const missing = ['newcomer_trained', 'local_trained']
    expect(duo.missing).toEqual(missing)
    await expect(there.start(duo)).rejects.toHaveProblem('conditions-unmet', { missing })
  })
})

describe('[C7] the charter', () => {
  test('is signed once by each side, in a language, as it was understood', async () => {
    const pair = await givenPair(t)
    const duo = await steps.meet(await steps.accepted(pair))
    const interpreted = { side: 'newcomer', language: 'ti', channel: 'interpreter', interpreter: 'Sémira' } as const
    const signed = await signs(duo, interpreted)
    expect(signed.charter).toEqual([{ ...interpreted, signedOn: '2026-11-22', textVersion: '2026-11' }])
    await expect(signs(signed, interpreted)).rejects.toHaveProblem('charter-signed')
    await expect(signs(signed, { side: 'newcomer', language: 'fr', channel: 'read' })).rejects.toHaveProblem(
      'charter-signed',
    )
    expect(await read(duo)).toMatchObject({ version: signed.version, charter: signed.charter })
  })

  test('[M20] is read aloud or interpreted for whoever is not known to read that language', async () => {
    const other = await steps.meet(await steps.accepted(await givenPair(t)))
    await t.sql(`update language_record set level = 'A2' where person_id = $1`, [other.newcomer.person.personId])
    const as = (language: string, level: string) =>
      t.insert('language_record', {
        id: newId(),
        site_id: t.sites.liege,
        person_id: other.newcomer.person.personId,
        language,
        level,
        assessed_by: 'self',
        assessed_on: '2026-02-01',
      })
    await as('ti', 'native')
    const refused = [
      { side: 'newcomer', language: 'fr', channel: 'read' },
      { side: 'newcomer', language: 'en', channel: 'read' },
      // read well, but the charter is not written in it
      { side: 'newcomer', language: 'ti', channel: 'read' },
      { side: 'newcomer', language: 'ti', channel: 'interpreter' },
      { side: 'newcomer', language: 'ti', channel: 'interpreter', interpreter: '   ' },
      { side: 'newcomer', language: 'fr', channel: 'read_aloud', signedOn: '2026-11-23' },
    ] as const
    for (const body of refused) await expect(signs(other, body)).rejects.toHaveProblem('rule-broken')
    expect((await read(other)).charter).toEqual([])
    await as('ar', 'native')
    const signed = await signs(other, { side: 'newcomer', language: 'ar', channel: 'read' })
    expect(signed.charter).toHaveLength(1)
  })
})
