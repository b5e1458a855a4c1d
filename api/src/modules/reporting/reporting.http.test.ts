import { figureColumns, indicators, type FigureRow } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'
import { unzipped } from '../../../test/unzipped.ts'
import { cellsOf } from '../../../test/workbook.ts'
import { columnNames, csvOf } from './figure-rows.ts'

let t: Api
let key: string
beforeAll(async () => {
  t = await startApi()
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, t.sites.liege, null))
  const made = await (await t.as('admin')).createReportingKey({ body: { name: 'Tableur', siteIds: [t.sites.liege] } })
  key = made.key
})
afterAll(() => t.stop())

const year = 'from=2019-01-01&to=2020-01-01'
const ask = (path: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
  fetch(new URL(path, t.url), { headers })
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})

const bareRow: FigureRow = {
  ...Object.fromEntries(figureColumns.map((column) => [column, null])),
  indicator: 'ACT-01',
  indicatorVersion: 1,
  periodStart: '2019-01-01',
  periodEnd: '2020-01-01',
  unit: 'POINT',
  obsStatus: 'A',
  confStatus: 'F',
  flags: '',
  asOf: '2026-11-22T11:00:00.000Z',
  computedAt: '2026-11-22T11:00:00.000Z',
} as FigureRow

describe('[H11] the reporting door', () => {
  test('tells every indicator the same in JSON, in CSV and for Excel, and as the screen does', async () => {
    const ids = indicators.map(({ id }) => id).join()
    const rows = await Promise.all(
      ['', '.csv', '.excel.csv'].map(async (form) =>
        (await ask(`/v1/reporting/figures${form}?${year}&indicators=${ids}`)).text(),
      ),
    )
    const [json = '', csv = '', excel = ''] = rows
    const { items } = JSON.parse(json) as { items: Record<string, string | number | null>[] }
    expect(items.length).toBeGreaterThan(indicators.length)
    const plain = parse<Record<string, string>>(csv, { columns: true })
    const french = parse<Record<string, string>>(excel, { columns: true, bom: true, delimiter: ';' })
    expect(Object.keys(plain[0] ?? {})).toEqual(columnNames)
    const written = (item: Record<string, string | number | null>, column: string, decimal: string) => {
      const value = item[column] ?? ''
      if (column === 'value' && item['confStatus'] === 'C') return 's'
      return typeof value === 'number' ? String(value).replace('.', decimal) : value
    }
    for (const [index, item] of items.entries())
      for (const [place, column] of figureColumns.entries()) {
        const name = columnNames[place] ?? ''
        expect([index, name, plain[index]?.[name]]).toEqual([index, name, written(item, column, '.')])
        expect([index, name, french[index]?.[name]]).toEqual([index, name, written(item, column, ',')])
      }
    const reader = await t.as('reader')
    for (const { id } of indicators) {
      const { cells } = await reader.getFigureTable({ query: { indicator: id, from: '2019-01-01', to: '2020-01-01' } })
      const row = items.find(({ indicator, part }) => indicator === id && part === null)
      expect([id, row?.['value']]).toEqual([id, cells[0]?.figure.value])
    }
  })

  test('tells totals, codes and words; what is small is an s', async () => {
    const path = `/v1/reporting/figures.csv?${year}&indicators=ACT-04&by=group&and=gender`
    const rows = parse<Record<string, string>>(await (await ask(path)).text(), { columns: true })
    expect(rows.find((row) => row['code_1'] === '*' && row['code_2'] === '*')).toMatchObject({
      label_1: 'Total',
      unit: 'PERS',
    })
    for (const row of rows) {
      const isSmall = /^[1-4]$/.test(row['value'] ?? '')
      expect([row['code_1'], row['code_2'], isSmall]).toEqual([row['code_1'], row['code_2'], false])
      expect(row['conf_status'] === 'C').toBe(row['value'] === 's')
    }
  })

  test('tells the same in a workbook and in a Data Package that names each column', async () => {
    const query = `${year}&indicators=ACT-01,ACT-04,MIX-01&by=site`
    const [csv, workbook, archive] = await Promise.all(
      ['.csv', '.xlsx', '.zip'].map(async (form) =>
        Buffer.from(await (await ask(`/v1/reporting/figures${form}?${query}`)).arrayBuffer()),
      ),
    )
    if (!csv || !workbook || !archive) throw new Error('three answers')
    const lines = parse(csv)
    const files = unzipped(archive)
    expect([...files.keys()]).toEqual(['datapackage.json', 'figures.csv', 'dictionary.csv'])
    expect(files.get('figures.csv')).toBe(csv.toString())
    const { resources } = JSON.parse(files.get('datapackage.json') ?? '') as {
      resources: { path: string; schema: { fields: { name: string }[] } }[]
    }
    for (const { path, schema } of resources)
      expect(schema.fields.map(({ name }) => name)).toEqual(parse(files.get(path) ?? '')[0])
    const sheets = unzipped(workbook)
    expect(
      [...(sheets.get('xl/workbook.xml') ?? '').matchAll(/<sheet [^>]*name="(\w+)"/g)].map(([, name]) => name),
    ).toEqual(['Data', 'Dictionary', 'About'])
    expect(cellsOf(sheets)).toEqual(lines.map((line) => line.filter((text) => text !== '')))
  })

  test('a name that looks like a formula stays text, a negative number a number', () => {
    const csv = csvOf([{ ...bareRow, label1: '=1+1', value: -1.5 }], false)
    const [row] = parse<Record<string, string>>(csv, { columns: true })
    expect([row?.['label_1'], row?.['value']]).toEqual(["'=1+1", '-1.5'])
  })

  test('opens by HTTP Basic for spreadsheets, and says what each indicator counts', async () => {
    const path = `/v1/reporting/figures?${year}&indicators=ACT-01`
    const first = await ask(path, basic('report', key))
    expect(first.status).toBe(200)
    expect(first.headers.get('cache-control')).toBe('private, max-age=300')
    const { items } = (await (await ask('/v1/reporting/indicators')).json()) as { items: { id: string }[] }
    expect(items.map(({ id }) => id)).toEqual(indicators.map(({ id }) => id))
  })

  test('says in every format when it was computed, and has one ETag for as long as the figures are the same', async () => {
    const etagsOf = async (query: string, known?: string) =>
      Promise.all(
        ['', '.csv', '.excel.csv', '.xlsx', '.zip'].map(async (form) => {
          const headers = { authorization: `Bearer ${key}`, ...(known !== undefined && { 'if-none-match': known }) }
          const answer = await ask(`/v1/reporting/figures${form}?${query}`, headers)
          return [answer.status, answer.headers.get('etag')] as const
        }),
      )
    const query = `${year}&indicators=ACT-01`
    const [[, etag] = []] = await etagsOf(query)
    expect(etag).toMatch(/^W\/"[\w-]+"$/)
    if (!etag) throw new Error('no ETag')
    const before = (await (await ask(`/v1/reporting/figures?${query}`)).json()) as { items: FigureRow[] }
    t.clock.set('2026-11-22T11:30:00Z')
    const rows = parse<Record<string, string>>(await (await ask(`/v1/reporting/figures.csv?${query}`)).text(), {
      columns: true,
    })
    const at = '2026-11-22T11:30:00.000Z'
    expect(rows[0]).toMatchObject({ as_of: at, computed_at: at })
    expect(before.items[0]).toMatchObject({ asOf: '2026-11-22T11:00:00.000Z' })
    expect(new Set((await etagsOf(query)).map((one) => one.join(' ')))).toEqual(new Set([`200 ${etag}`]))
    expect(new Set((await etagsOf(query, etag)).map(([status]) => status))).toEqual(new Set([304]))
    expect(new Set((await etagsOf(`${query}&by=site`, etag)).map(([status]) => status))).toEqual(new Set([200]))
    await t.given.session({ starts_on: '2019-03-03', status: 'held' })
    expect(new Set((await etagsOf(query, etag)).map(([status]) => status))).toEqual(new Set([200]))
  })

  test('says what is allowed to whoever asks for something else', async () => {
    const faults = async (query: string) => {
      const answer = await ask(`/v1/reporting/figures?${query}`)
      const { code, errors = [] } = (await answer.json()) as {
        code: string
        errors?: { pointer: string; params?: object }[]
      }
      return { status: answer.status, code, error: errors[0] }
    }
    const unknown = await faults(`${year}&indicators=ACT-99`)
    expect(unknown).toMatchObject({ status: 400, error: { pointer: '/query/indicators' } })
    expect(JSON.stringify(unknown.error)).toContain('ACT-01')
    expect(await faults(`${year}&indicators=ACT-01@99`)).toMatchObject({
      status: 422,
      error: { pointer: '/query/indicators', params: { allowed: 'ACT-01@1' } },
    })
    expect((await ask(`/v1/reporting/figures?${year}&indicators=ACT-01@1`)).status).toBe(200)
    expect(await faults(`${year}&indicators=ACT-01&by=gender`)).toMatchObject({
      error: { pointer: '/query/by', params: { allowed: 'site, theme, hostGroup' } },
    })
    expect(await faults(`from=2020-01-01&to=2019-01-01&indicators=ACT-01`)).toMatchObject({
      error: { pointer: '/query/to' },
    })
    expect(await faults(`${year}&indicators=ACT-01&by=site&and=theme&third=gender`)).toMatchObject({ status: 400 })
    expect(await faults(`${year}&indicators=ACT-04&by=ageEsf`)).toMatchObject({
      status: 422,
      error: { pointer: '/query/by' },
    })
  })

  test('a key without the scope, one revoked, one in the address open nothing', async () => {
    const path = `/v1/reporting/figures?${year}&indicators=ACT-01`
    const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
    const { key: partner } = await t.partnerKey({})
    expect(await codeOf(await ask(path, { authorization: `Bearer ${partner}` }))).toBe('scope-missing')
    expect(await codeOf(await ask(`${path}&key=${key}`, {}))).toBe('key-in-address')
    const admin = await t.as('admin')
    const short = await admin.createReportingKey({ body: { name: 'Essai', siteIds: [t.sites.liege] } })
    expect((await ask(path, { authorization: `Bearer ${short.key}` })).status).toBe(200)
    await admin.revokeReportingKey({ params: { reportingKeyId: short.id }, body: { reason: 'Essai terminé' } })
    expect(await codeOf(await ask(path, { authorization: `Bearer ${short.key}` }))).toBe('key-revoked')
    const { items } = await admin.listReportingKeys({ query: {} })
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['Essai', 'revoked'],
      ['Tableur', 'live'],
    ])
    expect(JSON.stringify(items)).not.toContain(key)
    await expect(
      admin.createReportingKey({ body: { name: 'Ailleurs', siteIds: [t.sites.pilot] } }),
    ).rejects.toHaveProblem('not-found')
  })
})
