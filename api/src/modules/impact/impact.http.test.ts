import { headlines, indicators, type Figure, type Figures } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { startApi, type Api } from '../../../test/harness.ts'
import { tellFirstWinter } from '../../demo/first-winter.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
  await t.database.system('test.first-winter', (db) => tellFirstWinter(db, t.sites.liege, null))
})
afterAll(() => t.stop())

const winter = { from: '2019-09-02', to: '2020-02-03' }
const figureOf = (figures: Figures, id: string): Figure => {
  const found = figures.figures.find((figure) => figure.indicatorId === id)
  if (!found) throw new Error(`no figure ${id}`)
  return found
}
const part = (figure: Figure, code: string) => figure.parts.find((one) => one.code === code)?.value

describe('[H5] the first winter: three statements of the founders, one figure (TV-1)', () => {
  test('[H2] 41 sessions, 400 attendances, 1.86 / 2.05 / 4.00 a week, 9.76 a session', async () => {
    const figures = await (await t.as('coordinator')).getFigures({ query: winter })
    expect(figureOf(figures, 'ACT-01')).toMatchObject({ value: 41, unit: 'SESS', n: 41 })
    expect(figureOf(figures, 'ACT-03')).toMatchObject({ value: 400, unit: 'ATT' })
    const rates = figureOf(figures, 'ACT-06')
    expect([part(rates, 'calendar'), part(rates, 'active'), part(rates, 'last_four')]).toEqual([1.86, 2.05, 4])
    expect(figureOf(figures, 'ACT-07').value).toBe(9.76)
  })

  test('[H3] persons are never attendances: 160 people came 400 times', async () => {
    const figures = await (await t.as('coordinator')).getFigures({ query: winter })
    const persons = figureOf(figures, 'ACT-04')
    expect(persons.value).toBe(160)
    const byGroup = ['newcomer', 'local', 'in_between', 'unknown'].map((code) => part(persons, code) ?? 0)
    expect(byGroup.reduce((sum, count) => sum + count, 0)).toBe(160)
  })

  test('every figure of the registry comes with unit, n, version and its parts', async () => {
    const { figures, weeks } = await (await t.as('reader')).getFigures({ query: winter })
    expect(figures.map((figure) => figure.indicatorId)).toEqual([...headlines])
    for (const indicator of indicators.filter(({ id }) => headlines.some((one) => one === id)))
      expect(figures.find((figure) => figure.indicatorId === indicator.id)?.parts.map((one) => one.code)).toEqual(
        indicator.parts,
      )
    expect(weeks).toHaveLength(20)
    expect(weeks.reduce((sum, week) => sum + week.attendances, 0)).toBe(400)
  })

  test('[M11] [K5] hours of coaching are told of closed years, as how long somebody was coached on a day is of their file', async () => {
    const reader = await t.as('reader')
    const query = { indicator: 'INC-04', ...winter } as const
    const { cells } = await reader.getFigureTable({ query })
    expect(cells[0]?.figure).toMatchObject({ value: null, n: null, suppressed: true, flags: ['period_not_closed'] })
    const lessons = await reader.getFigureTable({ query: { ...query, indicator: 'TRN-01' } })
    expect(lessons.cells[0]?.figure.parts.find(({ code }) => code === 'hours')).toMatchObject({ suppressed: true })
  })

  test('[M11] who may not know the persons reads sessions of any period, and persons of closed ones', async () => {
    const reader = await t.as('reader')
    const ask = async (from: string, to: string) => reader.getFigures({ query: { from, to } })
    const open = await ask(winter.from, winter.to)
    expect(figureOf(open, 'ACT-01').value).toBe(41)
    expect(figureOf(open, 'ACT-03')).toMatchObject({ value: 400, n: 400, coverage: null, flags: [] })
    const rates = figureOf(open, 'ACT-06')
    expect([part(rates, 'calendar'), part(rates, 'active'), part(rates, 'last_four')]).toEqual([1.86, 2.05, 4])
    for (const id of ['ACT-04', 'MIX-01'])
      expect(figureOf(open, id)).toMatchObject({ value: null, n: null, suppressed: true, flags: ['period_not_closed'] })

    expect(figureOf(await ask('2019-10-01', '2019-11-01'), 'ACT-04').flags).toEqual(['period_not_closed'])
    expect(figureOf(await ask('2019-01-01', '2020-01-01'), 'ACT-04').value).toBeGreaterThan(100)
    expect(figureOf(await ask('2019-01-01', '2020-01-01'), 'MIX-01').flags).not.toContain('period_not_closed')
  })

  test('the year before and the other site hold nothing of it', async () => {
    const before = await (await t.as('coordinator')).getFigures({ query: { from: '2018-09-01', to: '2019-09-02' } })
    expect(figureOf(before, 'ACT-01').value).toBe(0)
    const elsewhere = await (await t.as('coordinator', { site: 'pilot' })).getFigures({ query: winter })
    expect(figureOf(elsewhere, 'ACT-01').value).toBe(0)
  })

  test('a site out of reach is as missing as one that is not', async () => {
    const client = await t.as('coordinator')
    await expect(client.getFigures({ query: { ...winter, site: t.sites.pilot } })).rejects.toHaveProblem('not-found')
    await expect(client.getFigures({ query: { ...winter, to: winter.from } })).rejects.toHaveProblem('rule-broken')
  })

  test('each figure is one statement on the database', async () => {
    const client = await t.as('coordinator')
    await client.getFigures({ query: winter })
    await t.given.person()
    expect(await t.countQueries(() => client.getFigures({ query: winter }))).toBe(15)
  })

  test('[H2] what was told is told again without counting, until something is written that a figure may read', async () => {
    const client = await t.as('coordinator')
    const attendances = async () => figureOf(await client.getFigures({ query: winter }), 'ACT-03').value
    expect(await attendances()).toBe(400)
    expect(await t.countQueries(attendances)).toBe(3)

    const [session] = await t.sql<{ id: string }>(
      `select id from session where starts_on = '2020-01-28' and status = 'held' limit 1`,
    )
    const person = await t.given.person()
    const writing = new pg.Client({ connectionString: t.databaseUrl })
    await writing.connect()
    await writing.query(`begin; select set_config('interra.sites', '{${t.sites.liege}}', true)`)
    await writing.query(
      `insert into attendance (id, site_id, session_id, person_id, status, observed_at)
       values (gen_random_uuid(), $1, $2, $3, 'present', now())`,
      [t.sites.liege, session?.id, person.id],
    )
    // told meanwhile by what is visible, and kept
    await t.given.person()
    expect([await attendances(), await attendances()]).toEqual([400, 400])
    await writing.query('commit')
    await writing.end()
    expect(await attendances()).toBe(401)
    await t.sql('delete from attendance where person_id = $1', [person.id])
    expect(await attendances()).toBe(400)
  })

  test('so are those of a year over several sites, for who may not see small numbers', async () => {
    const reader = await t.as('reader', { site: 'all' })
    const query = { from: '2019-01-01', to: '2020-01-01' }
    await reader.getFigures({ query })
    await t.given.person()
    expect(await t.countQueries(() => reader.getFigures({ query }))).toBe(18)
    const [told, whole] = [await reader.getFigures({ query }), await (await t.as('coordinator')).getFigures({ query })]
    for (const id of ['ACT-01', 'ACT-07', 'MIX-02']) expect(figureOf(told, id)).toEqual(figureOf(whole, id))
    expect(told.weeks).toEqual(whole.weeks)
  })
})

