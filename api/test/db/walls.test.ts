import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { newId } from '../../src/platform/ids.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { startApi, type Api } from '../harness.ts'
import { anyRow, looseConstraints, walledTables, type WalledTable } from './any-row.ts'

let t: Api
let tables: WalledTable[]
beforeAll(async () => {
  t = await startApi()
  tables = await walledTables(t)
  await looseConstraints(t)
  for (const table of tables) for (const siteId of [t.sites.liege, t.sites.pilot]) await anyRow(t, table, siteId)
})
afterAll(() => t.stop())

const inScope = (...sites: string[]): Scope => ({
  sites,
  filterSites: sites,
  actorKind: 'system',
  actorId: null,
  requestId: 'walls',
})
const statement = (text: string) => ({ name: createHash('sha1').update(text).digest('hex'), text })
const count = async (scope: Scope, table: string, where: string, values: unknown[]) => {
  const text = `select count(*) as n from ${table} where ${where}`
  const [row] = await t.database.read(scope, (db) => db.hot<{ n: number }>(statement(text), values))
  return row?.n
}
/** Rows that a change touched; none when the role may not even try. */
const touched = (scope: Scope, text: string, values: unknown[]) =>
  t.database
    .write(scope, (db) => db.hot(statement(text), values))
    .then((rows) => rows.length)
    .catch((error: unknown) => (error instanceof Error && error.message.includes('42501') ? 0 : Promise.reject(error)))

