import { afterAll, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ensureDatabase, runSql, startPostgres, type Postgres } from '../src/index.ts'
import { startParent } from './parent-process.ts'

const full = process.env.INTERRA_PROVE === 'full'
const folder = mkdtempSync(path.join(tmpdir(), 'interra-kept-'))
chmodSync(folder, 0o711)
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let made = 0
const newDir = () => path.join(folder, `postgres-${made++}`)

async function withServer<T>(dir: string, work: (server: Postgres) => Promise<T>): Promise<T> {
  const server = await startPostgres({ dir, durable: true })
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

test('no acknowledged row is lost when the server is killed under writes', async () => {
  const dir = newDir()
  const acknowledged = new Set<number>()
  await withServer(dir, ({ url }) => runSql(url, ['create table row (id int primary key)']))
  for (let round = 0; round < (full ? 10 : 2); round++) {
    const server = await startPostgres({ dir, durable: true })
    const writers = Array.from({ length: 8 }, (_, writer) =>
      writeUntilRefused(server.url, round * 8 + writer, acknowledged),
    )
    await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 400))
    process.kill(server.pid, 'SIGKILL')
    await Promise.all(writers)
  }
  const kept = await withServer(dir, ({ url }) => runSql(url, ['select id from row']))
  const ids = new Set(kept.map((row) => Number(row.id)))
  expect(acknowledged.size).toBeGreaterThan(100)
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([])
}, 180_000)

async function writeUntilRefused(url: string, writer: number, acknowledged: Set<number>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    for (let n = 0; ; n++) {
      const id = writer * 1_000_000 + n
      await client.query('insert into row values ($1)', [id])
      acknowledged.add(id)
    }
  } catch {
    await client.end().catch(() => undefined)
  }
}

test('a server left behind by a killed parent is taken on by the next start', async () => {
  const dir = newDir()
  const parent = startParent('lasting', dir)
  const left = await parent.ready
  await parent.killed()
  await withServer(dir, async (server) => {
    expect(server.adopted).toBe(true)
    expect(left).toMatchObject({ pid: server.pid, port: server.port })
    expect(await runSql(server.url, ['select 1 as one'])).toEqual([{ one: 1 }])
  })
})

test('a parent killed at any moment of its first start leaves a folder that starts', async () => {
  for (const moment of full ? [300, 500, 700, 900, 1100, 1300, 1500] : [900]) {
    const dir = newDir()
    const parent = startParent('lasting', dir)
    parent.ready.catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, moment))
    await parent.killed()
    await withServer(dir, ({ url }) => ensureDatabase(url, 'interra'))
  }
}, 60_000)

test('a left-over process number that now belongs to a stranger does not prevent the start', async () => {
  const dir = newDir()
  const server = await startPostgres({ dir, durable: true })
  await runSql(server.url, ['create table kept as select 42 as answer'])
  process.kill(server.pid, 'SIGKILL')
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(stranger, 'spawn')
  const pidFile = path.join(dir, 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)))
  const rows = await withServer(dir, ({ url }) => runSql(url, ['select answer from kept']))
  expect(rows).toEqual([{ answer: 42 }])
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('writes wait for the disk, pages carry checksums, and a start on existing data takes under a second', async () => {
  const dir = newDir()
  await withServer(dir, async ({ url }) => {
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
      expect(await runSql(url, [`show ${name}`])).toEqual([{ [name]: 'on' }])
  })
  const times: number[] = []
  do {
    const before = performance.now()
    await withServer(dir, () => Promise.resolve(times.push(performance.now() - before)))
  } while (Math.min(...times) >= 1000 && times.length < 5)
  expect(Math.min(...times)).toBeLessThan(1000)
})

test('only this machine reaches it, and only with the password that its owner alone can read', async () => {
  const dir = newDir()
  await withServer(dir, async ({ url }) => {
    expect(await runSql(url, ['show listen_addresses'])).toEqual([{ listen_addresses: '127.0.0.1' }])
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(runSql(wrong.href, ['select 1'])).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600)
  })
})