describe('[A13] people counted without a name', () => {
  test('count in attendances and never in persons; a sheet without a trace is missing data', async () => {
    const person = await t.given.person({ site: 'pilot' })
    const evening = async (starts_on: string, closed: boolean) =>
      t.given.session({
        site: 'pilot',
        starts_on,
        status: 'held',
        ...(closed ? { attendance_closed_at: `${starts_on}T21:00:00Z` } : {}),
      })
    const counted = await evening('2026-03-03', true)
    await evening('2026-03-10', false)
    await t.insert('attendance', {
      id: counted.id,
      site_id: counted.site_id,
      session_id: counted.id,
      person_id: person.id,
      status: 'present',
      observed_at: '2026-03-03T18:00:00Z',
    })
    await t.insert('head_count', {
      session_id: counted.id,
      site_id: counted.site_id,
      heads: 6,
      observed_at: '2026-03-03T18:00:00Z',
    })
    const client = await t.as('coordinator', { site: 'pilot' })
    const figures = await client.getFigures({ query: { from: '2026-03-01', to: '2026-04-01' } })
    expect(figureOf(figures, 'ACT-03')).toMatchObject({ value: 7 })
    expect(part(figureOf(figures, 'ACT-03'), 'unidentified')).toBe(6)
    expect(figureOf(figures, 'ACT-04').value).toBe(1)
    expect(figureOf(figures, 'ACT-07')).toMatchObject({ value: 7, n: 1 })
    expect(part(figureOf(figures, 'ACT-07'), 'without_list')).toBe(1)

    const read = await (
      await t.as('reader', { site: 'pilot' })
    ).getFigures({
      query: { from: '2026-03-01', to: '2026-04-01' },
    })
    expect(figureOf(read, 'ACT-04')).toMatchObject({ value: null, suppressed: true, flags: ['period_not_closed'] })

    // a reader of both sites is not told together what one of them hides
    const both = await (
      await t.as('reader', { site: 'all' })
    ).getFigures({ query: { from: '2026-03-01', to: '2026-04-01' } })
    expect(figureOf(both, 'ACT-04').value).toBeNull()
  })
})