describe('[J2] the second wall', () => {
  test('every table with a site is behind it, for its owner too, and the application owns nothing', async () => {
    const open = await t.sql(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relkind in ('r', 'p') and a.attname = 'site_id' and not a.attisdropped
         and not (c.relrowsecurity and c.relforcerowsecurity and exists (
           select from pg_policy p where p.polrelid = c.oid and p.polname = 'wall'))`,
    )
    expect(open).toEqual([])
    expect(await t.sql("select relname from pg_class where relowner = 'interra_app'::regrole")).toEqual([])
    expect(tables.length).toBeGreaterThan(30)
  })

  test('a caller of one site reads the rows of that site and none of another, whatever is asked', async () => {
    for (const { name } of tables) {
      const scope = inScope(t.sites.liege)
      expect([name, await count(scope, name, 'site_id = $1', [t.sites.liege])]).not.toEqual([name, 0])
      expect([name, await count(scope, name, 'site_id <> $1', [t.sites.liege])]).toEqual([name, 0])
      expect([name, await count(inScope(), name, 'site_id is not null', [])]).toEqual([name, 0])
      expect([
        name,
        await count(inScope(t.sites.liege, t.sites.pilot), name, 'site_id = $1', [t.sites.pilot]),
      ]).not.toEqual([name, 0])
    }
  })

  test('and changes, deletes or adds none there', async () => {
    const scope = inScope(t.sites.liege)
    for (const { name, columns } of tables) {
      const before = await t.sql(
        `select md5(string_agg(r::text, '' order by r::text)) from ${name} r where site_id = $1`,
        [t.sites.pilot],
      )
      const pilot = [t.sites.pilot]
      expect([
        name,
        await touched(scope, `update ${name} set site_id = site_id where site_id = $1 returning 1`, pilot),
      ]).toEqual([name, 0])
      expect([name, await touched(scope, `delete from ${name} where site_id = $1 returning 1`, pilot)]).toEqual([
        name,
        0,
      ])
      const own = columns.map((column) => (column === 'site_id' ? '$1::uuid' : `"${column}"`)).join(', ')
      const copy = `insert into ${name} (${columns.map((column) => `"${column}"`).join(', ')}) select ${own} from ${name} limit 1 returning 1`
      expect([name, await touched(scope, copy, pilot)]).toEqual([name, 0])
      const after = await t.sql(
        `select md5(string_agg(r::text, '' order by r::text)) from ${name} r where site_id = $1`,
        [t.sites.pilot],
      )
      expect([name, after]).toEqual([name, before])
    }
  })

  test('rows cannot be moved to another site', async () => {
    const move = 'update partner set site_id = $1 where site_id <> $1 returning 1'
    expect(await touched(inScope(t.sites.liege), move, [t.sites.pilot])).toBe(0)
  })
})

describe('[F5] the wall around each partner', () => {
  const sandboxes = [false, true]
  const ids = [newId(), newId()]
  let walled: (WalledTable & { own: string })[]
  const asPartner = (id: string, test: boolean): Scope => ({
    ...inScope(),
    partner: { id, siteId: t.sites.liege, test },
  })
  beforeAll(async () => {
    const policies = await t.sql<{ name: string }>(
      `select polrelid::regclass::text as name from pg_policy where pg_get_expr(polqual, polrelid) like '%interra.partner()%'`,
    )
    const opened = new Set(policies.map(({ name }) => name))
    walled = tables
      .filter(({ name }) => opened.has(name))
      .map((table) => {
        const sandboxed = table.columns.includes('is_test') ? ' and is_test = $2' : ' and $2::boolean is not null'
        return { ...table, own: `${table.name === 'partner' ? 'id' : 'partner_id'} = $1${sandboxed}` }
      })
    for (const id of ids)
      for (const is_test of sandboxes)
        for (const table of walled) {
          if (table.name === 'partner' && is_test) continue
          await anyRow(t, table, t.sites.liege, { partner_id: id, is_test, ...(table.name === 'partner' && { id }) })
        }
  })

  test('it stands around what a partner has a part in', () => {
    expect(walled.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'partner',
        'agreement',
        'referral',
        'referral_event',
        'webhook_endpoint',
        'webhook_event',
      ]),
    )
  })

  test('a key reads the rows of its partner, of the sandbox or not, none of another partner, and no table about people', async () => {
    const opened = new Map(walled.map(({ name, own }) => [name, own]))
    for (const id of ids)
      for (const test of sandboxes)
        for (const { name } of tables) {
          const own = opened.get(name)
          const scope = asPartner(id, test)
          if (own) expect([name, await count(scope, name, own, [id, test])]).not.toEqual([name, 0])
          const others = own
            ? await count(scope, name, `not (${own})`, [id, test])
            : await count(scope, name, 'true', [])
          expect([name, others]).toEqual([name, 0])
        }
  })

  test('and changes, deletes or adds none of another, nor turns its own into one of the sandbox', async () => {
    const [one = '', other = ''] = ids
    const scope = asPartner(one, false)
    const all = (name: string) => t.sql(`select md5(string_agg(r::text, '' order by r::text)) from ${name} r`)
    for (const { name, columns, own } of walled) {
      const before = await all(name)
      for (const values of [[other, false], [other, true], ...(columns.includes('is_test') ? [[one, true]] : [])]) {
        for (const act of [`update ${name} set site_id = site_id where ${own}`, `delete from ${name} where ${own}`])
          expect([act, await touched(scope, `${act} returning 1`, values)]).toEqual([act, 0])
        const given: Record<string, string> = {
          partner_id: '$1::uuid',
          is_test: '$2::boolean',
          id: 'gen_random_uuid()',
        }
        if (name === 'partner') given['id'] = '$1::uuid'
        const copied = columns.map((column) => given[column] ?? `"${column}"`).join(', ')
        const copy = `insert into ${name} (${columns.map((column) => `"${column}"`).join(', ')})
          select ${copied} from ${name} where $2::boolean is not null limit 1 returning 1`
        expect([copy, await touched(scope, copy, values)]).toEqual([copy, 0])
      }
      expect([name, await all(name)]).toEqual([name, before])
    }
  })
})

describe('the scope of a connection', () => {
  const sitesSeen = async (scope: Scope) => {
    const [row] = await t.database.read(scope, (db) =>
      db.hot<{ sites: string[] }>(statement('select array_agg(distinct site_id::text) as sites from partner'), []),
    )
    return row?.sites ?? []
  }
  // one connection serves everybody, so that any leak shows
  let single: Api
  beforeAll(async () => void (single = await startApi({ database: { connections: 1 } })))
  afterAll(() => single.stop())

  test('is that of the request, whoever used the connection before', async () => {
    for (const site of [t.sites.liege, t.sites.pilot, t.sites.liege])
      expect(await sitesSeen(inScope(site))).toEqual([site])
    expect(await sitesSeen(inScope())).toEqual([])
  })

  test('costs no round trip while it stays the same', async () => {
    const look = (site: string) => () =>
      single.database.read(inScope(site), (db) => db.hot(statement('select count(*) from partner'), []))
    await look(single.sites.liege)()
    expect(await single.countQueries(look(single.sites.liege))).toBe(1)
    expect(await single.countQueries(look(single.sites.pilot))).toBe(2)
  })

  test('does not outlive an error, a transaction, or a transaction that failed', async () => {
    const { database, sites, given } = single
    await given.person({ site: 'liege' })
    await given.person({ site: 'pilot' })
    const seen = async (scope: Scope) =>
      (
        await database.read(scope, (db) => db.hot<{ site_id: string }>(statement('select site_id from person'), []))
      ).map(({ site_id }) => site_id)
    const fail = { name: 'fails', text: 'select 1 / 0' }
    expect(await seen(inScope(sites.liege))).toEqual([sites.liege])
    await expect(database.read(inScope(sites.pilot), (db) => db.hot(fail, []))).rejects.toThrow('22012')
    expect(await seen(inScope(sites.liege))).toEqual([sites.liege])
    await expect(database.write(inScope(sites.pilot), (db) => db.hot(fail, []))).rejects.toThrow('22012')
    expect(await seen(inScope())).toEqual([])
    await database.system('everywhere', (db) => db.hot(statement('select site_id from person'), []))
    expect(await seen(inScope(sites.pilot))).toEqual([sites.pilot])
    await database.write(inScope(sites.liege, sites.pilot), (db) => db.hot(statement('select 1'), []))
    expect(await seen(inScope(sites.pilot))).toEqual([sites.pilot])
  })

  test('takes nothing that is not a UUID', async () => {
    await expect(t.database.read(inScope("},{'"), () => Promise.resolve())).rejects.toThrow(TypeError)
  })

  test('is the one of its own request among forty at once', async () => {
    const order = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? t.sites.pilot : t.sites.liege))
    const seen = await Promise.all(order.map((site) => sitesSeen(inScope(site))))
    expect(seen).toEqual(order.map((site) => [site]))
  })
})
