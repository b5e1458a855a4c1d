import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const aPerson = async (given = {}) => ({ personId: (await t.given.person(given)).id })
const read = (params: { personId: string }) => coordinator.getPerson({ params })

describe('[B2] newcomer or local, as of today', () => {
  test.each([
    [
      { arrivedOn: '2025-01-10', source: 'self' },
      { group: 'newcomer', flags: [] },
    ],
    [
      { arrivedOn: '2023-11-22', source: 'self' },
      { group: 'local', flags: ['language_unknown'] },
    ],
    [
      { arrivedOn: '2024-02', source: 'document' },
      { group: 'newcomer', flags: ['approximate'] },
    ],
    [
      { arrivedOn: '2025', approximate: true, source: 'staff' },
      { group: 'newcomer', flags: ['approximate'] },
    ],
    [
      { arrivedOn: null, source: 'self' },
      { group: 'newcomer', flags: ['declared'] },
    ],
  ] as const)('%j', async (body, group) => {
    const params = await aPerson()
    expect((await read(params)).group).toEqual({ group: 'unknown', flags: [] })
    await coordinator.recordArrival({ params, body })
    expect((await read(params)).group).toEqual(group)
  })
  test('a correction replaces the arrival and keeps what was said before', async () => {
    const params = await aPerson()
    await coordinator.recordArrival({ params, body: { arrivedOn: '2019', source: 'self' } })
    await coordinator.recordArrival({ params, body: { arrivedOn: '2025-02-03', source: 'document' } })
    expect((await read(params)).arrivals).toMatchObject([
      { arrivedOn: '2025-02-03', precision: 'day', source: 'document', supersededAt: null },
      { arrivedOn: '2019', precision: 'year', source: 'self', supersededAt: expect.any(String) },
    ])
  })
  test.each([
    { arrivedOn: '2026-11-23' },
    { arrivedOn: '2025-02-30' },
    { arrivedOn: '2025-02', approximate: true },
    { arrivedOn: null, declaredOn: '2027-01-01' },
  ])('%j is refused', async (said) => {
    const params = await aPerson()
    await expect(coordinator.recordArrival({ params, body: { ...said, source: 'self' } })).rejects.toHaveProblem(
      'rule-broken',
    )
  })
})

describe('[B3] a language has a level on every day, and who assessed it', () => {
  test('a new assessment stands beside the earlier ones', async () => {
    const params = await aPerson()
    const assess = (level: 'A1' | 'A2' | 'B1', assessedOn: string, assessedBy: 'school' | 'staff') =>
      coordinator.recordLanguage({ params, body: { language: 'fr', level, assessedBy, assessedOn } })
    await assess('A1', '2025-09-01', 'staff')
    await assess('B1', '2026-06-30', 'school')
    await assess('A2', '2026-01-15', 'staff')
    expect((await read(params)).languages?.map(({ level }) => level)).toEqual(['B1', 'A2', 'A1'])
    const levelOn = async (on: string) =>
      (await coordinator.listLanguageLevels({ params, query: { on } })).items?.map(
        ({ level, assessedBy }) => `${level} ${assessedBy}`,
      )
    expect(await levelOn('2025-08-31')).toEqual([])
    expect(await levelOn('2025-12-31')).toEqual(['A1 staff'])
    expect(await levelOn('2026-06-29')).toEqual(['A2 staff'])
    expect(await levelOn('2026-06-30')).toEqual(['B1 school'])
    expect(await coordinator.listLanguageLevels({ params, query: {} })).toMatchObject({
      on: '2026-11-22',
      items: [{ level: 'B1' }],
    })
  })
  test('nobody is assessed tomorrow', async () => {
    const body = { language: 'fr', level: 'A1', assessedBy: 'self', assessedOn: '2026-11-23' } as const
    await expect(coordinator.recordLanguage({ params: await aPerson(), body })).rejects.toHaveProblem('rule-broken')
  })
})

