import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { newId } from '../../platform/ids.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenSituation } from '../../../test/situations.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi({ now: '2026-11-22T11:00:00Z' })
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const notice = { purpose: 'eu_fund_reporting_notice', textVersion: '2026-11', language: 'fr', channel: 'oral' } as const
const say = (personId: string, given: boolean) =>
  coordinator.recordConsent({ params: { personId }, body: { ...notice, given } })
/** The rule that a refusal names. */
const ruleOf = async (refused: Promise<unknown>) => {
  const { extra } = await refused.then(
    () => ({ extra: null }),
    (error: { extra: { errors: { params: { rule: string } }[] } }) => error,
  )
  return extra?.errors.map(({ params }) => params.rule)
}
const known = async (personId: string) => (await coordinator.getPerson({ params: { personId } })).situations

describe('[M2] what the law asks is kept only of whoever was told what it is for', () => {
  test('it is refused before that, and all of it goes when they take it back or refuse later', async () => {
    const { id: personId } = await t.given.person()
    const record = () => coordinator.recordSituation({ params: { personId }, body: { nationality: 'third_country' } })
    await expect(record()).rejects.toHaveProblem('consent-missing')
    await say(personId, true)
    expect(await record()).toMatchObject({ nationality: 'third_country', legalStaySince: null })
    await say(personId, false)
    expect(await known(personId)).toEqual([])
    await expect(record()).rejects.toHaveProblem('consent-missing')
    const { id: consentId } = await say(personId, true)
    await record()
    await coordinator.withdrawConsent({ params: { personId, consentId } })
    expect(await known(personId)).toEqual([])
    await expect(
      t.sql(
        `insert into situation_record (id, site_id, person_id, stated_on, nationality)
        select gen_random_uuid(), site_id, id, '2026-01-01', 'eu' from person where id = $1`,
        [personId],
      ),
    ).rejects.toThrow('was not told')
  })

  test('what was noted by mistake is taken back, and bad answers say what is wrong', async () => {
    const { id: personId } = await t.given.person({ is_belgian: true })
    await say(personId, true)
    const params = { personId }
    const refusals = [
      [{ nationality: 'eu' }, 'is-belgian'],
      [{}, 'nothing-said'],
      [{ employment: 'employed', statedOn: '2026-11-23' }, 'in-the-future'],
      [{ legalStaySince: '2027-01-01' }, 'in-the-future'],
    ] as const
    for (const [body, rule] of refusals)
      expect(await ruleOf(coordinator.recordSituation({ params, body }))).toEqual([rule])
    const { id: situationId } = await coordinator.recordSituation({ params, body: { employment: 'inactive' } })
    await coordinator.removeSituation({ params: { personId, situationId } })
    expect(await known(personId)).toEqual([])
    await expect(coordinator.removeSituation({ params: { personId, situationId } })).rejects.toHaveProblem('not-found')
  })

  test('an admin reads what figures need of it, and nothing of the stay', async () => {
    const person = await t.given.person()
    await givenSituation(t, person, { nationality: 'stateless', has_long_permit: true, legal_stay_since: '2025-02-03' })
    const [seen] = (await (await t.as('admin')).getPerson({ params: { personId: person.id } })).situations ?? []
    expect(seen).toMatchObject({ nationality: 'stateless', employment: null })
    for (const member of ['isEuFamily', 'hasLongPermit', 'legalStaySince']) expect(seen).not.toHaveProperty(member)
  })
})

test('a form found later overrules nothing that was said after it', async () => {
  const { id: personId } = await t.given.person()
  const answer = (given: boolean, collectedOn: string) =>
    coordinator.recordConsent({ params: { personId }, body: { ...notice, given, collectedOn } })
  await answer(false, '2026-11-15')
  await answer(true, '2026-10-01')
  const record = () => coordinator.recordSituation({ params: { personId }, body: { employment: 'employed' } })
  await expect(record()).rejects.toHaveProblem('consent-missing')
  await answer(true, '2026-11-16')
  await record()
  await answer(false, '2026-09-01')
  expect(await known(personId)).toHaveLength(1)
})

