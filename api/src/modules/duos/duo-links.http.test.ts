import { ApiProblem } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { duoSteps, givenDuo, givenPair, mailedToken } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { askCheckInsJob, expireProposalsJob } from './duos.jobs.ts'

let t: Api
let coordinator: ApiClient
let member: ApiClient
let steps: ReturnType<typeof duoSteps>
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  member = t.anonymous
  steps = duoSteps(coordinator)
})
afterAll(() => t.stop())

const read = (duoId: string) => coordinator.getDuo({ params: { duoId } })
const at = (token: string) => ({ body: { token } })

/** A proposal, with the token that each side was mailed. */
async function proposed() {
  const pair = await givenPair(t)
  const duo = await steps.propose(pair)
  const newcomer = await mailedToken(t, pair.newcomer.person_id, 'duo-proposed')
  const local = await mailedToken(t, pair.local.person_id, 'duo-proposed')
  return { pair, duo, newcomer, local }
}
/** A duo under way, with the token by which each side notes meetings. */
async function started() {
  const pair = await givenPair(t)
  const duo = await steps.active(pair)
  const newcomer = await mailedToken(t, pair.newcomer.person_id, 'duo-started')
  const local = await mailedToken(t, pair.local.person_id, 'duo-started')
  return { pair, duo, newcomer, local }
}

describe('[C5] a member answers by the link of their own', () => {
  test('reads the first name of the other and what they share, and nothing else of anybody', async () => {
    const { newcomer } = await proposed()
    const invitation = await member.readDuoLink(at(newcomer))
    expect(invitation).toMatchObject({
      purpose: 'answer',
      side: 'newcomer',
      status: 'proposed',
      ownFirstName: 'Amina',
      otherFirstName: 'Jeanne',
      accepted: false,
      otherAccepted: false,
      interests: ['Cuisine'],
      slots: ['tue-evening'],
      language: 'fr',
      weeks: 13,
      rhythmDays: 7,
      firstMeeting: null,
      metOn: [],
      checkIn: null,
      today: '2026-11-22',
    })
    expect(JSON.stringify(invitation)).not.toMatch(/Essai|demo\.interra/)
  })

  test('both accept, each by their own; who did is kept', async () => {
    const { duo, newcomer, local } = await proposed()
    expect(await member.acceptByLink(at(newcomer))).toMatchObject({ status: 'accepted_by_one', accepted: true })
    await expect(member.acceptByLink(at(newcomer))).rejects.toHaveProblem('already-answered')
    expect(await member.acceptByLink(at(local))).toMatchObject({ status: 'accepted', otherAccepted: true })
    await expect(member.declineByLink(at(local))).rejects.toHaveProblem('act-not-possible')
    const { status, newcomer: one, local: other } = await read(duo.id)
    expect([status, one.acceptedThrough, other.acceptedThrough]).toEqual(['accepted', 'link', 'link'])
    const trail = await t.sql<{ actor_kind: string }>(
      `select actor_kind from audit_event where entity_id = $1 and act = 'duo.accepted'`,
      [duo.id],
    )
    expect(trail.map(({ actor_kind }) => actor_kind)).toEqual(['anonymous', 'anonymous'])
  })

  test('who declines gives no reason, and the other side reads neither why nor because of whom', async () => {
    const { newcomer, local, pair } = await proposed()
    expect((await member.declineByLink(at(local))).status).toBe('declined')
    expect((await member.readDuoLink(at(newcomer))).status).toBe('superseded')
    const refused = await member.acceptByLink(at(newcomer)).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiProblem)
    expect(JSON.stringify(Reflect.get(Object(refused), 'extra'))).not.toContain('declined')
    const told = await t.sql<{ person_id: string }>(
      `select person_id from outbox_message where kind = 'duo-closed' and person_id = any($1)`,
      [[pair.newcomer.person_id, pair.local.person_id]],
    )
    expect(told).toEqual([{ person_id: pair.newcomer.person_id }])
  })

  test('hears that the other found somebody else', async () => {
    const { newcomer, pair } = await proposed()
    const luckier = await t.given.candidate({ side: 'newcomer' })
    const given = { newcomer_accepted_at: '2026-11-21T10:00:00Z', newcomer_accepted_through: 'link' }
    const other = await givenDuo(t, { newcomer: luckier, local: pair.local, status: 'accepted_by_one', ...given })
    const body = { side: 'local' } as const
    await coordinator.acceptDuo({ params: { duoId: other.id }, ifMatch: other.version, body })
    await expect(member.acceptByLink(at(newcomer))).rejects.toHaveProblem('person-taken')
  })
})

