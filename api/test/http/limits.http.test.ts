import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '5', RATE_LIMIT_ANONYMOUS_PER_MINUTE: '3' } })
})
afterAll(() => t.stop())

const ask = (headers: Record<string, string> = {}) => fetch(`${t.url}/v1/auth/session`, { headers })

test('the limit is told in the draft’s headers and kept, by address for whoever is not signed in', async () => {
  const first = await ask()
  expect(first.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60')
  expect(first.headers.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/)
  await ask()
  expect((await ask()).status).toBe(401)
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.json()).toMatchObject({ code: 'too-many-requests' })
})

test('turning headers or cookies does not open it again', async () => {
  for (const headers of [
    { 'x-forwarded-for': '198.51.100.7' },
    { cookie: 'interra=guess' },
    { authorization: 'Bearer guess' },
  ])
    expect((await ask(headers)).status).toBe(429)
})

test('each account has a limit of its own', async () => {
  const [one, another] = await Promise.all([t.signIn('reader'), t.signIn('reader')])
  for (let used = 0; used < 5; used++) expect((await ask({ cookie: one.cookie })).status).toBe(200)
  expect((await ask({ cookie: one.cookie })).status).toBe(429)
  expect((await ask({ cookie: another.cookie })).status).toBe(200)
})

test('health, metrics and the description stay open', async () => {
  for (const address of ['/health/live', '/health/ready', '/metrics', '/v1/openapi.json'])
    for (let asked = 0; asked < 8; asked++)
      expect([address, (await fetch(t.url + address)).status]).toEqual([address, 200])
})

test('metrics count by the pattern of the route, and name nobody', async () => {
  await fetch(`${t.url}/v1/people/01a20000-0000-7000-8000-0000000000aa?text=Marqueur`)
  const metrics = await (await fetch(`${t.url}/metrics`)).text()
  expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/v1/auth/session"')
  expect(metrics).toMatch(/^database_connections\{state="open"\} \d+$/m)
  expect(metrics).not.toMatch(/Marqueur|0000000000aa|127\.0\.0\.1/)
})

test('metrics of an installation on the internet need their token', async () => {
  const env = { PUBLIC_URL: 'https://interra.example.org', METRICS_TOKEN: 'a-token-of-sixteen' }
  const secure = await startApi({ env })
  const status = async (headers: Record<string, string> = {}) =>
    (await fetch(`${secure.url}/metrics`, { headers })).status
  expect([await status(), await status({ authorization: 'Bearer a-token-of-sixteen' })]).toEqual([404, 200])
  await secure.stop()
})

test('a copy that is stopping takes on nothing new, and says so to the balancer', async () => {
  const stopping = await startApi()
  stopping.app.lifecycle.draining = true
  const [ready, live, work] = await Promise.all(
    ['/health/ready', '/health/live', '/v1/auth/session'].map((address) => fetch(stopping.url + address)),
  )
  expect([ready?.status, live?.status, work?.status]).toEqual([503, 200, 503])
  expect(work?.headers.get('retry-after')).toBe('2')
  await stopping.stop()
})

test('beyond what can be answered in time, requests are refused at once and health still answers', async () => {
  const busy = await startApi()
  busy.app.lifecycle.inFlight = 250
  const refused = await fetch(`${busy.url}/v1/auth/session`)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect((await fetch(`${busy.url}/health/ready`)).status).toBe(200)
  await busy.stop()
})
