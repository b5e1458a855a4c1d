import type { IndicatorId } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { givenDuo, givenPair } from '../../../test/duos.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const period = { from: '2019-01-01', to: '2020-01-01' }

/** An evening of a workshop on which some of the people came. */
async function evening(site: 'liege' | 'pilot', people: readonly string[], day = '2019-03-05') {
  const workshop = await t.given.workshop({ site })
  const session = await t.given.session({ site, workshop_id: workshop.id, starts_on: day, status: 'held' })
  for (const person_id of people)
    await t.insert('attendance', {
      id: newId(),
      site_id: session.site_id,
      session_id: session.id,
      person_id,
      status: 'present',
      observed_at: `${day}T18:00:00Z`,
    })
  return workshop.id
}

async function people(site: 'liege' | 'pilot', count: number) {
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push((await t.given.person({ site })).id)
  return ids
}

/** A funder whose one grant of the year aims at something. */
async function givenGrant(site: 'liege' | 'pilot', name: string) {
  const lead = await t.as('programme_lead', { site })
  const funder = await lead.addFunder({ body: { siteId: t.sites[site], name, kind: 'city' } })
  return lead.addGrant({
    params: { funderId: funder.id },
    body: {
      reference: name,
      startsOn: '2019-01-01',
      endsOn: '2019-12-31',
      amountCents: 100,
      programmes: ['interact', 'duo2change'],
      status: 'granted',
      targets: [{ indicatorId: 'ACT-01', target: 4, dueOn: '2019-06-30' }],
    },
  })
}

async function carry(
  site: 'liege' | 'pilot',
  id: string,
  shares: Readonly<Record<string, number>>,
  endsOn = '2019-12-31',
) {
  await (
    await t.as('programme_lead', { site })
  ).addAllocation({
    body: {
      siteId: t.sites[site],
      activity: { kind: 'workshop', id },
      startsOn: '2019-01-01',
      endsOn,
      shares: Object.entries(shares).map(([grantId, share]) => ({ grantId, share })),
    },
  })
}

