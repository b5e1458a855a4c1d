import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let cookie: string
beforeAll(async () => {
  t = await startApi()
  cookie = (await t.signIn('coordinator')).cookie
})
afterAll(() => t.stop())

const fetched = (from: string, to: string, as = cookie) =>
  fetch(new URL(`/v1/registrations.csv?from=${from}&to=${to}`, t.url), { headers: { cookie: as } })
const exported = async (from: string, to: string, as = cookie): Promise<Record<string, string>[]> =>
  parse(await (await fetched(from, to, as)).text(), { bom: true, columns: true, delimiter: ';' })

/** Connections on which a long reading is open. */
const readings = async () =>
  (
    await t.sql(
      `select from pg_stat_activity where datname = current_database() and application_name = 'interra reports'
       and state <> 'idle'`,
    )
  ).length

describe('[A12] registrations of a period, for a spreadsheet', () => {
  const count = 4200
  beforeAll(async () => {
    const session = await t.given.session({ starts_on: '2026-03-03' })
    const person = await t.given.person()
    await t.sql(
      `insert into registration (id, site_id, session_id, person_id, status, author_kind)
       select gen_random_uuid(), $1, $2, $3, 'cancelled_by_person', 'staff' from generate_series(1, $4::int)`,
      [session.site_id, session.id, person.id, count],
    )
  })

  test('every row of a year is there once, with one line of headers', async () => {
    const rows = await exported('2026-01-01', '2027-01-01')
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map((row) => row['Inscription']))).toEqual(new Set(['Annulée par la personne']))
    expect(await readings()).toBe(0)
  })
  test('a period without registrations is a line of headers', async () => {
    const text = await (await fetched('2020-01-01', '2020-02-01')).text()
    expect(text.split('\n')).toEqual([expect.stringMatching(/^\uFEFF?Date;Heure;Atelier;/), ''])
  })
  test('more than 366 days is refused, by a rule that says so', async () => {
    expect((await fetched('2024-01-01', '2025-01-01')).status).toBe(200)
    const refused = await fetched('2024-01-01', '2025-01-02')
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'rule-broken',
      errors: [{ pointer: '/query/to', params: { rule: 'period-too-long', days: 366 } }],
    })
  })
  test('whoever stops reading gives the connection back', async () => {
    const scope = { sites: [t.sites.liege], filterSites: [t.sites.liege], actorId: null, requestId: 'test' }
    const statement = { text: 'select n from generate_series(1, $1::int) n', values: [5000] }
    const batches = t.database.batches<{ n: number }>({ ...scope, actorKind: 'system' }, statement)
    const { value } = await batches.next()
    expect(value?.[0]).toEqual({ n: 1 })
    expect(await readings()).toBe(1)
    await batches.return()
    expect(await readings()).toBe(0)
    await Promise.all(Array.from({ length: 5 }, () => exported('2026-01-01', '2026-02-01')))
  })
  test('a reading that fails at once is a problem, and leaves no connection behind', async () => {
    const statement = { text: 'select n / 0 from generate_series(1, 2) n', values: [] }
    const scope = { sites: [], filterSites: [], actorKind: 'system', actorId: null, requestId: 'test' } as const
    await expect(t.database.batches(scope, statement).next()).rejects.toThrow('22012')
    expect(await readings()).toBe(0)
  })
})

test('the day of a registration is that of its site', async () => {
  await t.sql("update site set time_zone = 'Indian/Reunion' where id = $1", [t.sites.pilot])
  const session = await t.given.session({ site: 'pilot', starts_on: '2026-11-26' })
  const person = await t.given.person({ site: 'pilot' })
  const given = { site: 'pilot', session_id: session.id, person_id: person.id } as const
  await t.given.registration({ ...given, created_at: '2026-11-22T21:30:00Z' })
  const { cookie: there } = await t.signIn('coordinator', { site: 'pilot' })
  expect(await exported('2026-11-26', '2026-11-27', there)).toMatchObject([{ 'Inscrit·e le': '2026-11-23' }])
})