describe('[M2] the mission and the law count apart', () => {
  const complete = {
    nationality: 'third_country',
    is_eu_family: false,
    has_long_permit: true,
    legal_stay_since: '2025-11-10',
  }
  const people: readonly (readonly [who: string, answers: object | null, legal: string | null])[] = [
    ['a Spanish citizen, here for a year', { nationality: 'eu' }, 'not_legal_newcomer'],
    ['a permit that is not known', { ...complete, has_long_permit: null }, null],
    ['a nationality that is not known, and a permit for less', { has_long_permit: false }, 'not_legal_newcomer'],
    ['family of a citizen of the Union', { ...complete, is_eu_family: true }, 'not_legal_newcomer'],
    ['everything the decree asks', complete, 'legal_newcomer'],
    ['a legal stay of three years on the day', { ...complete, legal_stay_since: '2023-11-10' }, 'not_legal_newcomer'],
    ['a day less than three years', { ...complete, legal_stay_since: '2023-11-11' }, 'legal_newcomer'],
    ['nobody asked', null, null],
  ]
  let site: string
  beforeAll(async () => {
    const session = await t.given.session({ starts_on: '2026-11-10', status: 'held' })
    site = session.site_id
    for (const [, answers] of people) {
      const person = await t.given.person({ lifelong_resident: false, is_belgian: false })
      const of = { person_id: person.id, site_id: site }
      await t.insert('arrival_fact', { id: newId(), ...of, arrived_on: '2025-11-22', precision: 'day', source: 'self' })
      await t.insert('attendance', {
        id: newId(),
        ...of,
        session_id: session.id,
        status: 'present',
        observed_at: '2026-11-10T18:00:00Z',
      })
      if (answers) await givenSituation(t, person, { ...answers })
    }
  })
  const query = { from: '2026-11-01', to: '2026-12-01', by: 'group', and: 'legalNewcomer' } as const
  const tell = async (client: ApiClient, indicator: 'ACT-03' | 'ACT-04' = 'ACT-04') => {
    const { cells } = await client.getFigureTable({ query: { ...query, indicator, site } })
    return Object.fromEntries(cells.map(({ codes, figure }) => [codes.join(' '), figure.value]))
  }

  test.each([...people.entries()])('%# %j', async (index, [, , legal]) => {
    const [row] = await t.sql<{ legal: boolean | null }>(
      `select interra.legal_newcomer(false, s.nationality, s.is_eu_family, s.has_long_permit, s.legal_stay_since, 36, '2026-11-10') as legal
        from (select $1::jsonb as given) x, jsonb_populate_record(null::situation_record, x.given) s`,
      [JSON.stringify(people[index]?.[1] ?? {})],
    )
    expect(row?.legal).toBe(legal === null ? null : legal === 'legal_newcomer')
  })

  test('newcomers of the mission, by what the law says of them, with unknown as a result', async () => {
    for (const indicator of ['ACT-04', 'ACT-03'] as const)
      expect(await tell(coordinator, indicator)).toMatchObject({
        'newcomer *': 8,
        'newcomer legal_newcomer': 2,
        'newcomer not_legal_newcomer': 4,
        'newcomer ': 2,
      })
  })

  test('whoever may not read it may not count it, nor list who it is', async () => {
    for (const role of ['admin', 'reader', 'evaluator'] as const)
      expect(await ruleOf(tell(await t.as(role)))).toEqual(['not-told-by'])
    const { cookie } = await t.signIn('admin')
    const door = `/v1/reporting/figures?indicators=ACT-04&by=legalNewcomer&from=${query.from}&to=${query.to}`
    expect((await fetch(new URL(door, t.url), { headers: { cookie } })).status).toBe(422)
    const asked = { indicator: 'ACT-04', from: query.from, to: query.to, site, by: 'legalNewcomer' } as const
    const list = async (role: 'admin' | 'coordinator') =>
      (await t.as(role)).listFigureRecords({ query: { ...asked, code: 'legal_newcomer' } })
    await expect(list('admin')).rejects.toHaveProblem('not-found')
    expect((await list('coordinator')).items).toHaveLength(2)
  })

  test('the limit is a rule of the site from a day on, and moves nothing before it', async () => {
    const rule = { id: newId(), site_id: site, key: 'legal_newcomer_months', value: '6' }
    await t.insert('policy', { ...rule, starts_on: '2026-11-11' })
    expect(await tell(coordinator)).toMatchObject({ 'newcomer legal_newcomer': 2 })
    await t.insert('policy', { ...rule, id: newId(), starts_on: '2026-11-09' })
    expect(await tell(coordinator)).toMatchObject({ 'newcomer not_legal_newcomer': 7 })
  })
})
