import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { setTimeout as pause } from 'node:timers/promises'
import { buildJobs } from '../../src/jobs.ts'
import type { Scope } from '../../src/platform/http/context.ts'
import { enqueue, runDueJobs, startJobs, type JobLog } from '../../src/platform/jobs.ts'
import { startApi, type Api } from '../harness.ts'

let t: Api
let scope: Scope
beforeAll(async () => {
  t = await startApi()
  scope = { sites: [], filterSites: [], actorKind: 'anonymous', actorId: null, requestId: 'jobs' }
})
afterAll(() => t.stop())

const quiet: JobLog = () => undefined
const ask = (request: Parameters<typeof enqueue>[1]) => t.database.write(scope, (db) => enqueue(db, request))
const until = async (what: () => boolean) => {
  for (let i = 0; !what() && i < 400; i++) await pause(25)
  expect(what()).toBe(true)
}

describe('jobs', () => {
  test('run once each in one of several copies, soon after the commit, and again after the database was away', async () => {
    const seen: unknown[] = []
    const jobs = { note: { run: async (_: unknown, payload: unknown) => void seen.push(payload) } }
    const copies = [startJobs(t.deps, jobs, quiet), startJobs(t.deps, jobs, quiet)]
    for (let n = 0; n < 20; n++) await ask({ task: 'note', payload: { n } })
    await until(() => seen.length >= 20)
    await t.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'interra jobs' and datname = current_database()",
    )
    await ask({ task: 'note', payload: { n: 20 } })
    await until(() => seen.length >= 21)
    await Promise.all(copies.map((copy) => copy.stop()))
    expect(new Set(seen.map((payload) => JSON.stringify(payload))).size).toBe(21)
    expect(seen).toHaveLength(21)
    await ask({ task: 'note', payload: { n: 21 } })
    await pause(300)
    expect(seen).toHaveLength(21)
    await runDueJobs(t.deps, jobs, quiet)
    expect(seen).toHaveLength(22)
  })

  test('one that fails is kept for another try and does not stop the others', async () => {
    const seen: string[] = []
    const jobs = {
      breaks: { run: () => Promise.reject(new Error('broken')) },
      works: { run: async () => void seen.push('works') },
    }
    await ask({ task: 'breaks' })
    await ask({ task: 'works' })
    await runDueJobs(t.deps, jobs, quiet)
    expect(seen).toEqual(['works'])
    expect(await t.sql('select task_identifier, attempts, last_error from graphile_worker.jobs')).toEqual([
      { task_identifier: 'breaks', attempts: 1, last_error: 'broken' },
    ])
  })

  test('a later request with the same key replaces one that has not begun', async () => {
    const runAt = new Date('2199-01-01T00:00:00Z')
    await ask({ task: 'later', key: 'one', runAt, payload: { n: 1 } })
    await ask({ task: 'later', key: 'one', runAt, payload: { n: 2 } })
    const rows = await t.sql("select key, run_at from graphile_worker.jobs where task_identifier = 'later'")
    expect(rows).toEqual([{ key: 'one', run_at: runAt }])
  })

  test('the application may ask for one, and otherwise not touch the queue', async () => {
    const text = 'delete from graphile_worker._private_jobs'
    await expect(t.database.write(scope, (db) => db.hot({ name: 'touch-queue', text }, []))).rejects.toThrow('42501')
  })

  test('answers kept for requests that may come again are forgotten when their time is over', async () => {
    const row = { caller: 'account:x', operation: 'addPerson', body_hash: 'h', status: 201 }
    await t.insert('idempotency_key', { ...row, key: 'old', expires_at: '2020-01-01T00:00:00Z' })
    await t.insert('idempotency_key', { ...row, key: 'new', expires_at: '2199-01-01T00:00:00Z' })
    await buildJobs(t.config)['forget-answers']?.run(t.deps, {})
    expect(await t.sql('select key from idempotency_key')).toEqual([{ key: 'new' }])
  })
})
