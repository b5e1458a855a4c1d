import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { databaseUrl, ensureDatabase, newTestDatabase, runSql } from '@interra/postgres'
import { randomBytes, randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { migrate, migrationsFolder } from '../../src/platform/db/migrate.ts'
import { connectOwner, type Owner } from '../owner.ts'

interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}
const journalOf = async (folder: string) =>
  JSON.parse(await readFile(path.join(folder, 'meta/_journal.json'), 'utf8')) as Journal

/** An empty database beside that of the test run. */
async function emptyDatabase(): Promise<string> {
  const migrated = await newTestDatabase()
  const name = `${new URL(migrated).pathname.slice(1)}_${randomBytes(3).toString('hex')}`
  return ensureDatabase(databaseUrl(migrated, 'postgres'), name)
}

/** The migrations, and one more with the given SQL. */
async function withOneMore(text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'interra-migrations-'))
  await cp(migrationsFolder(), folder, { recursive: true })
  const journal = await journalOf(folder)
  const when = Math.max(...journal.entries.map((entry) => entry.when)) + 1
  journal.entries.push({ ...journal.entries[0], idx: journal.entries.length, when, tag: '9999_more' })
  await writeFile(path.join(folder, '9999_more.sql'), text)
  await writeFile(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal))
  return folder
}

const applied = async (url: string) =>
  (await runSql(url, ['select count(*)::int as n from drizzle.__drizzle_migrations']))[0]?.['n']

describe('the journal of migrations', () => {
  test('names every file once, in order, and each was applied', async () => {
    const { entries } = await journalOf(migrationsFolder())
    const files = (await readdir(migrationsFolder())).filter((file) => file.endsWith('.sql')).sort()
    expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(files)
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, index) => index))
    // the migrator skips, without a word, what is older than the last one it applied
    for (const [index, { when }] of entries.entries()) expect(when).toBeGreaterThan(entries[index - 1]?.when ?? 0)
    expect(await applied(await newTestDatabase())).toBe(entries.length)
  })
})

describe('duos that there are before their pauses and talks are kept', () => {
  /** Everything up to a migration, as it stood before the next one. */
  async function upTo(tag: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'interra-migrations-'))
    await cp(migrationsFolder(), folder, { recursive: true })
    const journal = await journalOf(folder)
    journal.entries = journal.entries.filter((entry) => entry.tag <= tag)
    await writeFile(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal))
    return folder
  }

  test('[C8] a pause begins on the day it began at the site, and nobody is called out of the pool for a talk', async () => {
    const url = await emptyDatabase()
    await migrate(url, await upTo('0011_trainings'))
    const owner = connectOwner(url)
    const site = randomUUID()
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const duo = (status: string, more: string, values: string) => {
      const id = randomUUID()
      const two = [1, 2, 3, 4].map(() => `'${randomUUID()}'`).join(', ')
      return {
        id,
        text: `insert into duo (id, site_id, status, newcomer_id, local_id, newcomer_candidacy_id, local_candidacy_id,
            matched_on, newcomer_group, local_group, origin, proposed_at, expires_at, newcomer_accepted_at,
            newcomer_accepted_through, local_accepted_at, local_accepted_through, first_meeting_on, starts_on, ${more})
          values ('${id}', '${site}', '${status}', ${two}, '2026-01-01', 'newcomer', 'local', 'suggestion',
            '2026-01-01', '2026-01-15', '2026-01-02', 'link', '2026-01-02', 'link', '2026-01-05', '2026-01-06', ${values})`,
      }
    }
    const changed = duo('paused', 'paused_until, updated_at', `'2026-04-01', '2026-03-20T10:00:00Z'`)
    const inserted = duo('paused', 'paused_until, updated_at', `'2026-04-01', '2026-03-20T23:30:00Z'`)
    const cooled = duo('ended_early', 'end_reason, ended_on', `'mismatch', '${day(-32)}'`)
    const cooling = duo('ended_early', 'end_reason, ended_on', `'communication', '${day(-20)}'`)
    const moved = duo('ended_early', 'end_reason, ended_on', `'moved', '${day(-90)}'`)
    await owner.sql(`set session_replication_role = replica;
      insert into site (id, code, name, time_zone, opens_on)
        values ('${site}', 'here', 'Ici', 'Europe/Brussels', '2026-01-01');
      ${[changed, inserted, cooled, cooling, moved].map(({ text }) => text).join('; ')};
      insert into history.duo (id, site_id, status, recorded_from, recorded_to) values
        ('${changed.id}', '${site}', 'paused', '2026-02-01', '2026-02-10'),
        ('${changed.id}', '${site}', 'active', '2026-02-10', '2026-03-09T23:30:00Z'),
        ('${changed.id}', '${site}', 'paused', '2026-03-09T23:30:00Z', '2026-03-20T10:00:00Z')`)
    await migrate(url)
    const kept = async ({ id }: { readonly id: string }) =>
      (await owner.sql('select paused_on, newcomer_talked_on, local_talked_on from duo where id = $1', [id]))[0]
    const none = { paused_on: null, newcomer_talked_on: null, local_talked_on: null }
    expect(await kept(changed)).toEqual({ ...none, paused_on: '2026-03-10' })
    expect(await kept(inserted)).toEqual({ ...none, paused_on: '2026-03-21' })
    expect(await kept(cooled)).toEqual({ ...none, newcomer_talked_on: day(-32), local_talked_on: day(-32) })
    expect(await kept(cooling)).toEqual(none)
    expect(await kept(moved)).toEqual(none)
    await owner.close()
  }, 30_000)
})

describe('migrating', () => {
  let url: string
  let owner: Owner
  beforeAll(async () => {
    url = await emptyDatabase()
    owner = connectOwner(url)
  })
  afterAll(() => owner.close())

  test('three copies of the service that start at once do it once', async () => {
    await Promise.all([migrate(url), migrate(url), migrate(url)])
    expect(await applied(url)).toBe((await journalOf(migrationsFolder())).entries.length)
    const [jobs] = await owner.sql("select to_regclass('graphile_worker.jobs') is not null as there")
    expect(jobs).toEqual({ there: true })
  })

  test('one that was interrupted leaves nothing and is run again', async () => {
    const folder = await withOneMore(
      'create table half_done (id int); select pg_sleep(60); create table done (id int);',
    )
    const interrupted = migrate(url, folder).catch((error: unknown) => error)
    const sleeping = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`
    while ((await owner.sql(sleeping)).length === 0) await pause(20)
    expect(await interrupted).toBeInstanceOf(Error)
    expect(await owner.sql("select to_regclass('half_done') as half")).toEqual([{ half: null }])
    await writeFile(path.join(folder, '9999_more.sql'), 'create table done (id int);')
    await migrate(url, folder)
    expect(await owner.sql('select * from done')).toEqual([])
  })

  test('waits for a busy table without making others wait behind it for long', async () => {
    const fresh = await newTestDatabase()
    const busy = connectOwner(fresh)
    const folder = await withOneMore('alter table partner add column more int;')
    const held = busy.sql('lock table partner in access share mode; select pg_sleep(3)')
    await pause(100)
    const migrated = migrate(fresh, folder)
    const waits: number[] = []
    for (let i = 0; i < 10; i++) {
      const start = performance.now()
      await busy.sql('select count(*) from partner')
      waits.push(performance.now() - start)
      await pause(200)
    }
    await Promise.all([held, migrated])
    expect(Math.max(...waits)).toBeLessThan(2500)
    expect(await busy.sql('select count(more) as n from partner')).toEqual([{ n: 0 }])
    await busy.close()
  })
})
