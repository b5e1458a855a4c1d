import type { TableFigure } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
  const site_id = t.sites.liege
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, site_id, null))
  const evenings = await t.sql<{ id: string }>(
    `select id from session where site_id = $1 and starts_on between '2019-10-01' and '2019-10-31' order by starts_at limit 2`,
    [site_id],
  )
  for (const [index, { id }] of evenings.entries())
    await t.insert('head_count', { session_id: id, site_id, heads: 4 + index, observed_at: '2019-10-31T18:00:00Z' })
})
afterAll(() => t.stop())

const year = { from: '2019-01-01', to: '2020-01-01' }
const heads = 4 + 5
const named = (figure: Pick<TableFigure, 'value'> | undefined) => figure?.value ?? 0
const between = (figure: Pick<TableFigure, 'value'> | undefined) => ({
  low: named(figure),
  high: named(figure) + heads,
})

describe('[M15] distinct persons are an interval where some had no name: those named, and one more for each head', () => {
  test('in the figures of the period, in the table and in each of its sites and months', async () => {
    const coordinator = await t.as('coordinator')
    const { figures } = await coordinator.getFigures({ query: year })
    const figure = figures.find(({ indicatorId }) => indicatorId === 'ACT-04')
    expect(named(figure)).toBeGreaterThan(20)
    expect(figure?.interval).toEqual(between(figure))
    const table = (more: object) => coordinator.getFigureTable({ query: { indicator: 'ACT-04', ...year, ...more } })
    for (const more of [{}, { by: 'site' }, { by: 'programme' }, { by: 'gender' }]) {
      const { cells } = await table(more)
      const total = cells.find(({ codes }) => codes.every((code) => code === '*'))
      expect([more, total?.figure.interval]).toEqual([more, between(total?.figure)])
    }
    const { cells: months } = await table({ each: 'month' })
    const october = months.find(({ from }) => from === '2019-10-01')
    expect(october?.figure.interval).toEqual(between(october?.figure))
    const others = months.filter((month) => month !== october)
    expect(
      others.filter(({ figure: { interval, value } }) => interval?.low !== value || interval?.high !== value),
    ).toEqual([])
  })

  test('of women or newcomers alone it is not known how many of the heads are theirs: there is none', async () => {
    const coordinator = await t.as('coordinator')
    for (const by of ['gender', 'group', 'age'] as const) {
      const { cells } = await coordinator.getFigureTable({ query: { indicator: 'ACT-04', ...year, by } })
      const told = cells.filter(({ codes: [code] }) => code !== '*')
      expect(told.length).toBeGreaterThan(1)
      expect(told.filter(({ figure: { interval } }) => interval !== null)).toEqual([])
    }
  })

  test('in a report, and in the CSV of the door, where no part of it is hidden', async () => {
    const lead = await t.as('programme_lead')
    const lines = [{ indicatorId: 'ACT-04' as const, by: [], each: null }]
    const body = {
      siteId: t.sites.liege,
      title: 'Année',
      template: null,
      ...year,
      level: 'internal_case' as const,
      lines,
    }
    const report = await lead.addReport({ body })
    const { tables } = await lead.getReportContent({ params: { reportId: report.id } })
    const figure = tables[0]?.cells[0]?.figure
    expect(figure?.interval).toEqual(between(figure))

    const { key } = await (
      await t.as('admin')
    ).createReportingKey({ body: { name: 'Tableur', siteIds: [t.sites.liege] } })
    const address = new URL('/v1/reporting/figures.csv?from=2019-01-01&to=2020-01-01&indicators=ACT-04', t.url)
    const csv = await (await fetch(address, { headers: { authorization: `Bearer ${key}` } })).text()
    const rows = parse<Record<string, string>>(csv, { columns: true })
    const [whole] = rows.filter(({ part }) => part === '')
    const unnamed = rows.find(({ part }) => part === 'unidentified')
    const told = [whole?.['interval_low'], whole?.['interval_high']]
    const isHidden = unnamed?.['conf_status'] === 'C'
    const { low, high } = between(figure)
    expect(told).toEqual(isHidden ? ['', ''] : [String(low), String(high)])
  })
})