describe('[C6] links', () => {
  test('that are unknown, replaced or over all answer the same, and change nothing', async () => {
    const { duo, newcomer } = await proposed()
    const { url } = await coordinator.makeDuoLink({ params: { duoId: duo.id }, body: { side: 'newcomer' } })
    const fresh = url.split('#')[1] ?? ''
    await expect(member.acceptByLink(at(newcomer))).rejects.toHaveProblem('link-expired')
    await expect(member.readDuoLink(at('A'.repeat(43)))).rejects.toHaveProblem('link-expired')
    expect((await member.readDuoLink(at(fresh))).side).toBe('newcomer')
    t.clock.set('2026-12-07T11:00:00Z')
    await expect(member.acceptByLink(at(fresh))).rejects.toHaveProblem('link-expired')
    await expireProposalsJob.run(t.deps, {})
    t.clock.set('2026-11-22T11:00:00Z')
    const [stored] = await t.sql('select status, newcomer_accepted_at from duo where id = $1', [duo.id])
    expect(stored).toEqual({ status: 'expired', newcomer_accepted_at: null })
  })

  test('do one thing each: who may answer does not note meetings, and the other way round', async () => {
    const answer = await proposed()
    const under = await started()
    const meeting = { id: newId(), metOn: '2026-11-22', mode: 'in_person' } as const
    await expect(member.logByLink({ body: { token: answer.newcomer, ...meeting } })).rejects.toHaveProblem(
      'link-expired',
    )
    await expect(member.declineByLink(at(under.newcomer))).rejects.toHaveProblem('link-expired')
    await expect(member.checkInByLink({ body: { token: under.newcomer, met: true } })).rejects.toHaveProblem(
      'link-expired',
    )
  })

  test('are kept as a hash alone, and reach one site', async () => {
    const { newcomer } = await proposed()
    const rows = await t.sql<{ hash: string }>('select token_hash as hash from duo_link')
    expect(rows.map(({ hash }) => hash)).not.toContain(newcomer)
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  })
})

describe('[C9] a member notes a meeting by link', () => {
  test('in two taps; the same one again, and the other side too, adds nothing', async () => {
    const { duo, newcomer, local } = await started()
    const meeting = { id: newId(), metOn: '2026-11-22', mode: 'in_person' } as const
    const log = (token: string, more: object = {}) => member.logByLink({ body: { token, ...meeting, ...more } })
    expect((await log(newcomer)).metOn).toEqual(['2026-11-22'])
    expect((await log(newcomer)).metOn).toEqual(['2026-11-22'])
    await expect(log(local, { id: newId() })).rejects.toHaveProblem('already-logged')
    for (const metOn of ['2026-11-23', '2026-11-19'])
      await expect(log(local, { id: newId(), metOn })).rejects.toHaveProblem('rule-broken')
    expect((await read(duo.id)).meetings).toMatchObject([{ id: meeting.id, loggedBy: 'newcomer' }])
  })

  test('until the duo ends; a link handed over replaces the mailed one', async () => {
    const { duo, newcomer, local } = await started()
    const { url } = await coordinator.makeDuoLink({ params: { duoId: duo.id }, body: { side: 'local' } })
    await expect(member.readDuoLink(at(local))).rejects.toHaveProblem('link-expired')
    expect(await member.readDuoLink(at(url.split('#')[1] ?? ''))).toMatchObject({ purpose: 'log', side: 'local' })
    await coordinator.endDuoEarly({ ...steps.at(duo), body: { reason: 'goal_reached' } })
    await expect(member.readDuoLink(at(newcomer))).rejects.toHaveProblem('link-expired')
  })
})

