import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newId } from '../../src/platform/ids.ts'
import { raw } from '../../src/platform/http/context.ts'
import { startApi, type Api } from '../harness.ts'
import { mountNotes } from './test-routes.ts'

const id = '01a20000-0000-7000-8000-000000000001'
let t: Api
/** A note at each site, built by PostgreSQL or by hand. */
const note = (siteId: string) => ({ id, siteId, about: 'Amina', secret: 'séjour', version: 3 })

beforeAll(async () => {
  t = await startApi({
    extra: mountNotes(() => ({
      readNote: async ({ scope }) => raw(JSON.stringify(note(scope.sites[0] ?? '')), { version: 3 }),
      listNotes: async () => ({ items: [note(t.sites.liege), note(t.sites.pilot)], next: 'abc' }),
      addNote: async () => ({ id, about: 'x' }),
      changeNote: async ({ ifMatch }) => ({ read: ifMatch }),
    })),
  })
})
afterAll(() => t.stop())

async function call(method: string, path: string, headers: Record<string, string>) {
  const answer = await fetch(t.url + path, { method, headers })
  const json = Object(await answer.json())
  return { status: answer.status, json, code: json.code as unknown, headers: answer.headers }
}
const change = (headers: Record<string, string>) =>
  call('PUT', `/v1/test/notes/${id}`, { 'if-match': '"3"', ...headers })

describe('a change made with a cookie', () => {
  const ours = { 'x-interra-client': '1' }
  test.each([
    ['from our own page', { ...ours, origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, undefined],
    ['from a program, which sends no origin', ours, undefined],
    ['without the header that only our pages send', { origin: 'http://localhost:3000' }, 'client-header-missing'],
    ['from another site', { ...ours, origin: 'https://evil.example.org' }, 'foreign-origin'],
    ['from another port of this machine', { ...ours, origin: 'http://localhost:9' }, 'foreign-origin'],
    ['from a sandboxed frame', { ...ours, origin: 'null' }, 'foreign-origin'],
    ['that the browser calls cross-site', { ...ours, 'sec-fetch-site': 'cross-site' }, 'foreign-origin'],
  ])('%s', async (_, headers, code) => {
    const { cookie } = await t.signIn('coordinator')
    expect((await change({ cookie, ...headers })).code).toBe(code)
  })

  test('is as good from the address that the page was read from, on this machine', async () => {
    const { cookie } = await t.signIn('coordinator')
    expect((await change({ cookie, ...ours, origin: t.url })).status).toBe(200)
  })
})

describe('who somebody is', () => {
  test('a session that was ended is out within a second', async () => {
    const { cookie, sessionId } = await t.signIn('coordinator')
    const read = () => call('GET', '/v1/test/notes', { cookie })
    expect((await read()).status).toBe(200)
    await t.sql('update account_session set ended_at = now() where id = $1', [sessionId])
    const began = performance.now()
    while ((await read()).status === 200) expect(performance.now() - began).toBeLessThan(3000)
    expect((await read()).code).toBe('not-signed-in')
  })

  test('a key is not a cookie, nor is a cookie a key', async () => {
    const { cookie, token } = await t.signIn('coordinator')
    expect((await call('GET', '/v1/test/notes', { cookie, authorization: `Bearer ${token}` })).code).toBe(
      'not-signed-in',
    )
    expect((await call('GET', `/v1/test/notes?token=${token}`, {})).code).toBe('not-signed-in')
  })
})

describe('what an answer shows', () => {
  test('a member that may not be read is absent, and null still means unknown', async () => {
    const shown = async (role: 'social_officer' | 'coordinator' | 'reader') =>
      (await call('GET', `/v1/test/notes/${id}`, { cookie: (await t.signIn(role)).cookie })).json
    expect(await shown('social_officer')).toMatchObject({ about: 'Amina', secret: 'séjour' })
    expect(await shown('coordinator')).toEqual({ id, siteId: t.sites.liege, about: 'Amina', version: 3 })
    expect(await shown('reader')).toEqual({ id, siteId: t.sites.liege, version: 3 })
  })

  test('a coordinator of Liège who only reads elsewhere sees no names of elsewhere', async () => {
    const { cookie, accountId } = await t.signIn('coordinator')
    const elsewhere = { id: newId(), account_id: accountId, role: 'reader', on_site_id: t.sites.pilot }
    await t.insert('role_grant', { ...elsewhere, starts_on: '2020-01-01' })
    const { json } = await call('GET', '/v1/test/notes', { cookie })
    expect(json.items).toMatchObject([{ siteId: t.sites.liege, about: 'Amina' }, { siteId: t.sites.pilot }])
    expect(json.items[1]).not.toHaveProperty('about')
  })

  test('a version is an ETag, the next page is a link', async () => {
    const { cookie } = await t.signIn('admin')
    expect((await call('GET', `/v1/test/notes/${id}`, { cookie })).headers.get('etag')).toBe('"3"')
    const list = await call('GET', '/v1/test/notes', { cookie })
    expect(list.headers.get('link')).toBe('</v1/test/notes?after=abc>; rel="next"')
  })
})

describe('a change of what somebody read', () => {
  test.each([
    ['"3"', 200, undefined],
    [undefined, 428, 'version-required'],
    ['*', 428, 'version-required'],
    ['3', 412, 'version-outdated'],
    ['W/"3"', 412, 'version-outdated'],
    ['"3", "4"', 412, 'version-outdated'],
  ])('If-Match %s: %i', async (ifMatch, status, code) => {
    const { cookie } = await t.signIn('coordinator')
    const headers = { cookie, 'x-interra-client': '1', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) }
    const answer = await call('PUT', `/v1/test/notes/${id}`, headers)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test('a body where none is expected is not swallowed', async () => {
    const { cookie } = await t.signIn('coordinator')
    const answer = await fetch(`${t.url}/v1/test/notes/${id}`, {
      method: 'PUT',
      headers: { cookie, 'x-interra-client': '1', 'if-match': '"3"', 'content-type': 'application/json' },
      body: '{"siteId":"x"}',
    })
    expect(answer.status).toBe(400)
  })
})
