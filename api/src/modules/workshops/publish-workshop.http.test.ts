import { publishConditions, type PublishCondition, type Workshop, type WorkshopState } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenDraft } from '../../../test/workshop-drafts.ts'

let t: Api
let coordinator: ApiClient
let lead: ApiClient
let accountId: string
beforeAll(async () => {
  t = await startApi()
  const signedIn = await t.signIn('coordinator', { name: 'Coordination' })
  coordinator = signedIn.client
  accountId = signedIn.accountId
  lead = await t.as('programme_lead', { name: 'Responsable' })
})
afterAll(() => t.stop())

const read = (id: string) => coordinator.getWorkshop({ params: { workshopId: id } })
const draft = async (without: readonly PublishCondition[] = []) => read(await givenDraft(t, without))
async function workshopIn(status: WorkshopState): Promise<Workshop> {
  const { id } = await t.given.workshop({ status, published_at: status === 'draft' ? null : '2026-01-01T09:00:00Z' })
  return read(id)
}
const missingOf = (workshop: Workshop) =>
  workshop.conditions.filter(({ state }) => state === 'missing').map(({ condition }) => condition)
const publish = ({ id, version }: Workshop) =>
  coordinator.publishWorkshop({ params: { workshopId: id }, ifMatch: version })
const auditOf = (id: string) =>
  t.sql(`select act, reason, fields from audit_event where entity_id = $1 order by id`, [id])