describe('[C11] a member says how it goes by link', () => {
  async function asked() {
    const pair = await givenPair(t)
    const duo = await givenDuo(t, { ...pair, status: 'active' })
    await t.insert('check_in', {
      id: newId(),
      site_id: t.sites.liege,
      duo_id: duo.id,
      kind: 'day_7',
      side: 'newcomer',
      due_on: '2026-11-21',
    })
    await askCheckInsJob.run(t.deps, {})
    return { duo, token: await mailedToken(t, pair.newcomer.person_id, 'duo-check-in') }
  }

  test('once; nothing has to be answered, and the team alone reads it', async () => {
    const { duo, token } = await asked()
    expect(await member.readDuoLink(at(token))).toMatchObject({ purpose: 'check_in', checkIn: 'day_7' })
    const say = (body: object) => member.checkInByLink({ body: { token, ...body } })
    const both = await Promise.allSettled([say({ wellbeing: 4, goesOn: 'yes' }), say({ wellbeing: 4, goesOn: 'no' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(say({ wellbeing: 1 })).rejects.toHaveProblem('link-expired')
    const { checkIns } = await read(duo.id)
    expect(checkIns).toMatchObject([{ answeredThrough: 'link', answer: { wellbeing: 4 } }])
  })

  test('[C6] the same again, when its answer was lost on the way, is a success that changes nothing', async () => {
    const { duo, token } = await asked()
    const said = { body: { token, feelsUnsafe: true, note: 'Il crie' } }
    const both = await Promise.all([member.checkInByLink(said), member.checkInByLink(said)])
    expect(both.map(({ checkIn }) => checkIn)).toEqual(['day_7', 'day_7'])
    const before = await read(duo.id)
    expect(await member.checkInByLink(said)).toMatchObject({ purpose: 'check_in' })
    expect(await read(duo.id)).toEqual(before)
    expect(before.safetyHistory).toHaveLength(1)
    for (const other of [{ feelsUnsafe: true }, { ...said.body, note: 'Tout va bien' }])
      await expect(member.checkInByLink({ body: { ...other, token } })).rejects.toHaveProblem('link-expired')
    await expect(member.readDuoLink(at(token))).rejects.toHaveProblem('link-expired')
  })

  test('[C6] who does not feel safe is heard at once', async () => {
    const { duo, token } = await asked()
    await member.checkInByLink({ body: { token, feelsUnsafe: true } })
    expect(await read(duo.id)).toMatchObject({ status: 'paused', alerts: ['safety'] })
  })
})

describe('[C6] whoever leaves the pool', () => {
  const leave: Readonly<Record<string, (one: { id: string; person_id: string }, other: string) => Promise<unknown>>> = {
    'by taking their consent back': async ({ person_id: personId }) => {
      const [given] = await t.sql<{ id: string }>('select id from consent where person_id = $1', [personId])
      return coordinator.withdrawConsent({ params: { personId, consentId: given?.id ?? '' } })
    },
    'by withdrawing': ({ id }) => coordinator.withdrawCandidacy({ params: { candidacyId: id }, ifMatch: 1, body: {} }),
    'for a while': ({ id }) => coordinator.pauseCandidacy({ params: { candidacyId: id }, ifMatch: 1, body: {} }),
    'because they are kept apart': ({ person_id: personId }, otherId) =>
      coordinator.excludePair({ params: { personId }, body: { otherId, reason: 'family' } }),
    'because somebody may not be safe': ({ person_id }) =>
      t.insert('safety_flag', {
        id: newId(),
        site_id: t.sites.liege,
        person_id,
        opened_at: '2026-11-22T10:00:00Z',
      }),
  }
  test.each(Object.keys(leave))('%s leaves the open proposals with it, and both sides are told once', async (way) => {
    const { duo, pair, local } = await proposed()
    await member.acceptByLink(at(local))
    await leave[way]?.(pair.local, pair.newcomer.person_id)
    const closed = await read(duo.id)
    expect(closed.status).toBe('superseded')
    await expect(member.acceptByLink(at(local))).rejects.toHaveProblem('act-not-possible')
    await t.runJobs()
    await t.runJobs()
    const told = await t.sql<{ person_id: string }>(
      `select person_id from outbox_message where kind = 'duo-closed' and dedupe_key like $1`,
      [`duo-closed:${duo.id}:%`],
    )
    expect(told.map(({ person_id }) => person_id).toSorted()).toEqual(
      [pair.newcomer.person_id, pair.local.person_id].toSorted(),
    )
    expect((await read(duo.id)).history?.filter(({ act }) => act === 'duo.superseded')).toHaveLength(1)
  })
})
