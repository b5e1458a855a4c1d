import { attendanceColumns } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { createHmac } from 'node:crypto'
import { insertReportingKey, pseudonymKey } from '../../src/modules/reporting/keys.store.ts'
import { startApi, type Api } from '../harness.ts'
import { tables, type InteractTables } from './act.items.ts'
import { liveInteract } from './act.world.ts'
import { readWorlds, type World } from './oracle.ts'
import { People, peopleTables, type PeopleTables } from './people.ts'
import { inventAssociations, lifetime, type Association } from './people.world.ts'

interface MadeKey {
  readonly text: string
  readonly secret: Buffer
}

let t: Api
let associations: Association[]
let worlds: Map<string, World<PeopleTables & InteractTables>>
beforeAll(async () => {
  t = await startApi()
  associations = await inventAssociations(t, { seed: 9, count: 3 }, liveInteract)
  const sites = associations.map(({ siteId }) => siteId)
  worlds = await t.database.system('test.worlds', (db) => readWorlds(db, [...peopleTables, ...tables], sites))
})
afterAll(() => t.stop())

const keyFor = (siteIds: readonly string[], scopes: ('figures:read' | 'attendances:read')[]): Promise<MadeKey> =>
  t.database.system('test.key', async (db) => {
    const { id, text } = await insertReportingKey(
      db,
      { name: 'Étude', siteIds: [...siteIds], scopes },
      t.clock.now(),
      null,
    )
    return { text, secret: await pseudonymKey(db, id) }
  })
const ask = ({ text }: MadeKey, query = `from=${lifetime.from}&to=${lifetime.to}`, form = '.csv') =>
  fetch(new URL(`/v1/reporting/attendances${form}?${query}`, t.url), { headers: { authorization: `Bearer ${text}` } })
const rowsOf = async (answer: Response, options = {}): Promise<Record<string, string>[]> =>
  parse<Record<string, string>>(await answer.text(), { columns: true, ...options })

/** The same rows by loops over the tables. */
async function naively(siteIds: readonly string[], secret: Buffer): Promise<string[][]> {
  const codes = await t.sql('select id::text, code from site union all select id::text, code from taxonomy_term')
  const codeOf = (id: string | null) => codes.find((one) => one['id'] === id)?.['code'] ?? ''
  const pseudonym = (id: string) => createHmac('sha256', secret).update(id).digest('hex').slice(0, 32)
  return siteIds.flatMap((siteId) => {
    const world = worlds.get(siteId)
    if (!world) throw new Error('no such association')
    const people = new People(world)
    const held = world.session.filter(({ status }) => status === 'held')
    return held.flatMap(({ id, workshop_id, starts_on: day, starts_at, ends_at }) => {
      const sheet = world.attendance.filter((one) => one.session_id === id)
      const theme = world.workshop.find((one) => one.id === workshop_id)?.category_term_id ?? null
      const minutes = String((Date.parse(ends_at) - Date.parse(starts_at)) / 60_000)
      return [...new Set(sheet.map((one) => people.canonical(one.person_id)))].map((person) => {
        const theirs = sheet
          .filter((one) => people.canonical(one.person_id) === person)
          .toSorted(
            (a, b) =>
              Number(b.status === 'present') - Number(a.status === 'present') ||
              Number(a.person_id !== person) - Number(b.person_id !== person) ||
              (a.id < b.id ? -1 : 1),
          )
        const status = theirs[0]?.status ?? ''
        return [
          pseudonym(person),
          pseudonym(id),
          day,
          codeOf(siteId),
          'interact',
          codeOf(theme),
          people.code('group', person, day),
          people.code('age', person, day),
          people.code('gender', person, day),
          status,
          status === 'present' ? minutes : '',
        ].map((value) => (typeof value === 'string' ? value : ''))
      })
    })
  })
}

describe('[H11] attendances under pseudonyms', () => {
  test('are those that loops over the tables find, in CSV and for Excel in French', async () => {
    const sites = associations.map(({ siteId }) => siteId)
    const key = await keyFor(sites, ['attendances:read'])
    const answer = await ask(key)
    expect(answer.headers.get('content-disposition')).toContain('interra-attendances-2023-01-01-2025-07-01.csv')
    const rows = await rowsOf(answer)
    expect(Object.keys(rows[0] ?? {})).toEqual([...attendanceColumns])
    const expected = await naively(sites, key.secret)
    expect(expected.length).toBeGreaterThan(100)
    const sorted = (lines: readonly (readonly string[])[]) => lines.map((line) => line.join()).toSorted()
    expect(sorted(rows.map((row) => Object.values(row)))).toEqual(sorted(expected))
    expect(await rowsOf(await ask(key, undefined, '.excel.csv'), { delimiter: ';', bom: true })).toEqual(rows)
    const order = ({ day = '', session = '', person = '' }: Record<string, string>) => day + session + person
    expect(rows.map(order)).toEqual(rows.map(order).toSorted())
  })

  test('bear the pseudonyms of the key: the same each time, and none in common with another key', async () => {
    const sites = associations.map(({ siteId }) => siteId)
    const [one, other] = [await keyFor(sites, ['attendances:read']), await keyFor(sites, ['attendances:read'])]
    const pseudonyms = async (key: MadeKey) =>
      (await rowsOf(await ask(key))).flatMap(({ person = '', session = '' }) => [person, session])
    const first = await pseudonyms(one)
    expect(await pseudonyms(one)).toEqual(first)
    const known = new Set(await pseudonyms(other))
    expect(first.filter((pseudonym) => known.has(pseudonym))).toEqual([])
  })

  test('of other sites are neither told nor asked for, and each export leaves a trace', async () => {
    const [own, other] = associations
    if (!own || !other) throw new Error('three associations')
    const key = await keyFor([own.siteId], ['attendances:read'])
    const rows = await rowsOf(await ask(key))
    expect(rows).toHaveLength((await naively([own.siteId], key.secret)).length)
    const elsewhere = await ask(key, `from=2023-01-01&to=2025-07-01&site=${other.siteId}`)
    expect([elsewhere.status, await elsewhere.json()]).toMatchObject([404, { code: 'not-found' }])
    const traces = await t.sql(
      `select site_id, reason, actor_kind from audit_event where act = 'attendances.exported'
       and entity_id = (select id from api_key where last_four = $1 order by created_at desc, id desc limit 1)`,
      [key.text.slice(-4)],
    )
    expect(traces).toEqual([{ site_id: own.siteId, reason: '2023-01-01/2025-07-01', actor_kind: 'key' }])
  })

  test('need the scope, a period that begins before it ends, and are a head alone when nobody came', async () => {
    const sites = associations.map(({ siteId }) => siteId)
    const refused = await ask(await keyFor(sites, ['figures:read']))
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { code: 'scope-missing', params: { scopes: ['attendances:read'] } },
    ])
    const key = await keyFor(sites, ['attendances:read'])
    const figures = new URL('/v1/reporting/figures?indicators=ACT-01&from=2024-01-01&to=2025-01-01', t.url)
    const other = await fetch(figures, { headers: { authorization: `Bearer ${key.text}` } })
    expect(await other.json()).toMatchObject({ code: 'scope-missing' })
    const reversed = await ask(key, 'from=2024-01-01&to=2023-01-01')
    expect(await reversed.json()).toMatchObject({ code: 'rule-broken', errors: [{ pointer: '/query/to' }] })
    expect(await (await ask(key, 'from=2010-01-01&to=2011-01-01')).text()).toBe(`${attendanceColumns.join()}\r\n`)
  })
})
