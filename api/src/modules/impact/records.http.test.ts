import { asked, indicators, type Breakdown, type FigureRecord } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'
import { tellsRecords } from './records.store.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, t.sites.liege, null))
})
afterAll(() => t.stop())

const winter = { from: '2019-09-02', to: '2020-02-03' }
type Id = (typeof indicators)[number]['id']
type Query = { from: string; to: string; by?: Breakdown; code?: string; and?: Breakdown; andCode?: string }

async function everyRecord(indicator: Id, query: Query): Promise<FigureRecord[]> {
  const coordinator = await t.as('coordinator')
  const found: FigureRecord[] = []
  for (let after: string | undefined; ;) {
    const page = await coordinator.listFigureRecords({
      query: { indicator, ...query, limit: 200, ...(after !== undefined && { after }) },
    })
    found.push(...page.items)
    if (page.next === null) return found
    after = page.next
  }
}

const isListed = (indicator: (typeof indicators)[number]) =>
  tellsRecords(indicator) && !asked.some(({ id }) => id === indicator.id)

describe('[H10] from a figure to its records', () => {
  test.each(indicators.filter(isListed))(
    '$id has as many records as it says, in each cell of each breakdown',
    async ({ id, kind, by }) => {
      const coordinator = await t.as('coordinator')
      for (const breakdown of [undefined, ...by]) {
        const told = breakdown === undefined ? {} : { by: breakdown }
        const { cells } = await coordinator.getFigureTable({ query: { indicator: id, ...winter, ...told } })
        for (const { codes, figure } of cells) {
          const [code = null] = codes
          const records = await everyRecord(id, { ...winter, ...told, ...(code !== null && breakdown && { code }) })
          const sum = records.reduce((all, { amount }) => all + amount, 0)
          expect([id, breakdown, code, new Set(records.map(({ key }) => key)).size]).toEqual([
            id,
            breakdown,
            code,
            records.length,
          ])
          if (kind === 'sum') expect([id, code, sum]).toEqual([id, code, expect.closeTo(figure.value ?? 0, 2)])
          else expect([id, code, records.length]).toEqual([id, code, figure.n])
        }
      }
    },
  )

  test('a list holds each person once, with the first day on which they count, and what leads to each record', async () => {
    const people = await everyRecord('ACT-04', winter)
    expect(people.length).toBeGreaterThan(20)
    expect(
      people.every(({ kind, personId, key, personName }) => kind === 'person' && personId === key && personName),
    ).toBe(true)
    const attendances = await everyRecord('ACT-03', winter)
    const present = attendances.filter(({ kind }) => kind === 'attendance')
    expect(new Set(present.map(({ personId }) => personId)).size).toBe(people.length)
    expect(present.every(({ parentId, title }) => parentId !== null && title !== null)).toBe(true)
    const firstOf = (id: string) =>
      present
        .filter(({ personId }) => personId === id)
        .map(({ day }) => day)
        .sort()[0]
    expect(people.filter(({ key, day }) => firstOf(key) !== day)).toEqual([])
  })

  test('records by two breakdowns are those of one cell', async () => {
    const coordinator = await t.as('coordinator')
    const asked = { indicator: 'ACT-04', ...winter, by: 'group', and: 'gender' } as const
    const { cells } = await coordinator.getFigureTable({ query: asked })
    for (const { codes, figure } of cells) {
      const [code, andCode] = codes
      const cell = { ...(code && { code }), ...(andCode && { andCode }) }
      expect([codes, (await everyRecord('ACT-04', { ...asked, ...cell })).length]).toEqual([codes, figure.value])
    }
  })

  test('nobody else finds them, and what members said in a survey has none', async () => {
    const query = { indicator: 'ACT-04', ...winter } as const
    for (const role of ['evaluator', 'dpo', 'reader'] as const)
      await expect((await t.as(role)).listFigureRecords({ query })).rejects.toHaveProblem('not-allowed')
    const coordinator = await t.as('coordinator')
    await expect(coordinator.listFigureRecords({ query: { ...query, site: t.sites.pilot } })).rejects.toHaveProblem(
      'not-found',
    )
    await expect(coordinator.listFigureRecords({ query: { ...query, indicator: 'LNK-01' } })).rejects.toHaveProblem(
      'not-found',
    )
    const officer = await t.as('social_officer')
    await expect(officer.listFigureRecords({ query: { ...query, indicator: 'INC-01' } })).rejects.toHaveProblem(
      'not-found',
    )
    await expect(coordinator.listFigureRecords({ query: { ...query, indicator: 'ACT-08' } })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/query/indicator', params: { rule: 'not-for-this-kind' } }] },
    })
  })
})
