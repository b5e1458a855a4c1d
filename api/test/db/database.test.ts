import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { problem } from '@interra/contracts'
import { pgTable, integer, uuid } from 'drizzle-orm/pg-core'
import { setTimeout as pause } from 'node:timers/promises'
import { createDatabase } from '../../src/platform/db/database.ts'
import { onConstraint } from '../../src/platform/db/failures.ts'
import { guardVersion } from '../../src/platform/db/guard-version.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { newId } from '../../src/platform/ids.ts'
import { startApi, type Api } from '../harness.ts'
import { startProxy } from './proxy.ts'

let t: Api
let scope: Scope
beforeAll(async () => {
  t = await startApi()
  const sites = [t.sites.liege]
  scope = { sites, filterSites: sites, actorKind: 'system', actorId: null, requestId: 'database' }
})
afterAll(() => t.stop())

const partners = pgTable('partner', {
  id: uuid('id').primaryKey(),
  siteId: uuid('site_id'),
  version: integer('version'),
})
const hot = (name: string, text: string) => (values: unknown[]) =>
  t.database.write(scope, (db) => db.hot({ name, text }, values))
const sleep = { name: 'sleep', text: 'select pg_sleep($1)' }

describe('a transaction', () => {
  test('leaves nothing when what it does is refused', async () => {
    const id = newId()
    const refused = t.database.write(scope, async (db) => {
      await db.hot({ name: 'add-venue', text: 'insert into venue (id, site_id, name) values ($1, $2, $3)' }, [
        id,
        t.sites.liege,
        'X',
      ])
      throw problem('rule-broken')
    })
    await expect(refused).rejects.toHaveProblem('rule-broken')
    expect(await t.sql('select 1 from venue where id = $1', [id])).toEqual([])
  })

  test('does not commit when an error inside it was swallowed', async () => {
    const swallowed = t.database.write(scope, async (db) => {
      await db.hot({ name: 'broken', text: 'select 1 / 0' }, []).catch(() => undefined)
    })
    await expect(swallowed).rejects.toThrow('had failed before its commit')
  })

  test('two that lock the same rows the other way round both succeed in the end', async () => {
    const [one, two] = [await t.given.venue(), await t.given.venue()]
    let runs = 0
    const both = (first: string, second: string) =>
      t.database.write(scope, async (db) => {
        runs++
        const touch = {
          name: 'touch-venue',
          text: "update venue set cost_note = coalesce(cost_note, '') || 'x' where id = $1",
        }
        await db.hot(touch, [first])
        await pause(100)
        await db.hot(touch, [second])
      })
    await Promise.all([both(one.id, two.id), both(two.id, one.id)])
    expect(runs).toBeGreaterThan(2)
    expect(await t.sql('select cost_note from venue where id = any($1)', [[one.id, two.id]])).toEqual([
      { cost_note: 'xx' },
      { cost_note: 'xx' },
    ])
  })
})

describe('a version', () => {
  test('[L7] that is not the present one is refused with the present one; a row out of scope is not found', async () => {
    const [own, foreign] = await Promise.all(
      (['liege', 'pilot'] as const).map((site) =>
        t.insert<{ id: string }>('partner', { id: newId(), site_id: t.sites[site], name: 'CPAS', types: ['cpas'] }),
      ),
    )
    const guard = (id: string | undefined, version: number) =>
      t.database.write(scope, (db) => guardVersion(db, scope, partners, id ?? '', version))
    await guard(own?.id, 1)
    await t.sql("update partner set name = 'Autre' where id = $1", [own?.id])
    await expect(guard(own?.id, 1)).rejects.toHaveProblem('version-outdated', { version: 2 })
    await expect(guard(foreign?.id, 1)).rejects.toHaveProblem('not-found')
    await expect(guard(newId(), 1)).rejects.toHaveProblem('not-found')
  })
})

