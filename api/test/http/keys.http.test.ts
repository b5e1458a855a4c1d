import { closed, defineRoutes, nullable, Uuid } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import Type from 'typebox'
import { mount } from '../../src/platform/http/mount.ts'
import { newKeyText } from '../../src/platform/key-text.ts'
import { startApi, type Api } from '../harness.ts'

const Own = closed('TestOwn', { partnerId: nullable(Uuid), test: Type.Boolean(), sites: Type.Integer() })
const routes = defineRoutes({
  readOwn: {
    method: 'GET',
    path: '/v1/test/own',
    summary: 'Whose key it is',
    access: { roles: [], keys: ['referrals:read'] },
    query: closed('TestOwnQuery', { word: Type.Optional(Type.String()) }),
    success: { status: 200, body: Own },
    errors: [],
    deprecated: { since: '2026-11-01', sunset: '2027-05-01', successor: '/v1/partner/referrals' },
  },
  listOwn: {
    method: 'GET',
    path: '/v1/test/owns',
    summary: 'A page that another follows',
    access: { roles: [], keys: ['referrals:write'] },
    success: { status: 200, body: closed('TestOwnPage', { items: Type.Array(Own), next: nullable(Type.String()) }) },
    errors: [],
    deprecated: { since: '2026-11-01' },
  },
})

let t: Api
const log: string[] = []
beforeAll(async () => {
  t = await startApi({
    env: { LOG_LEVEL: 'debug', RATE_LIMIT_PER_MINUTE: '4' },
    logTo: { write: (line: string) => void log.push(line) },
    extra: (app, deps) =>
      mount(app, deps, 'test', routes, {
        readOwn: async ({
          scope,
        }: {
          scope: { partner?: { id: string; test: boolean }; sites: readonly string[] }
        }) => ({
          partnerId: scope.partner?.id ?? null,
          test: scope.partner?.test ?? false,
          sites: scope.sites.length,
        }),
        listOwn: async () => ({ items: [], next: 'abc' }),
      }),
  })
})
afterAll(() => t.stop())

async function ask(key: string, address = '/v1/test/own') {
  const answer = await fetch(t.url + address, { headers: { authorization: `Bearer ${key}` } })
  const json = Object(await answer.json())
  return {
    status: answer.status,
    code: json.code as unknown,
    detail: json.detail as unknown,
    json,
    headers: answer.headers,
  }
}
const day = 86_400_000
const daysFromNow = (days: number) => new Date(t.clock.now().getTime() + days * day)

describe('[L2] a key that opens nothing says why', () => {
  test('cut, lengthened or in other letters it is told from one that nobody gave', async () => {
    const { key, partnerId } = await t.partnerKey()
    expect((await ask(key)).json).toEqual({ partnerId, test: false, sites: 0 })
    for (const other of [key.slice(0, -1), key.slice(0, 30), `${key}x`, key.toLowerCase(), 'nonsense'])
      expect(await ask(other)).toMatchObject({
        status: 401,
        code: 'key-unknown',
        detail: expect.stringMatching(/cut or mistyped/),
      })
    expect(await t.countQueries(() => ask(key.slice(0, -2)))).toBe(0)
    const unknown = await ask(newKeyText(false).text)
    expect([unknown.status, unknown.code, unknown.detail]).toEqual([401, 'key-unknown', undefined])
  })

  test('revoked, expired, in the address', async () => {
    const revoked = await t.partnerKey({ key: { revoked_at: daysFromNow(-1) } })
    expect(await ask(revoked.key)).toMatchObject({ status: 401, code: 'key-revoked' })
    const expired = await t.partnerKey({ key: { created_at: daysFromNow(-9), expires_at: daysFromNow(0) } })
    expect(await ask(expired.key)).toMatchObject({ status: 401, code: 'key-expired' })
    const good = await t.partnerKey()
    const inAddress = await fetch(`${t.url}/v1/test/own?word=${good.key}`)
    expect([inAddress.status, Object(await inAddress.json()).code]).toEqual([401, 'key-in-address'])
    expect(await ask(good.key, `/v1/test/own?word=${good.key}`)).toMatchObject({ status: 401, code: 'key-in-address' })
  })

  test('[F2] without a signed agreement in force, or of a partner that is not active, it opens nothing', async () => {
    const without = [
      { agreement: { ends_on: '2026-11-21' } },
      { agreement: { starts_on: '2026-11-23' } },
      { agreement: { status: 'terminated', ended_on: '2026-11-01' } },
      { agreement: { status: 'draft', signed_on: null } },
      { partner: { active: false } },
    ]
    for (const given of without)
      for (const isTest of [false, true]) {
        const { key } = await t.partnerKey({ ...given, test: isTest })
        expect([given, await ask(key)]).toMatchObject([given, { status: 403, code: 'agreement-missing' }])
      }
    const last = await t.partnerKey({ agreement: { ends_on: '2026-11-22' } })
    expect((await ask(last.key)).status).toBe(200)
  })

  test('without the scope it is refused and told which', async () => {
    const { key } = await t.partnerKey({ scopes: ['webhooks:manage'] })
    expect(await ask(key)).toMatchObject({
      status: 403,
      code: 'scope-missing',
      json: { params: { scopes: ['referrals:read'] } },
    })
  })

  test('nothing of a key gets into the log or the metrics, whatever becomes of the request', async () => {
    const { key } = await t.partnerKey()
    for (const sent of [key, key.slice(0, -1)]) await ask(sent)
    await fetch(`${t.url}/v1/test/own?word=${key}`)
    await fetch(`${t.url}/v1/nowhere/${key}`, { headers: { authorization: `Bearer ${key}` } })
    const written = log.join('\n') + (await (await fetch(`${t.url}/metrics`)).text())
    expect(written).toContain('"operation":"readOwn"')
    expect(written).not.toMatch(/itr_(live|test)/)
    expect(written).not.toContain(key.slice(20, 40))
  })
})