describe('[M14] funders without double counting', () => {
  test('[M14] of 100 people A claims 50 and B 75: overall 100, overlap 25; shares of sessions add up', async () => {
    const all = await people('liege', 100)
    const [a, b] = [await givenGrant('liege', 'A'), await givenGrant('liege', 'B')]
    await carry('liege', await evening('liege', all.slice(0, 25)), { [a.id]: 10_000 })
    await carry('liege', await evening('liege', all.slice(25, 50)), { [a.id]: 5000, [b.id]: 2500 })
    await carry('liege', await evening('liege', all.slice(50)), { [b.id]: 10_000 })
    const told = await (await t.as('coordinator')).getFunderFigures({ query: period })
    expect(told.persons).toMatchObject({ claims: 125, countedAgain: 25, ofSeveral: 25, unclaimed: 0, overall: 100 })
    expect(told.funders.map(({ name, persons, alone, sessions }) => [name, persons, alone, sessions])).toEqual([
      ['A', 50, 25, 1.5],
      ['B', 75, 50, 1.25],
    ])
    expect(told.sessions).toEqual({ overall: 3, unallocated: 0.25 })
    // [H12] three of the four evenings by the end of June
    expect(told.funders[0]?.targets).toMatchObject([
      { indicatorId: 'ACT-01', target: 4, dueOn: '2019-06-30', to: '2019-07-01', actual: 3 },
    ])

    // what nobody carries, or not any more, is nobody's
    const late = await evening('liege', all.slice(0, 10), '2019-11-05')
    await carry('liege', late, { [b.id]: 10_000 }, '2019-10-31')
    await evening('liege', await people('liege', 7))
    const after = await (await t.as('coordinator')).getFunderFigures({ query: period })
    expect(after.persons).toMatchObject({ claims: 125, claimed: 100, unclaimed: 7, overall: 107 })
    expect(after.sessions).toEqual({ overall: 5, unallocated: 2.25 })
  })

  test('[H4] a table of one funder counts what it carries on the day, as its claims do, for those who read whole numbers', async () => {
    const coordinator = await t.as('coordinator')
    const { funders } = await coordinator.getFunderFigures({ query: period })
    const valueOf = async (indicator: IndicatorId, more: object) => {
      const { cells } = await coordinator.getFigureTable({ query: { indicator, ...period, ...more } })
      return cells[0]?.figure.value
    }
    for (const { funderId: funder, persons } of funders) expect(await valueOf('ACT-04', { funder })).toBe(persons)
    const [a] = funders
    if (!a) throw new Error('no funder')
    const funder = a.funderId
    expect(await valueOf('ACT-01', { funder })).toBe(2)
    expect(await valueOf('ACT-01', {})).toBe(5)
    const query = { indicator: 'ACT-04' as const, ...period, funder }
    const { cells } = await coordinator.getFigureTable({ query: { ...query, each: 'month', by: 'gender' } })
    expect(cells.every(({ from }) => from === '2019-03-01')).toBe(true)

    await expect((await t.as('reader')).getFigureTable({ query })).rejects.toHaveProblem('not-allowed')
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getFigureTable({ query })).rejects.toHaveProblem('not-found')
    const refused = async (more: object, pointer: string, rule: string) =>
      expect(coordinator.getFigureTable({ query: { ...query, ...more } })).rejects.toMatchObject({
        extra: { errors: [expect.objectContaining({ pointer, params: expect.objectContaining({ rule }) })] },
      })
    await refused({ indicator: 'DUO-01' }, '/query/indicator', 'not-told-by')
    await refused({ asKnownAt: t.clock.now().toISOString() }, '/query/asKnownAt', 'exactly-one')
  })

  test('[M11] who does not know the people reads them of closed years in which no group is small', async () => {
    const reader = await t.as('reader')
    const told = await reader.getFunderFigures({ query: period })
    expect(told).toMatchObject({ suppressed: false, persons: { overall: 107, ofSeveral: 25 } })
    const month = { from: '2019-03-01', to: '2019-04-01' }
    expect(await reader.getFunderFigures({ query: month })).toMatchObject({
      suppressed: true,
      persons: null,
      sessions: { overall: 4 },
      funders: [{ persons: null, alone: null, sessions: 1.5 }, { persons: null }],
    })
    const c = await givenGrant('liege', 'C')
    await carry('liege', await evening('liege', await people('liege', 3)), { [c.id]: 10_000 })
    expect((await reader.getFunderFigures({ query: period })).persons).toBeNull()
    expect((await (await t.as('coordinator')).getFunderFigures({ query: period })).persons).toMatchObject({
      overall: 110,
    })
  })

  test('[M14] duos and somebody entered twice count once, each site apart', async () => {
    const [one, two] = await people('pilot', 2)
    const grant = await givenGrant('pilot', 'D')
    await carry('pilot', await evening('pilot', [one ?? '', two ?? '']), { [grant.id]: 1 })
    await t.sql(`update person set status = 'merged', merged_into_id = $1 where id = $2`, [one, two])
    const lead = await t.as('coordinator', { site: 'pilot' })
    const told = await lead.getFunderFigures({ query: period })
    expect(told.persons).toMatchObject({ claims: 1, overall: 1 })
    // a duo that lasts into the period is of the whole programme, shared as such
    const lasting = { status: 'active' as const, matched_on: '2018-10-01', starts_on: '2018-11-01' }
    await givenDuo(t, { ...(await givenPair(t, 'pilot')), ...lasting, first_meeting_on: '2018-10-10' })
    const writer = await t.as('programme_lead', { site: 'pilot' })
    const duos = { siteId: t.sites.pilot, activity: { kind: 'duos' as const, id: null } }
    const days = { startsOn: '2019-06-01', endsOn: '2019-06-30' }
    await writer.addAllocation({ body: { ...duos, ...days, shares: [{ grantId: grant.id, share: 1 }] } })
    const withDuo = await lead.getFunderFigures({ query: period })
    expect(withDuo.persons).toMatchObject({ claims: 3, overall: 3 })
    const before = await lead.getFunderFigures({ query: { from: '2019-04-01', to: '2019-06-01' } })
    expect(before.persons).toMatchObject({ claims: 0, unclaimed: 2 })
    const liege = { ...period, site: t.sites.liege }
    await expect(lead.getFunderFigures({ query: liege })).rejects.toHaveProblem('not-found')
    await expect(lead.getFunderFigures({ query: { ...period, to: period.from } })).rejects.toHaveProblem('rule-broken')
  })
})
