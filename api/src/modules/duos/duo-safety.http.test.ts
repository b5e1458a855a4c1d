import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
let coordinator: ApiClient
let admin: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
  admin = await t.as('admin')
})
afterAll(() => t.stop())

/** A duo of which the newcomer said at a check-in that they do not feel safe. */
async function unsafe(more: object = {}) {
  const pair = await givenPair(t)
  const { id } = await givenDuo(t, { ...pair, status: 'active', ...more })
  await t.insert('check_in', {
    id: newId(),
    site_id: t.sites.liege,
    duo_id: id,
    kind: 'day_7',
    side: 'newcomer',
    due_on: '2026-11-21',
  })
  const body = { feelsUnsafe: true, wantsCall: true, wellbeing: 1 }
  const params = { duoId: id, kind: 'day_7', side: 'newcomer' } as const
  return { pair, duo: await coordinator.answerCheckIn({ params, ifMatch: 1, body }) }
}

describe('[C11] a word about safety', () => {
  test('is for those who read it: an admin reads, filters, sorts and guesses none of it', async () => {
    const { pair, duo } = await unsafe()
    const calm = await givenDuo(t, { ...(await givenPair(t)), status: 'active' })
    await t.sql(`update duo set proposed_at = proposed_at + interval '1 day' where id = $1`, [calm.id])
    const at = { params: { duoId: duo.id } }
    const query = { siteId: t.sites.liege }
    const candidacy = { params: { candidacyId: pair.newcomer.id } }

    expect(await coordinator.getDuo(at)).toMatchObject({
      alerts: ['safety', 'wants_call', 'low_wellbeing'],
      flagged: expect.arrayContaining(['newcomer', 'local']),
      safetyHistory: [{ act: 'duo.safety_raised' }],
    })
    const [urgent, ...rest] = (await coordinator.listDuos({ query: { ...query, status: ['active', 'paused'] } })).items
    expect(urgent?.id).toBe(duo.id)
    expect(rest.map(({ id }) => id)).toContain(calm.id)
    expect((await coordinator.listDuos({ query: { ...query, alert: true } })).items.map(({ id }) => id)).toContain(
      duo.id,
    )
    expect((await coordinator.getCandidacy(candidacy)).blockers).toContain('safety')

    const shown = await admin.getDuo(at)
    for (const member of ['alerts', 'flagged', 'endReason', 'endNote', 'safetyHistory'])
      expect(shown).not.toHaveProperty(member)
    expect(shown.history?.[0]).toMatchObject({ act: 'duo.paused' })
    for (const entry of shown.history ?? []) expect(entry).not.toHaveProperty('reason')
    const { items } = await admin.listDuos({ query })
    expect(items.filter(({ alerts }) => alerts !== undefined)).toEqual([])
    expect(items.map(({ proposedAt }) => proposedAt)).toEqual(
      items
        .map(({ proposedAt }) => proposedAt)
        .toSorted()
        .reverse(),
    )
    for (const alert of [true, false])
      await expect(admin.listDuos({ query: { ...query, alert } })).rejects.toHaveProblem('not-allowed')
    expect(await admin.getCandidacy(candidacy)).not.toHaveProperty('blockers')
    expect(await admin.getCandidacy(candidacy)).not.toHaveProperty('coolingOffUntil')
    const people = await admin.listCandidacies({ query })
    expect(people.items.filter(({ blockers }) => blockers !== undefined)).toEqual([])
    const { waiting } = await admin.getToday({})
    expect(waiting.filter(({ entityId }) => entityId === duo.id)).toEqual([])
    const all = JSON.stringify([shown, items, people, await admin.getCandidacy(candidacy)])
    expect(all).not.toMatch(/safety|wellbeing|wants_call/)
  })

  test('is not told by a refusal, and only those who read it clear it', async () => {
    const { pair, duo } = await unsafe()
    const at = { params: { duoId: duo.id }, ifMatch: duo.version }
    await expect(admin.clearSafety({ ...at, body: { note: 'Rien.' } })).rejects.toHaveProblem('not-allowed')
    const suggest = { params: { candidacyId: pair.local.id }, query: {} }
    for (const refused of [admin.resumeDuo(at), admin.suggestPartners(suggest)]) {
      const told: unknown = await refused.catch((error: unknown) => error)
      expect(JSON.stringify(told)).not.toContain('safety')
    }
    await expect(coordinator.resumeDuo(at)).rejects.toHaveProblem('pair-impossible', { blocker: 'safety' })
  })

  test('calls whoever follows the duo at once, once, and tells nothing but where to read it', async () => {
    const { accountId } = await t.signIn('coordinator')
    const told = (duoId: string) =>
      t.sql<{ account_id: string; status: string; payload: object }>(
        `select account_id, status, payload from outbox_message where kind = 'duo-safety' and payload ->> 'link' like '%' || $1`,
        [duoId],
      )
    const { duo } = await unsafe({ owner_account_id: accountId })
    expect(await told(duo.id)).toEqual([
      {
        account_id: accountId,
        status: 'queued',
        payload: { link: new URL(`/duos/${duo.id}`, t.deps.config.publicUrl).href },
      },
    ])
    const params = { duoId: duo.id, kind: 'day_7', side: 'newcomer' } as const
    const ifMatch = duo.checkIns[0]?.version ?? 0
    await coordinator.answerCheckIn({ params, ifMatch, body: { feelsUnsafe: true, note: 'Rappeler lundi.' } })
    const at = { params: { duoId: duo.id }, ifMatch: duo.version }
    await coordinator.endDuoEarly({ ...at, body: { reason: 'safety' } })
    expect(await told(duo.id)).toHaveLength(1)

    const nobodys = await givenDuo(t, { ...(await givenPair(t)), status: 'active' })
    const here = { params: { duoId: nobodys.id }, ifMatch: nobodys.version }
    await coordinator.endDuoEarly({ ...here, body: { reason: 'safety' } })
    const coordinators = await t.sql<{ account_id: string }>(
      `select distinct g.account_id from role_grant g join account a on a.id = g.account_id and a.status = 'active'
       where g.role = 'coordinator' and (g.on_site_id is null or g.on_site_id = $1)
         and coalesce(g.programme, 'duo2change') = 'duo2change'`,
      [t.sites.liege],
    )
    const ids = (rows: readonly { account_id: string }[]) => rows.map(({ account_id }) => account_id).toSorted()
    expect(ids(await told(nobodys.id))).toEqual(ids(coordinators))
    expect(coordinators.length).toBeGreaterThan(1)
  })

  test('may be raised from the proposal on: both leave the pool, and the word is for those who read it', async () => {
    for (const status of ['proposed', 'accepted_by_one', 'accepted', 'first_meeting', 'active', 'paused'] as const) {
      const pair = await givenPair(t)
      const { id } = await givenDuo(t, { ...pair, status })
      const at = { params: { duoId: id } }
      const raise = (client: ApiClient, note = 'Elle a reçu des messages la nuit.') =>
        client.raiseSafety({ ...at, body: { note } })
      await expect(raise(admin)).rejects.toHaveProblem('not-allowed')
      await expect(raise(coordinator, '  ')).rejects.toHaveProblem('reason-required')
      const raised = await raise(coordinator)
      const open = status === 'proposed' || status === 'accepted_by_one'
      const became = open ? 'superseded' : status === 'active' ? 'paused' : status
      expect(raised).toMatchObject({
        status: became,
        safetyNote: 'Elle a reçu des messages la nuit.',
        safetyHistory: [{ act: 'duo.safety_raised' }],
      })
      expect(raised.alerts).toContain('safety')
      expect(raised.flagged?.toSorted()).toEqual(['local', 'newcomer'])
      for (const { id: candidacyId } of [pair.newcomer, pair.local])
        expect((await coordinator.getCandidacy({ params: { candidacyId } })).blockers).toContain('safety')
      expect(JSON.stringify(await admin.getDuo(at))).not.toMatch(/safety|messages la nuit/)
      const told = await t.sql(
        `select 1 from outbox_message where kind = 'duo-safety' and payload ->> 'link' like '%' || $1`,
        [id],
      )
      expect(told.length).toBeGreaterThan(0)
    }
    const declined = await givenDuo(t, { ...(await givenPair(t)), status: 'declined' })
    const needless = coordinator.raiseSafety({ params: { duoId: declined.id }, body: { note: 'Rien.' } })
    await expect(needless).rejects.toHaveProblem('act-not-possible')
  })

  test('said again is kept beside the first, traced, and calls nobody anew', async () => {
    for (const status of ['proposed', 'first_meeting', 'active', 'ended_early'] as const) {
      const { id } = await givenDuo(t, { ...(await givenPair(t)), status })
      const params = { duoId: id }
      const raise = (note: string) => coordinator.raiseSafety({ params, body: { note } })
      const mails = () =>
        t.sql(`select 1 from outbox_message where kind = 'duo-safety' and payload ->> 'link' like '%' || $1`, [id])
      const first = await raise('Elle a reçu des messages la nuit.')
      const told = await mails()
      const second = await raise('Il est venu devant chez elle.')
      expect(second.safetyNote).toBe('Elle a reçu des messages la nuit.\nIl est venu devant chez elle.')
      expect(second.version).toBeGreaterThan(first.version)
      expect(second.flagged).toEqual(['local', 'newcomer'])
      expect(second.safetyHistory).toMatchObject([{ act: 'duo.safety_raised' }, { act: 'duo.safety_raised' }])
      expect(await mails()).toEqual(told)
      const cleared = await coordinator.clearSafety({ params, ifMatch: second.version, body: { note: 'Vérifié.' } })
      expect(cleared).toMatchObject({ flagged: [], safetyNote: null })
    }
  })

  test('may be raised after the end too: neither gets another duo until it is cleared', async () => {
    for (const status of ['completed', 'ended_early', 'not_started'] as const) {
      const pair = await givenPair(t)
      const { id } = await givenDuo(t, { ...pair, status })
      const raised = await coordinator.raiseSafety({ params: { duoId: id }, body: { note: 'Il l’appelle encore.' } })
      expect(raised).toMatchObject({ status, alerts: ['safety'], safetyNote: 'Il l’appelle encore.' })
      for (const { id: candidacyId } of [pair.newcomer, pair.local])
        expect((await coordinator.getCandidacy({ params: { candidacyId } })).blockers).toContain('safety')
    }
  })

  test('keeps the two from meeting, whichever duo it was said in, and Today does not ask to plan it', async () => {
    const { accountId: hostId } = await t.signIn('coordinator')
    for (const status of ['accepted', 'first_meeting'] as const)
      for (const elsewhere of [false, true]) {
        const pair = await givenPair(t)
        const duo = await givenDuo(t, { ...pair, status })
        const { newcomer } = pair
        const other = await t.given.candidate({ side: 'local' })
        const said = elsewhere ? await givenDuo(t, { newcomer, local: other, status: 'ended_early' }) : duo
        const plan = (client: ApiClient, ifMatch: number) =>
          client.planFirstMeeting({ params: { duoId: duo.id }, ifMatch, body: { on: '2026-11-22', hostId } })
        const waits = async () =>
          (await coordinator.getToday({})).waiting
            .filter(({ entityId, kind }) => entityId === duo.id && kind === 'duo_to_plan')
            .map(({ kind }) => kind)
        expect(await waits()).toEqual(['duo_to_plan'])
        const raised = await coordinator.raiseSafety({ params: { duoId: said.id }, body: { note: 'À vérifier.' } })
        const version = elsewhere ? duo.version : raised.version
        await expect(plan(coordinator, version)).rejects.toHaveProblem('pair-impossible', { blocker: 'safety' })
        const told: unknown = await plan(admin, version).catch((error: unknown) => error)
        expect(JSON.stringify(told)).not.toContain('safety')
        expect(await waits()).toEqual([])
        const at = { params: { duoId: said.id }, ifMatch: raised.version }
        const cleared = await coordinator.clearSafety({ ...at, body: { note: 'Vérifié.' } })
        expect((await plan(coordinator, elsewhere ? duo.version : cleared.version)).status).toBe('first_meeting')
      }
  })

  test('raised before a duo starts keeps it from starting until it is cleared', async () => {
    const { accountId } = await t.signIn('coordinator')
    const pair = await givenPair(t)
    const duo = await givenDuo(t, { ...pair, status: 'first_meeting', first_meeting_host_id: accountId })
    const params = { duoId: duo.id }
    const raised = await coordinator.raiseSafety({ params, body: { note: 'À vérifier.' } })
    const start = coordinator.startDuo({ params, ifMatch: raised.version, body: {} })
    await expect(start).rejects.toHaveProblem('pair-impossible')
    const cleared = await coordinator.clearSafety({ params, ifMatch: raised.version, body: { note: 'Vérifié.' } })
    expect(cleared).toMatchObject({ safetyNote: null, flagged: [] })
    expect((await coordinator.startDuo({ params, ifMatch: cleared.version, body: {} })).status).toBe('active')
  })

  test('that ended a duo is as hidden as any other reason', async () => {
    const duo = await givenDuo(t, { ...(await givenPair(t)), status: 'active' })
    const at = { params: { duoId: duo.id } }
    const ended = await coordinator.endDuoEarly({ ...at, ifMatch: duo.version, body: { reason: 'safety' } })
    expect(ended).toMatchObject({ endReason: 'safety', alerts: ['safety'] })
    expect(JSON.stringify(await admin.getDuo(at))).not.toContain('safety')
  })
})