describe('[B4] skills, passions and wishes are found across people', () => {
  test('who can lead music and speaks Arabic', async () => {
    const [term] = await t.sql<{ id: string }>(
      `select id from taxonomy_term where site_id = $1 and taxonomy = 'workshop_category' and code = 'music'`,
      [t.sites.liege],
    )
    const categoryId = term?.id ?? ''
    const [wanted, speaksOnly, leadsOnly, learns] = await Promise.all([
      aPerson({ family_name: 'Aa' }),
      aPerson({ family_name: 'Bb' }),
      aPerson({ family_name: 'Cc' }),
      aPerson({ family_name: 'Dd' }),
    ])
    for (const params of [wanted, speaksOnly])
      await coordinator.recordLanguage({ params, body: { language: 'ar', level: 'native', assessedBy: 'self' } })
    await coordinator.recordLanguage({ params: learns, body: { language: 'ar', level: 'A0', assessedBy: 'self' } })
    for (const params of [wanted, leadsOnly, learns])
      await coordinator.addInterest({ params, body: { kind: 'skill', label: 'Chant et percussions', categoryId } })
    await coordinator.addInterest({
      params: speaksOnly,
      body: { kind: 'wish', label: 'Apprendre le chant', categoryId },
    })

    const found = async (query: object) => (await coordinator.listPeople({ query })).items.map(({ id }) => id)
    expect(await found({ language: 'ar', kind: 'skill', categoryId })).toEqual([wanted.personId])
    expect(await found({ language: 'ar', level: 'B2', kind: 'skill', interest: 'CHÂNT' })).toEqual([wanted.personId])
    expect(await found({ kind: 'skill', categoryId })).toEqual([wanted.personId, leadsOnly.personId, learns.personId])
    expect(await found({ kind: 'wish', interest: 'chant' })).toEqual([speaksOnly.personId])
  })
  test('a note taken back is no longer found, nor shown', async () => {
    const params = await aPerson()
    const { id } = await coordinator.addInterest({ params, body: { kind: 'passion', label: 'Apiculture urbaine' } })
    expect((await read(params)).interests).toMatchObject([{ label: 'Apiculture urbaine' }])
    await coordinator.removeInterest({ params: { ...params, interestId: id } })
    expect((await read(params)).interests).toEqual([])
    expect((await coordinator.listPeople({ query: { interest: 'apiculture' } })).items).toEqual([])
    await expect(coordinator.removeInterest({ params: { ...params, interestId: id } })).rejects.toHaveProblem(
      'not-found',
    )
  })
  test('a category of another site, or a word of another list, is not one', async () => {
    const [elsewhere] = await t.sql<{ id: string }>(`select id from taxonomy_term where site_id = $1 limit 1`, [
      t.sites.pilot,
    ])
    const [channel] = await t.sql<{ id: string }>(
      `select id from taxonomy_term where site_id = $1 and taxonomy = 'channel' limit 1`,
      [t.sites.liege],
    )
    for (const term of [elsewhere, channel])
      await expect(
        coordinator.addInterest({
          params: await aPerson(),
          body: { kind: 'skill', label: 'x', categoryId: term?.id ?? '' },
        }),
      ).rejects.toHaveProblem('rule-broken')
  })
})

describe('consents are proof', () => {
  const said = {
    purpose: 'image_testimony',
    given: true,
    textVersion: '2026-11',
    language: 'ar',
    channel: 'oral_interpreter',
    helpedBy: 'Un interprète',
  } as const
  test('a withdrawal holds at once; what was said stays', async () => {
    const params = await aPerson()
    const { id } = await coordinator.recordConsent({ params, body: said })
    const withdrawal = { params: { ...params, consentId: id } }
    expect(await coordinator.withdrawConsent(withdrawal)).toMatchObject({ ...said, withdrawnAt: expect.any(String) })
    await expect(coordinator.withdrawConsent(withdrawal)).rejects.toHaveProblem('act-not-possible')
    expect((await read(params)).consents).toMatchObject([{ id, given: true, helpedBy: 'Un interprète' }])
    const acts = await t.sql('select act from audit_event where entity_id = $1 order by at', [params.personId])
    expect(acts.map(({ act }) => act)).toEqual(['consent.recorded', 'consent.withdrawn'])
  })
  test('a consent of somebody else is not found', async () => {
    const { id } = await coordinator.recordConsent({ params: await aPerson(), body: said })
    await expect(
      coordinator.withdrawConsent({ params: { ...(await aPerson()), consentId: id } }),
    ).rejects.toHaveProblem('not-found')
  })
})

describe('[B9] every message goes the way somebody asked for', () => {
  const offeredAndMoved = async (given: Record<string, unknown>) => {
    const person = await t.given.person(given)
    const session = await t.given.session({ capacity: 1 })
    const params = { sessionId: session.id }
    const first = await t.given.person()
    const holds = await coordinator.registerForSession({ params, body: { personId: first.id } })
    await coordinator.registerForSession({ params, body: { personId: person.id, waitlist: true } })
    await coordinator.cancelRegistration({
      params: { registrationId: holds.id },
      ifMatch: holds.version,
      body: { by: 'person' },
    })
    const { version } = await coordinator.getSession({ params })
    await coordinator.moveSession({
      params,
      ifMatch: version,
      body: { startsOn: '2026-12-03', startsTime: '18:00', endsTime: '20:00', reason: 'Salle' },
    })
    return t.sql(
      'select kind, channel, address, status, locale from outbox_message where person_id = $1 order by created_at, id',
      [person.id],
    )
  }
  const kinds = ['place-offered', 'session-moved']
  test.each([
    [{ email: 'own@example.org' }, 'fr'],
    [{ email: 'own@example.org', contact_channel: 'email', contact_language: 'ar' }, 'ar'],
  ])('by e-mail, in their language: %j', async (given, locale) => {
    const sent = await offeredAndMoved(given)
    expect(sent).toEqual(
      kinds.map((kind) => ({ kind, channel: 'email', address: 'own@example.org', status: 'queued', locale })),
    )
  })
  test.each([
    { email: 'own@example.org', contact_channel: 'phone' },
    { email: 'own@example.org', contact_channel: 'sms' },
    { email: 'own@example.org', contact_channel: 'none' },
    { email: 'own@example.org', contact_channel: 'through_referrer', referrer_name: 'Une assistante sociale' },
    { contact_channel: 'email' },
  ])('not by e-mail: somebody of the team tells them (%j)', async (given) => {
    const kept = await offeredAndMoved(given)
    expect(kept).toEqual(
      kinds.map((kind) => ({ kind, channel: 'none', address: null, status: 'not_reachable', locale: 'fr' })),
    )
  })
})
