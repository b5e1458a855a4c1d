import { freePort, newTestDatabase } from '@interra/postgres'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { buildApi } from '../../../packages/run/src/build.ts'
import { addSites } from '../base-data.ts'
import { createDatabase } from '../../src/platform/db/database.ts'
import { startProxy } from '../db/proxy.ts'
import { connectOwner, type Owner } from '../owner.ts'
import { listening, startCopy, type Copy } from '../running-copy.ts'
import { signIn } from '../sign-in.ts'

let databaseUrl: string
let owner: Owner
let cookie: string
beforeAll(async () => {
  await buildApi()
  databaseUrl = await newTestDatabase()
  owner = connectOwner(databaseUrl)
  const database = createDatabase({ url: databaseUrl })
  await addSites(database)
  await database.close()
  cookie = `interra=${(await signIn(owner, 'admin', { siteId: null, name: 'Marqueurnom' })).token}`
})
afterAll(() => owner.close())

describe('a running copy', () => {
  let copy: Copy
  beforeAll(async () => {
    copy = await startCopy({ DATABASE_URL: databaseUrl, PORT: '0', HOST: '127.0.0.1' })
  })
  afterAll(() => void copy.process.kill('SIGKILL'))

  test('logs who did what and how long it took, and nothing that somebody typed', async () => {
    const marked = 'Marqueur-4711'
    const json = { 'content-type': 'application/json', 'x-interra-client': '1' }
    const signInWith = (body: string) => fetch(`${copy.url}/v1/auth/session`, { method: 'POST', headers: json, body })
    await signInWith(JSON.stringify({ email: `${marked}@example.org`, password: marked }))
    await signInWith(`{"${marked}\\r\\nforged":`)
    await fetch(`${copy.url}/v1/accounts?after=${marked}`, { headers: { cookie } })
    await fetch(`${copy.url}/${marked}?q=${marked}`, { headers: { authorization: `Bearer ${marked}`, cookie } })
    await fetch(`${copy.url}/v1/accounts/${marked}%zz`, { headers: { 'user-agent': marked } })
    await fetch(`${copy.url}/v1/accounts`, { headers: { cookie } })
    await pause(500)

    const lines = copy.output().trim().split('\n')
    const known = [
      'level',
      'time',
      'msg',
      'requestId',
      'method',
      'route',
      'operation',
      'status',
      'ms',
      'actorId',
      'problem',
      'err',
      'signal',
    ]
    for (const line of lines) expect(known).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line))))
    expect(copy.output()).not.toMatch(/marqueur|4711/i)
    expect(copy.output()).not.toContain(cookie.slice(8))
    expect(lines.map((line) => Object(JSON.parse(line)).operation)).toContain('listAccounts')
  })

  test('finishes what it has begun when it is told to stop, refuses the rest, and ends well in time', async () => {
    const holder = new pg.Client({ connectionString: databaseUrl })
    await holder.connect()
    await holder.query('begin; lock table account in access exclusive mode')
    const held = fetch(`${copy.url}/v1/accounts`, { headers: { cookie } })
    await pause(300)
    const began = performance.now()
    copy.process.kill('SIGTERM')
    await pause(200)
    await expect(fetch(`${copy.url}/health/live`)).rejects.toThrow()
    await holder.end()
    expect((await held).status).toBe(200)
    if (copy.process.exitCode === null) await once(copy.process, 'exit')
    expect(copy.process.exitCode).toBe(0)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

test('a copy that cannot run says everything that is wrong, and starts nothing', async () => {
  const copy = await startCopy({ DATABASE_URL: '', PORT: 'eighty', PUBLIC_URL: 'http://interra.example.org' })
  expect(copy.process.exitCode).toBe(1)
  for (const name of ['DATABASE_URL', 'PORT', 'PUBLIC_URL']) expect(copy.output()).toContain(`- ${name} `)
})

test('a copy that starts before PostgreSQL waits for it, and says so in its log', async () => {
  const address = new URL(databaseUrl)
  const port = await freePort()
  const early = new URL(databaseUrl)
  early.port = String(port)
  const copy = await startCopy({ DATABASE_URL: early.href, PORT: '0', HOST: '127.0.0.1' }, /waiting for PostgreSQL/)
  const proxy = await startProxy(address, port)
  while (!listening.test(copy.output()) && copy.process.exitCode === null) await pause(20)
  const [, url = ''] = listening.exec(copy.output()) ?? []
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  copy.process.kill('SIGKILL')
  await proxy.stop()
})

test('where a second factor is required, a copy without the key that seals them does not start', async () => {
  await owner.sql("insert into setting (key, value) values ('second_factor_required', 'true')")
  const copy = await startCopy({ DATABASE_URL: databaseUrl, PORT: '0', SECRETS_KEY: '' })
  expect([copy.url, copy.process.exitCode]).toEqual(['', 1])
  expect(copy.output()).toContain('- SECRETS_KEY is missing')
})
