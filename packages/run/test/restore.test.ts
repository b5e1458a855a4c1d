import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../postgres/src/launch.ts'
import { demoFile, migrateFile, serverFile } from '../src/build.ts'
import { mustRunNode } from '../src/child.ts'
import { inRoot } from '../src/paths.ts'
import { findSystemPostgres, startSystemPostgres, type SystemPostgres } from './system-postgres.ts'

// The shipped PostgreSQL has no pg_dump: this needs one of the machine's own (and gpg), and is counted as skipped
// without it. It takes half a minute of both cores, so it belongs to `pnpm prove`.
const bin = findSystemPostgres()
const proof = bin !== undefined && process.env['INTERRA_PROVE'] === 'full' ? describe : describe.skip
const encrypted = spawnSync('gpg', ['--version']).status === 0 ? test : test.skip
const script = (name: string) => inRoot('packages/postgres/docker', name)

proof(`a backup and its restoration (${bin ?? 'no pg_dump of PostgreSQL 15 or newer here'}; run by pnpm prove)`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'interra-backups-'))
  let postgres: SystemPostgres
  let env: Record<string, string>
  let dump = ''
  let restored = ''
  let cookie = ''
  let figures: unknown
  const services: ChildProcess[] = []

  const sql = (text: string, database = 'interra') =>
    execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', text, database], {
      env,
      encoding: 'utf8',
    }).trim()
  const writing = `insert into audit_event (id, actor_kind, act, entity, request_id)
    values (gen_random_uuid(), 'system', 'written', 'nothing', 'restore-test')`
  const written = () => Number(sql("select count(*) from audit_event where act = 'written'"))
  const addressOf = (database: string) => `postgres://interra:owner@127.0.0.1:${env['PGPORT']}/${database}`

  beforeAll(async () => {
    await mustRunNode('Building', ['--import', 'tsx', inRoot('packages/run/src/build.ts')])
    postgres = await startSystemPostgres(bin ?? '')
    env = { ...postgres.env, INTERRA_DB_PASSWORD: 'owner', PGDATABASE: 'interra', BACKUP_DIR: folder }
    execFileSync(script('first-start.sh'), { env, stdio: 'pipe' })
    const owner = { env: { DATABASE_URL: addressOf('interra'), DATA_DIR: folder } }
    await mustRunNode('Migrating', [migrateFile], owner)
    await mustRunNode('Loading the demo', [demoFile], owner)
    const live = await serve('interra')
    cookie = await signIn(live)
    figures = await figuresOf(live)
    const writer = spawn('psql', ['-X', '-q', 'interra'], { env, stdio: ['pipe', 'ignore', 'ignore'] })
    writer.stdin.write(`${writing} \\watch 0.005\n`)
    await sleep(200)
    const before = written()
    dump = execFileSync(script('backup.sh'), { env, encoding: 'utf8' }).trim()
    expect(written()).toBeGreaterThan(before)
    writer.kill('SIGKILL')
    restored = execFileSync(script('restore.sh'), [dump, 'interra_restored'], { env, encoding: 'utf8' })
  }, 180_000)
  afterAll(async () => {
    for (const service of services) service.kill('SIGKILL')
    await postgres.stop()
    rmSync(folder, { recursive: true })
  })

  test('the restored database holds every row that was there when the backup began', () => {
    expect(restored).toMatch(/^The database interra_restored holds what was backed up: \d\d tables, \d+ rows\.$/m)
    const lines = readFileSync(dump.replace('.dump', '.contents'), 'utf8').trim().split('\n')
    for (const table of ['public.person', 'public.attendance', 'history.person', 'graphile_worker._private_jobs'])
      expect(lines.map((line) => line.split('|')[0])).toContain(table)
    const [people] = lines.filter((line) => line.startsWith('public.person|'))
    expect(Number(people?.split('|')[1])).toBe(Number(sql('select count(*) from person')))
  })

  test('the service starts on it, knows who was signed in, and gives the same figures', async () => {
    expect(JSON.stringify(figures).length).toBeGreaterThan(500)
    expect(await figuresOf(await serve('interra_restored'))).toEqual(figures)
  }, 120_000)

  test('walls, rules and owners came back with the rows', () => {
    for (const text of [
      'select count(*) from pg_policy',
      'select count(*) from pg_class where relforcerowsecurity',
      'select count(*) from pg_trigger where not tgisinternal',
      'select count(*) from pg_constraint',
      `select count(*) from pg_class c where relnamespace = 'public'::regnamespace and relowner <> 'interra'::regrole
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`,
    ])
      expect(sql(text, 'interra_restored')).toBe(sql(text))
    execFileSync('pg_amcheck', ['--install-missing', '--heapallindexed', 'interra_restored'], { env, stdio: 'pipe' })
  })

  test('one row that is missing is noticed', () => {
    const one = '(select min(id::text)::uuid from attendance)'
    sql(`alter table attendance disable trigger user; delete from attendance where id = ${one}`, 'interra_restored')
    const flags = ['-X', '-q', '-A', '-t', '-f', script('contents.sql'), 'interra_restored']
    const now = execFileSync('psql', flags, { env, encoding: 'utf8' }).split('\n')
    const then = readFileSync(dump.replace('.dump', '.contents'), 'utf8').split('\n')
    const different = then.filter((line, index) => line !== now[index]).map((line) => line.split('|')[0])
    expect(different).toContain('public.attendance')

    const changed = path.join(folder, 'changed.dump')
    execFileSync('cp', [dump, changed])
    const wrong = then.map((line) => line.replace(/^(public\.person\|\d+\|).*/, '$17'))
    writeFileSync(changed.replace('.dump', '.contents'), wrong.join('\n'))
    const refused = spawnSync(script('restore.sh'), [changed, 'interra_other'], { env, encoding: 'utf8' })
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('does NOT hold what was backed up')
  })

  test('a restoration never touches a database that is there', () => {
    const again = spawnSync(script('restore.sh'), [dump, 'interra'], { env, encoding: 'utf8' })
    expect(again.status).not.toBe(0)
    expect(again.stderr).toContain('already exists')
  })

  test('backups that are too old go after a good one, and a failed one leaves nothing', () => {
    const old = path.join(folder, 'interra-20200101T000000Z.dump')
    writeFileSync(old, '')
    execFileSync('touch', ['-d', '40 days ago', old])
    const failed = spawnSync(script('backups.sh'), ['once'], { env: { ...env, PGPASSWORD: 'wrong' }, encoding: 'utf8' })
    expect(failed.status).toBe(1)
    expect(readdirSync(folder)).toContain(path.basename(old))
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    execFileSync(script('backups.sh'), ['once'], { env, stdio: 'pipe' })
    expect(readdirSync(folder)).not.toContain(path.basename(old))
    expect(spawnSync(script('backups.sh'), ['check'], { env }).status).toBe(0)
    execFileSync('find', [folder, '-name', '*.dump*', '-exec', 'touch', '-d', '3 days ago', '{}', '+'])
    expect(spawnSync(script('backups.sh'), ['check'], { env }).status).toBe(1)
  })

  encrypted(
    'an encrypted backup is opened by the owner of the key alone',
    () => {
      const keys = path.join(folder, 'keys')
      const gpg = (...args: string[]) =>
        execFileSync('gpg', ['--homedir', keys, '--batch', '--quiet', '--passphrase', '', ...args], { stdio: 'pipe' })
      mkdirSync(keys, { mode: 0o700 })
      gpg('--quick-generate-key', 'backup@example.org')
      const publicKey = path.join(folder, 'backup.asc')
      gpg('--armor', '--output', publicKey, '--export')
      const secret = execFileSync(script('backup.sh'), {
        env: { ...env, BACKUP_PUBLIC_KEY: publicKey },
        encoding: 'utf8',
      }).trim()
      expect(secret).toMatch(/\.dump\.gpg$/)
      expect(readFileSync(secret).includes('PGDMP')).toBe(false)
      expect(gpg('--decrypt', secret).subarray(0, 5).toString()).toBe('PGDMP')
      execFileSync('gpgconf', ['--homedir', keys, '--kill', 'all'])
    },
    60_000,
  )

  async function serve(database: string): Promise<string> {
    const port = await freePort()
    const service = spawn(process.execPath, [serverFile], {
      env: { DATABASE_URL: addressOf(database), PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'silent' },
      stdio: 'ignore',
    })
    services.push(service)
    const url = `http://localhost:${port}`
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return url
      await sleep(50)
    }
    throw new Error(`the service does not start on ${database}`)
  }

  async function signIn(url: string): Promise<string> {
    const { accounts }: { accounts: { email: string; password: string }[] } = JSON.parse(
      readFileSync(path.join(folder, 'demo-credentials.json'), 'utf8'),
    )
    const { email, password } = accounts.find((one) => one.email.startsWith('evaluation')) ?? {}
    const answer = await fetch(`${url}/v1/auth/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-interra-client': '1' },
      body: JSON.stringify({ email, password }),
    })
    expect(answer.status).toBe(201)
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  }

  async function figuresOf(url: string): Promise<unknown> {
    const answer = await fetch(`${url}/v1/impact/figures?from=2019-09-02&to=2030-01-01`, { headers: { cookie } })
    expect(answer.status).toBe(200)
    const body: unknown = await answer.json()
    // when it was computed, and as known when: the present in both
    return { ...Object(body), asOf: null, computedAt: null }
  }
})
