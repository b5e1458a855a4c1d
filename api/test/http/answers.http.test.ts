import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startApi, type Api } from '../harness.ts'

let t: Api
beforeAll(async () => {
  const web = await mkdtemp(path.join(tmpdir(), 'interra-web-'))
  await mkdir(path.join(web, 'assets'))
  await writeFile(path.join(web, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="app"></div>')
  await writeFile(path.join(web, 'assets/main-D4f5h6J7.js'), 'export {}')
  await writeFile(path.join(web, 'sw.js'), '')
  t = await startApi({ env: { WEB_DIR: web } })
})
afterAll(() => t.stop())

/** What a raw text sent over TCP is answered. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(t.url)
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('data', (data) => (answer += data.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = json) =>
  fetch(`${t.url}/v1/auth/session`, { method: 'POST', headers: { 'x-interra-client': '1', ...headers }, body })

/** What the router, the parser and the handlers refuse, and what files and pages answer. */
const answers: readonly [string, number, () => Promise<Response>][] = [
  ['a page of the admin', 200, () => fetch(`${t.url}/workshops`, { headers: { accept: 'text/html' } })],
  ['a file of the admin', 200, () => fetch(`${t.url}/assets/main-D4f5h6J7.js`)],
  ['the documentation', 200, () => fetch(`${t.url}/docs/`)],
  ['a problem page', 200, () => fetch(`${t.url}/problems/not-found`)],
  ['health', 200, () => fetch(`${t.url}/health/live`)],
  ['an unknown address', 404, () => fetch(`${t.url}/v1/nothing`)],
  ['an unknown file', 404, () => fetch(`${t.url}/assets/gone.js`)],
  ['an address with a broken percent sign', 400, () => fetch(`${t.url}/v1/workshops/%zz`)],
  ['an address member that is too long', 414, () => fetch(`${t.url}/v1/workshops/${'a'.repeat(200)}`)],
  ['a method that the address does not take', 405, () => fetch(`${t.url}/v1/auth/session`, { method: 'PATCH' })],
  ['nobody signed in', 401, () => fetch(`${t.url}/v1/accounts`)],
  ['another media type', 415, () => post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['JSON under another name', 415, () => post('{}', { 'content-type': 'text/json' })],
  ['broken JSON', 400, () => post('{"email":')],
  ['an empty body', 400, () => post('')],
  ['a body of 300 kB', 413, () => post(JSON.stringify({ email: 'x'.repeat(300_000) }))],
  ['5,000 levels of lists', 400, () => post('['.repeat(5000) + ']'.repeat(5000))],
  ['a prototype in the body', 400, () => post('{"__proto__":{"polluted":true}}')],
  ['a NUL in the body', 400, () => post('{"email":"a\\u0000@example.org","password":"x"}')],
  ['half a character', 400, () => post('{"email":"\\ud800@example.org","password":"x"}')],
]

describe('[L5] every answer', () => {
  test.each(answers)('%s: %i, with the headers that protect', async (_, status, get) => {
    const answer = await get()
    expect(answer.status).toBe(status)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    if (status < 400) return
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const body: unknown = await answer.json()
    expect(body).toMatchObject({ status, instance: answer.headers.get('x-request-id') })
    expect(JSON.stringify(body)).not.toMatch(/\.ts|node_modules|select /)
  })

  test.each([
    ['headers beyond 16 kB', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['what is not HTTP', 400, 'HELLO\r\n\r\n'],
  ])('%s: %i, also from the parser', async (_, status, text) => {
    const answer = await sendRaw(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toMatch(/\r\ncontent-security-policy: default-src 'none'/)
    expect(answer).toMatch(/\r\ncontent-type: application\/problem\+json/)
    expect(answer).toContain(`"status":${status}`)
  })

  test('a request id of the caller’s own is kept when it is plain, and replaced when it is not', async () => {
    const asked = async (id: string) =>
      (await fetch(`${t.url}/health/live`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
    expect(await asked('ticket-4711')).toBe('ticket-4711')
    expect(await asked('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('a NUL in an address reaches no handler', async () => {
    const { cookie } = await t.signIn('coordinator')
    for (const address of ['/v1/workshops/a%00b', '/v1/workshops?text=a%00b'])
      expect((await fetch(t.url + address, { headers: { cookie } })).status).toBe(400)
  })

  test('405 tells the methods', async () => {
    const answer = await fetch(`${t.url}/v1/auth/session`, { method: 'PATCH' })
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD, POST')
  })
})

describe('the admin’s files', () => {
  test('each load of the page has a nonce of its own, in the policy and in the page', async () => {
    const load = async () => {
      const answer = await fetch(t.url, { headers: { accept: 'text/html' } })
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
      expect(await answer.text()).toContain(`nonce="${nonce}"`)
      return nonce
    }
    expect(await load()).not.toBe(await load())
  })

  test('the offline shell is the same page', async () => {
    const answer = await fetch(`${t.url}/index.html`)
    expect(await answer.text()).not.toContain('__CSP_NONCE__')
    expect(answer.headers.get('cache-control')).toBe('no-cache')
  })

  test('hashed files stay a year, the service worker is asked for each time, answers of the API are never kept', async () => {
    const caching = async (address: string) => (await fetch(t.url + address)).headers.get('cache-control')
    expect(await caching('/assets/main-D4f5h6J7.js')).toBe('public, max-age=31536000, immutable')
    expect(await caching('/sw.js')).toBe('no-cache')
    expect(await caching('/v1/accounts')).toBe('no-store')
  })

  test('nothing outside the folder is served', async () => {
    for (const [address, status] of [
      ['/..%2f..%2fpackage.json', 404],
      ['/%2e%2e/package.json', 404],
      ['/assets/..%2fpackage.json', 404],
      ['/assets/..%5c..%5cindex.html', 400],
    ] as const) {
      const answer = await fetch(t.url + address)
      expect([address, answer.status]).toEqual([address, status])
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })
})

test('with an https address browsers are told to stay on https', async () => {
  const secure = await startApi({ env: { PUBLIC_URL: 'https://interra.example.org' } })
  const answer = await fetch(`${secure.url}/v1/accounts`)
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  await secure.stop()
})
