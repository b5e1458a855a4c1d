import { asked, headlines, indicators, type IndicatorId, type Role } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, t.sites.liege, null))
})
afterAll(() => t.stop())

const winter = { from: '2019-09-02', to: '2020-02-03' }

describe('[H4] every indicator by every dimension that it is told by', () => {
  test.each(indicators)('$id answers whole, by month, and by each of them', async (indicator) => {
    const coordinator = await t.as('coordinator')
    const of = { indicator: indicator.id }
    for (const [index, by] of [undefined, ...indicator.by].entries()) {
      const and = indicator.by[index]
      const asked = { ...of, ...winter, ...(by && { by }), ...(by && and && and !== by && { and }) }
      const table = await coordinator.getFigureTable({ query: { ...asked, each: 'month' } })
      expect(table.cells.every(({ codes }) => codes.length === table.by.length)).toBe(true)
      const whole = await coordinator.getFigureTable({ query: asked })
      expect(whole.cells.filter(({ codes }) => codes.every((code) => code === '*'))).toHaveLength(1)
    }
  })
})

describe('[H2] one definition per figure', () => {
  test('the table of an indicator gives the value of the figures of the period', async () => {
    const coordinator = await t.as('coordinator')
    const { figures } = await coordinator.getFigures({ query: winter })
    for (const indicatorId of headlines) {
      const { cells } = await coordinator.getFigureTable({ query: { indicator: indicatorId, ...winter } })
      const figure = figures.find((one) => one.indicatorId === indicatorId)
      expect([indicatorId, cells[0]?.figure.value]).toEqual([indicatorId, figure?.value])
      const parts = figure?.parts.map(({ code, value }) => [code, value])
      expect([indicatorId, cells[0]?.figure.parts.map(({ code, value }) => [code, value])]).toEqual([
        indicatorId,
        parts,
      ])
    }
  })
})

describe('[K5] who reads small numbers', () => {
  test('of what members answered of themselves nobody does, of the files of InterLab who reads them', async () => {
    const levelOf = async (role: Role, indicator: IndicatorId) =>
      (await (await t.as(role, { site: 'all' })).getFigureTable({ query: { indicator, ...winter } })).level
    for (const role of ['admin', 'programme_lead', 'coordinator', 'social_officer'] as const) {
      expect(await levelOf(role, 'ACT-04')).toBe('internal_case')
      for (const { id } of asked) expect([role, id, await levelOf(role, id)]).toEqual([role, id, 'internal_report'])
    }
    expect(await levelOf('programme_lead', 'INC-01')).toBe('internal_case')
    expect(await levelOf('social_officer', 'INC-01')).toBe('internal_report')
  })

  test('before a site opened its first presences are not nobody, but not known', async () => {
    const coordinator = await t.as('coordinator')
    const ask = async (from: string, to: string) => {
      const { cells } = await coordinator.getFigureTable({ query: { indicator: 'ACT-05', from, to } })
      return cells[0]?.figure
    }
    const [site] = await t.sql<{ on: string }>('select opens_on::text as on from site where id = $1', [t.sites.liege])
    const opens = site?.on ?? ''
    expect(await ask('2010-01-01', '2011-01-01')).toMatchObject({ value: null, n: null, flags: ['history_start'] })
    expect((await ask('2010-01-01', '2020-02-03'))?.flags).toContain('history_start')
    expect((await ask(opens, '2030-01-01'))?.flags).toEqual([])
  })
})

describe('[H1] where people live', () => {
  test('who came is told by municipality, each by its name, and whose is not known as unknown', async () => {
    const coordinator = await t.as('coordinator')
    await t.sql(
      `update person set municipality_nis = (array['62063', '62096', '23055', null])[1 + abs(hashtext(id::text)) % 4]`,
    )
    const query = { indicator: 'ACT-04', ...winter, by: 'municipality' } as const
    const { cells, names } = await coordinator.getFigureTable({ query })
    expect(names.map(({ code, fr }) => [code, fr]).toSorted()).toEqual([
      ['23055', '23055'],
      ['62063', 'Liège'],
      ['62096', 'Seraing'],
    ])
    const values = new Map(cells.map(({ codes: [code], figure }) => [code ?? 'unknown', figure.value ?? 0]))
    const total = values.get('*') ?? 0
    expect(total).toBeGreaterThan(100)
    expect([...values].filter(([code]) => code !== '*').reduce((sum, [, value]) => sum + value, 0)).toBe(total)
    expect([...values.keys()].toSorted()).toEqual(['*', '23055', '62063', '62096', 'unknown'])
  })
})

describe('[H4] what may not be asked is said', () => {
  test('a dimension that it is not told by, one named twice, a period that ends before it begins', async () => {
    const coordinator = await t.as('coordinator')
    const ask = (query: object) => coordinator.getFigureTable({ query: { indicator: 'ACT-01', ...winter, ...query } })
    await expect(ask({ by: 'gender' })).rejects.toMatchObject({
      extra: {
        errors: [{ pointer: '/query/by', params: { rule: 'not-told-by', allowed: 'site, theme, hostGroup' } }],
      },
    })
    await expect(ask({ by: 'site', and: 'site' })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/query/and', params: { rule: 'named-twice' } }] },
    })
    await expect(ask({ to: winter.from })).rejects.toMatchObject({ extra: { errors: [{ pointer: '/query/to' }] } })
  })
})