describe('publishing', () => {
  test('[A3] a workshop of which every condition is met is published, and it is traced', async () => {
    const published = await publish(await draft())
    expect(published).toMatchObject({ status: 'published', publishedAt: expect.any(String) })
    expect(await auditOf(published.id)).toEqual([{ act: 'workshop.published', reason: null, fields: [] }])
  })

  test.each(publishConditions)('[A3] without %s it is refused, and the refusal names it', async (condition) => {
    const workshop = await draft([condition])
    const missing = condition === 'host_named' ? ['host_named', 'host_trained', 'commitment_signed'] : [condition]
    expect(missingOf(workshop)).toEqual(missing)
    await expect(publish(workshop)).rejects.toHaveProblem('conditions-unmet', { missing })
    expect((await read(workshop.id)).status).toBe('draft')
    expect(await auditOf(workshop.id)).toEqual([])
  })

  test('[A3] an empty draft is refused with all six named', async () => {
    await expect(publish(await draft(publishConditions))).rejects.toHaveProblem('conditions-unmet', {
      missing: publishConditions,
    })
  })

  test('[A3] a lead waives a condition with a reason that stays visible; a coordinator may not', async () => {
    const workshop = await draft(['commitment_signed'])
    const params = { workshopId: workshop.id, condition: 'commitment_signed' as const }
    const body = { reason: 'signature lundi' }
    await expect(coordinator.waiveCondition({ params, body })).rejects.toHaveProblem('not-allowed')
    await expect(lead.waiveCondition({ params, body: { reason: ' ' } })).rejects.toHaveProblem('reason-required')
    const waived = await lead.waiveCondition({ params, body })
    expect(waived.conditions.find(({ condition }) => condition === 'commitment_signed')).toEqual({
      condition: 'commitment_signed',
      state: 'waived',
      waiver: {
        reason: 'signature lundi',
        by: { id: expect.any(String), name: 'Responsable' },
        at: expect.any(String),
      },
    })
    const published = await publish(await read(workshop.id))
    expect(published.status).toBe('published')
    const withdrawn = await lead.withdrawWaiver({ params })
    expect(missingOf(withdrawn)).toEqual(['commitment_signed'])
    await expect(lead.withdrawWaiver({ params })).rejects.toHaveProblem('not-found')
    expect(withdrawn.history?.map(({ act, reason }) => [act, reason])).toEqual([
      ['workshop.waiver_withdrawn', null],
      ['workshop.published', null],
      ['workshop.condition_waived', 'signature lundi'],
    ])
    expect(
      await t.sql('select withdrawn_at is null as live from condition_waiver where workshop_id = $1', [workshop.id]),
    ).toEqual([{ live: false }])
  })

  test('[A3] two leads who waive at the same moment leave one waiver in force', async () => {
    const { id } = await draft(['room_confirmed'])
    const params = { workshopId: id, condition: 'room_confirmed' as const }
    const waive = (reason: string) => lead.waiveCondition({ params, body: { reason } })
    await Promise.all([waive('un'), waive('deux'), waive('trois')])
    expect(
      await t.sql(
        'select count(*)::int as live from condition_waiver where workshop_id = $1 and withdrawn_at is null',
        [id],
      ),
    ).toEqual([{ live: 1 }])
  })

  test('waiving waits for nobody who only adds something to the workshop', async () => {
    const { id } = await draft(['room_confirmed'])
    const waived = await t.database.system('test.session', async (db) => {
      // a row that refers to the workshop holds it against a change of its key, and against nothing else
      await db.hot({ name: 'test-hold', text: 'select from workshop where id = $1 for key share' }, [id])
      const params = { workshopId: id, condition: 'room_confirmed' as const }
      return lead.waiveCondition({ params, body: { reason: 'lundi' } })
    })
    expect(waived.id).toBe(id)
  })

  test('[A7] planned first sessions count: each of the first three needs somebody named', async () => {
    const workshop = await draft()
    const sessions = []
    for (const starts_on of ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22'])
      sessions.push(await t.given.session({ workshop_id: workshop.id, starts_on }))
    const name = (session_id: string) =>
      t.insert('session_staff', { id: crypto.randomUUID(), site_id: t.sites.liege, session_id, account_id: accountId })
    for (const { id } of sessions.slice(0, 2)) await name(id)
    await expect(publish(workshop)).rejects.toHaveProblem('conditions-unmet', { missing: ['first_sessions_staffed'] })
    await name(sessions[2]?.id ?? '')
    const ready = await read(workshop.id)
    expect(ready.firstSessions).toEqual({ withStaff: 3, planned: 3, staffed: 3 })
    expect((await publish(ready)).status).toBe('published')
  })

  test('[A7] a site that asks for staff at no first session asks for none here', async () => {
    const elsewhere = await t.as('programme_lead', { site: 'pilot' })
    await elsewhere.setPolicy({
      params: { siteId: t.sites.pilot },
      body: { key: 'first_sessions_with_staff', value: 0, startsOn: '2026-11-01', reason: 'porteurs aguerris' },
    })
    const { id } = await t.given.workshop({ site: 'pilot', status: 'draft', published_at: null })
    const workshop = await elsewhere.getWorkshop({ params: { workshopId: id } })
    expect(workshop.firstSessions.withStaff).toBe(0)
    expect(missingOf(workshop)).not.toContain('first_sessions_staffed')
  })
})

describe('hosts', () => {
  test('[A3] training and commitment are recorded with text version and language, never ahead of time', async () => {
    const workshop = await draft(['host_named'])
    const person = await t.given.person({ family_name: 'Porteuse' })
    const params = { workshopId: workshop.id }
    const host = await coordinator.addWorkshopHost({ params, body: { personId: person.id, part: 'lead' } })
    expect(host).toMatchObject({ part: 'lead', trainedOn: null, commitment: null, person: { name: 'Amina Porteuse' } })
    await expect(
      coordinator.addWorkshopHost({ params, body: { personId: person.id, part: 'co' } }),
    ).rejects.toHaveProblem('conflict')
    const change = (ifMatch: number, body: Parameters<ApiClient['changeWorkshopHost']>[0]['body'] & object) =>
      coordinator.changeWorkshopHost({ params: { ...params, hostId: host.id }, ifMatch, body })
    await expect(change(1, { trainedOn: '2026-11-23' })).rejects.toHaveProblem('rule-broken')
    const commitment = { signedOn: '2026-11-20', textVersion: '2026-1', language: 'ti' }
    const changed = await change(1, { trainedOn: '2026-11-22', commitment })
    expect(changed).toMatchObject({ trainedOn: '2026-11-22', commitment, version: 2 })
    await expect(change(1, { trainedOn: null })).rejects.toHaveProblem('version-outdated')
    expect(missingOf(await read(workshop.id))).toEqual([])
    await coordinator.removeWorkshopHost({ params: { ...params, hostId: host.id }, ifMatch: 2 })
    expect((await read(workshop.id)).hosts).toEqual([])
    expect((await auditOf(workshop.id)).map(({ act }) => act)).toEqual([
      'workshop.host_added',
      'workshop.host_changed',
      'workshop.host_removed',
    ])
  })

  test('a member of another site cannot be named', async () => {
    const { id } = await workshopIn('published')
    const stranger = await t.given.person({ site: 'pilot' })
    await expect(
      coordinator.addWorkshopHost({ params: { workshopId: id }, body: { personId: stranger.id, part: 'co' } }),
    ).rejects.toHaveProblem('rule-broken')
  })
})
