import { problem } from '@interra/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { startApi, type Api } from '../harness.ts'
import { mountNotes } from './test-routes.ts'

let t: Api
let cookie: string
let other: string
/** What the handler does after its row is written; a test changes it. */
let afterwards: (db: Db) => Promise<void> = async () => undefined
const added = { name: 'test-note-add', text: 'insert into test_note (id, about) values ($1, $2)' }

beforeAll(async () => {
  t = await startApi({
    extra: mountNotes(({ database }) => ({
      readNote: async () => Promise.reject(problem('not-found')),
      listNotes: async () => ({ items: [], next: null }),
      changeNote: async ({ ifMatch }) => ({ read: ifMatch }),
      addNote: ({ body, scope }) =>
        database.write(scope, async (db) => {
          const id = newId()
          await db.hot(added, [id, body.about])
          await afterwards(db)
          return { id, about: body.about }
        }),
    })),
  })
  await t.sql('create table test_note (id uuid primary key, about text not null)')
  await t.sql('grant insert on test_note to interra_app')
  cookie = (await t.signIn('coordinator')).cookie
  other = (await t.signIn('coordinator')).cookie
})
afterAll(() => t.stop())
beforeEach(() => {
  afterwards = async () => undefined
})

async function add(key: string, about: string, as = cookie) {
  const answer = await fetch(`${t.url}/v1/test/notes`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-interra-client': '1',
      cookie: as,
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify({ about }),
  })
  const text = await answer.text()
  return {
    status: answer.status,
    text,
    code: Object(JSON.parse(text)).code as unknown,
    replayed: answer.headers.get('idempotent-replayed'),
  }
}
const count = async (about: string) => (await t.sql('select 1 from test_note where about = $1', [about])).length

describe('a request that is sent again', () => {
  test('changes nothing and answers what was answered first', async () => {
    const first = await add('k-1', 'once')
    const again = await add('k-1', 'once')
    expect([first.status, first.replayed]).toEqual([201, null])
    expect([again.status, again.text, again.replayed]).toEqual([201, first.text, 'true'])
    expect(await count('once')).toBe(1)
  })

  test('ten times at once writes one row; whoever is too early is told to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => add('k-2', 'crowd')))
    expect(await count('crowd')).toBe(1)
    expect(answers.every(({ status, code }) => status === 201 || code === 'idempotency-in-progress')).toBe(true)
    const texts = new Set(answers.filter(({ status }) => status === 201).map(({ text }) => text))
    expect(texts.size).toBe(1)
  })

  test('while the first is still running is told so', async () => {
    let [reach, goOn] = [() => {}, () => {}]
    const reached = new Promise<void>((resolve) => (reach = resolve))
    const told = new Promise<void>((resolve) => (goOn = resolve))
    afterwards = () => {
      reach()
      return told
    }
    const first = add('k-3', 'slow')
    await reached
    expect((await add('k-3', 'slow')).code).toBe('idempotency-in-progress')
    goOn()
    expect((await first).status).toBe(201)
    expect(await count('slow')).toBe(1)
  })

  test('with another body is refused', async () => {
    await add('k-4', 'one')
    expect((await add('k-4', 'another')).code).toBe('idempotency-key-reused')
    expect(await count('another')).toBe(0)
  })

  test('by somebody else is a request of its own', async () => {
    await add('k-5', 'shared')
    expect((await add('k-5', 'shared', other)).status).toBe(201)
    expect(await count('shared')).toBe(2)
  })

  test('after somebody lost a site shows nothing of what was made there, and makes nothing', async () => {
    const { cookie: mine, grantId } = await t.signIn('coordinator')
    expect((await add('k-9', 'moved', mine)).status).toBe(201)
    await t.sql('update role_grant set on_site_id = $2 where id = $1', [grantId, t.sites.pilot])
    t.app.identities.forget()
    expect((await add('k-9', 'moved', mine)).code).toBe('not-allowed')
    expect(await count('moved')).toBe(1)
  })

  test('after having read a newer version is another request', async () => {
    const noteId = newId()
    const change = async (version: number) => {
      const answer = await fetch(`${t.url}/v1/test/notes/${noteId}`, {
        method: 'PUT',
        headers: { 'x-interra-client': '1', cookie, 'idempotency-key': 'k-10', 'if-match': `"${version}"` },
      })
      return answer.json()
    }
    expect(await change(1)).toEqual({ read: 1 })
    expect(await change(1)).toEqual({ read: 1 })
    expect(await change(2)).toMatchObject({ code: 'idempotency-key-reused' })
  })

  test('after a failure of ours is tried anew: nothing of the first was kept', async () => {
    afterwards = () => Promise.reject(new Error('power cut'))
    expect((await add('k-6', 'failed')).status).toBe(500)
    expect(await count('failed')).toBe(0)
    afterwards = async () => undefined
    expect((await add('k-6', 'failed')).status).toBe(201)
  })

  test('after a refusal of a rule is refused alike', async () => {
    afterwards = () => Promise.reject(problem('session-full'))
    const first = await add('k-7', 'refused')
    afterwards = async () => undefined
    const again = await add('k-7', 'refused')
    expect([first.code, again.code, again.replayed, again.text]).toEqual([
      'session-full',
      'session-full',
      'true',
      first.text,
    ])
    expect(await count('refused')).toBe(0)
  })

  test('after seven days is new', async () => {
    await add('k-8', 'old')
    await t.sql("update idempotency_key set expires_at = now() - interval '1 second' where key = 'k-8'")
    expect([(await add('k-8', 'old')).replayed, await count('old')]).toEqual([null, 2])
  })

  test('needs its key where the route says so, and a key that can be read', async () => {
    expect((await add('', 'keyless')).code).toBe('idempotency-key-missing')
    expect((await add('x'.repeat(300), 'long')).code).toBe('malformed-request')
  })

  test('never finds a cookie or a secret in what was kept', async () => {
    const kept = await t.sql('select headers, body from idempotency_key')
    expect(JSON.stringify(kept)).not.toMatch(/set-cookie|authorization/i)
  })
})