describe('what PostgreSQL refuses', () => {
  test('a broken constraint has the meaning its store gives it', async () => {
    const term = {
      id: newId(),
      site_id: t.sites.liege,
      taxonomy: 'channel',
      labels: '{}',
      position: 1,
      starts_on: '2026-01-01',
    }
    await t.insert('taxonomy_term', { ...term, code: 'twice' })
    const insert = hot(
      'twice',
      `insert into taxonomy_term (id, site_id, taxonomy, code, labels, position, starts_on)
       values ($1, $2, 'channel', 'twice', '{}', 1, '2026-01-01')`,
    )
    const again = () => insert([newId(), t.sites.liege])
    await expect(
      again().catch((error: unknown) => onConstraint(error, { taxonomy_term_code_key: () => problem('code-taken') })),
    ).rejects.toHaveProblem('code-taken')
    await expect(again()).rejects.toMatchObject({ sqlState: '23505', constraint: 'taxonomy_term_code_key' })
  })

  test.each([
    ['a NUL character', 'select $1::text', 'a\u0000b'],
    ['an escaped NUL in JSON', 'select $1::jsonb', '"\\u0000"'],
    ['half a character in JSON', 'select $1::jsonb', '"\\ud800"'],
    ['a number too large', 'select $1::int', '2147483648'],
    ['31 April', 'select $1::date', '2026-04-31'],
    ['something that is no UUID', 'select $1::uuid', 'x'],
  ])('%s is the sender’s mistake, never ours', async (what, text, value) => {
    await expect(hot(what, text)([value])).rejects.toHaveProblem('validation-failed')
  })

  test('an error that reaches the log quotes no value unless a test asks', async () => {
    const quiet = createDatabase({ url: t.databaseUrl })
    const secret = 'secret-name'
    const insert = { name: 'quiet', text: 'insert into venue (id, site_id, name) values ($1, $2, $3)' }
    const id = newId()
    const twice = async () => {
      for (let i = 0; i < 2; i++) await quiet.write(scope, (db) => db.hot(insert, [id, t.sites.liege, secret]))
    }
    const error = await twice().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ message: 'SQLSTATE 23505 on venue_pkey of venue' })
    expect(Object.values(error ?? {}).join()).not.toContain(id)
    await quiet.close()
  })
})

describe('a database in trouble is said to be unavailable', () => {
  test('when a statement takes too long', async () => {
    const hasty = createDatabase({ url: t.databaseUrl, statementTimeoutMs: 100 })
    await expect(hasty.read(scope, (db) => db.hot(sleep, [5]))).rejects.toHaveProblem('unavailable')
    await hasty.ping()
    await hasty.close()
  })

  test('when too many wait, at once; and when a connection does not come, after two seconds', async () => {
    const small = createDatabase({ url: t.databaseUrl, connections: 1, waiting: 2 })
    const work = () => small.read(scope, (db) => db.hot(sleep, [2.6]))
    const start = performance.now()
    const refusedAfter = async (promise: Promise<unknown>) => {
      await expect(promise).rejects.toHaveProblem('unavailable')
      return performance.now() - start
    }
    const first = work()
    await pause(50)
    const [waited, alsoWaited, turnedAway] = [work(), work(), work()].map(refusedAfter)
    expect(await turnedAway).toBeLessThan(1500)
    for (const late of [waited, alsoWaited]) expect(await late).toBeGreaterThan(1900)
    await first
    expect(small.counts().waiting).toBe(0)
    await small.close()
  })

  test('when a row stays locked', async () => {
    const { id } = await t.given.venue()
    const hasty = createDatabase({ url: t.databaseUrl, statementTimeoutMs: 3000 })
    const held = t.sql(`begin; select from venue where id = '${id}' for update; select pg_sleep(3); commit`)
    await pause(100)
    const start = performance.now()
    const change = { name: 'locked', text: 'update venue set cost_note = $2 where id = $1' }
    await expect(hasty.write(scope, (db) => db.hot(change, [id, 'y']))).rejects.toHaveProblem('unavailable')
    expect(performance.now() - start).toBeLessThan(2800)
    await held
    await hasty.close()
  })

  test('when its connections are ended, and it serves again afterwards', async () => {
    const lost: string[] = []
    const database = createDatabase({
      url: t.databaseUrl,
      applicationName: 'to-be-ended',
      onError: (error) => lost.push(error.message),
    })
    await Promise.all([1, 2, 3].map(() => database.read(scope, (db) => db.hot(sleep, [0.05]))))
    const busy = expect(database.write(scope, (db) => db.hot(sleep, [5]))).rejects.toHaveProblem('unavailable')
    await pause(100)
    await t.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'to-be-ended%'")
    await busy
    await pause(50)
    expect(lost.length).toBeGreaterThan(0)
    await database.read(scope, (db) => db.hot(sleep, [0]))
    await database.close()
  })

  test('when it falls silent, and it serves again when it speaks', async () => {
    const proxy = await startProxy(new URL(t.databaseUrl))
    const url = new URL(t.databaseUrl)
    url.port = String(proxy.port)
    const database = createDatabase({ url: url.href, statementTimeoutMs: 300, connections: 2 })
    await database.write(scope, (db) => db.hot(sleep, [0]))
    proxy.silence(true)
    const start = performance.now()
    const works = [
      database.write(scope, (db) => db.hot(sleep, [0])),
      database.read(scope, (db) => db.hot(sleep, [0])),
      database.read(scope, (db) => db.hot(sleep, [0])),
    ]
    for (const work of works) await expect(work).rejects.toHaveProblem('unavailable')
    expect(performance.now() - start).toBeLessThan(6000)
    proxy.silence(false)
    await database.write(scope, (db) => db.hot(sleep, [0]))
    await database.close()
    await proxy.stop()
  })

  test('when nothing listens', async () => {
    const nowhere = createDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' })
    await expect(nowhere.ping()).rejects.toHaveProblem('unavailable')
    await nowhere.close()
  })
})