test('[L2] each answer to a key says what is left of its minute; beyond it 429 and when to come back', async () => {
  const { key, partnerId } = await t.partnerKey({ scopes: ['referrals:read'] })
  const answers = [await ask(key), await ask(key), await ask(key, '/v1/test/owns'), await ask(key), await ask(key)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 403, 200, 429])
  for (const [used, { headers }] of answers.entries()) {
    expect(headers.get('ratelimit-policy')).toBe('"default";q=4;w=60')
    expect(headers.get('ratelimit')).toMatch(new RegExp(`^"default";r=${Math.max(0, 3 - used)};t=\\d+$`))
  }
  expect(Number(answers[4]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask((await t.partnerKey({ partnerId })).key)).status).toBe(200)
})

test('[L2] the last use of a key is kept, to the minute and without the last part of the address', async () => {
  const { key, keyId } = await t.partnerKey()
  const used = async () =>
    (
      await t.sql<{ last_used_at: Date; last_used_from: string }>(
        'select last_used_at, last_used_from from api_key where id = $1',
        [keyId],
      )
    )[0]
  await ask(key)
  expect(await used()).toEqual({ last_used_at: t.clock.now(), last_used_from: '127.0.0.0/24' })
  const before = t.clock.now()
  t.clock.set(new Date(before.getTime() + 59_000).toISOString())
  t.app.identities.forget()
  await ask(key)
  expect((await used())?.last_used_at).toEqual(before)
  t.clock.set(new Date(before.getTime() + 60_000).toISOString())
  t.app.identities.forget()
  await ask(key)
  expect((await used())?.last_used_at).toEqual(t.clock.now())
})

test('[L8] what is going to end says so on each answer and in the description', async () => {
  const { key } = await t.partnerKey()
  for (const { headers } of [await ask(key), await ask('nonsense')]) {
    expect(headers.get('deprecation')).toBe(`@${Date.parse('2026-11-01T00:00:00Z') / 1000}`)
    expect(headers.get('sunset')).toBe('Sat, 01 May 2027 00:00:00 GMT')
    expect(headers.get('link')).toBe('</v1/partner/referrals>; rel="successor-version"')
  }
  const page = await ask(key, '/v1/test/owns')
  expect(page.headers.get('link')).toBe('</v1/test/owns?after=abc>; rel="next"')
  expect([page.headers.get('deprecation'), page.headers.get('sunset')]).toEqual([expect.stringMatching(/^@\d+$/), null])
  const { paths } = Object(await (await fetch(`${t.url}/v1/partner/openapi.json`)).json())
  expect(paths['/v1/test/own'].get).toMatchObject({
    deprecated: true,
    description: expect.stringMatching(/2027-05-01.*\/v1\/partner\/referrals/s),
  })
})
