import { beforeAll, afterAll, expect, test } from '@jest/globals'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@interra/postgres'
import { isAlive, readPostmaster, stopPostmaster } from '../../postgres/src/postmaster.ts'
import { buildAll } from '../src/build.ts'
import { Start } from './start-process.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'interra-start-'))
chmodSync(dataDir, 0o711)
let port = 0
/** 5 seconds on a machine of one's own; in the short form other tests share it. */
const limitMs = process.env.INTERRA_PROVE === 'full' ? 5000 : 15_000
const answers = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined))?.status

/** The first answer that is neither an error nor false. */
async function eventually<T>(look: () => Promise<T>): Promise<T> {
  for (;;) {
    const seen = await look().catch(() => false as const)
    if (seen !== false) return seen
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

beforeAll(async () => {
  port = await freePort()
  await buildAll()
}, 120_000)
afterAll(async () => {
  await Promise.all(starts.map((one) => one.signal('SIGINT')))
  const left = readPostmaster(path.join(dataDir, 'postgres'))
  if (left) await stopPostmaster(left.pid)
  rmSync(dataDir, { recursive: true, force: true })
})

const starts: Start[] = []
function start(atPort = port, folder = dataDir): Start {
  const one = new Start(folder, atPort)
  starts.push(one)
  return one
}

test('the first start ends in a ready line with the accounts of the demo, which only their owner can read', async () => {
  const interra = start()
  await interra.ready()
  expect(interra.output).toContain(`Interra is ready: http://localhost:${port}\n`)
  expect(interra.output).toMatch(/coordinator/)
  expect(statSync(path.join(dataDir, 'demo-credentials.json')).mode & 0o777).toBe(0o600)
  await interra.sql('create table kept as select 42 as answer')

  const second = start(await freePort())
  expect(await second.ended).toBe(1)
  expect(second.output).toContain(`already runs in this folder: http://localhost:${port}`)

  const { postgres } = interra
  expect(await interra.signal('SIGINT')).toBe(0)
  expect(isAlive(postgres)).toBe(false)
  expect(await answers()).toBeUndefined()
}, 60_000)

test('a second start is ready in seconds, and after kill -9 nothing is lost', async () => {
  const interra = start()
  expect(await interra.ready()).toBeLessThan(limitMs)
  const { postgres } = interra
  await interra.signal('SIGKILL')

  const next = start()
  await next.ready()
  expect(next.postgres).toBe(postgres)
  expect(await next.sql('select answer from kept')).toEqual([{ answer: 42 }])
  expect(JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8'))).toHaveProperty('pid')

  process.kill(postgres, 'SIGKILL')
  const again = await eventually(() => next.sql('select answer from kept'))
  expect(again).toEqual([{ answer: 42 }])
  expect(next.postgres).not.toBe(postgres)
  expect(await eventually(async () => (await answers()) === 200)).toBe(true)
  expect(await next.signal('SIGINT')).toBe(0)
}, 60_000)

test('a port that another program uses is named, with the way out', async () => {
  const taken = await freePort()
  const other = createServer().listen(taken, '127.0.0.1')
  const interra = start(taken, path.join(dataDir, 'other'))
  expect(await interra.ended).toBe(1)
  expect(interra.output).toContain(
    `Port ${taken} is taken by another program. Choose another with PORT: PORT=${taken + 1}`,
  )
  await new Promise((resolve) => other.close(resolve))
})
