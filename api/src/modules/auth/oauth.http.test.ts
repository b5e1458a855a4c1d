import { closed, defineRoutes, Uuid } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { PartnerKey } from '../../../test/partners.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { mount } from '../../platform/http/mount.ts'
import { newKeyText } from '../../platform/key-text.ts'

const routes = defineRoutes({
  readOwn: {
    method: 'GET',
    path: '/v1/test/own',
    summary: 'Whose key it is',
    access: { roles: [], keys: ['referrals:read'] },
    success: { status: 200, body: closed('TestOwn', { partnerId: Uuid }) },
    errors: [],
  },
})
let t: Api
beforeAll(async () => {
  t = await startApi({
    extra: (app, deps) =>
      mount(app, deps, 'test', routes, {
        readOwn: async ({ scope }: { scope: { partner: { id: string } } }) => ({ partnerId: scope.partner.id }),
      }),
  })
})
afterAll(() => t.stop())

type Form = Readonly<Record<string, string>>
async function ask(form: Form | string, headers: Form = {}) {
  const body = typeof form === 'string' ? form : new URLSearchParams(form).toString()
  const media = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${t.url}/v1/oauth/token`, { method: 'POST', headers: { ...media, ...headers }, body })
  return { status: answer.status, headers: answer.headers, json: Object(await answer.json()) }
}
const grant_type = 'client_credentials'
const formOf = ({ key }: Pick<PartnerKey, 'key'>, more: Form = {}): Form => ({
  grant_type,
  client_id: key.slice(9, 17),
  client_secret: key,
  ...more,
})
const basicOf = ({ key }: Pick<PartnerKey, 'key'>, id = key.slice(9, 17)) => ({
  authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}`,
})
async function open(token: string) {
  const answer = await fetch(`${t.url}/v1/test/own`, { headers: { authorization: `Bearer ${token}` } })
  const json = Object(await answer.json())
  return { status: answer.status, code: json.code as unknown, partnerId: json.partnerId as unknown }
}
const later = (ms: number) => {
  t.clock.set(new Date(t.clock.now().getTime() + ms))
  t.app.identities.forget()
}

test('[L2] a program gets a token of an hour by Basic or by the form, for what its key may do or less', async () => {
  const made = await t.partnerKey({ scopes: ['referrals:read', 'webhooks:manage'] })
  const whole = await ask(formOf(made))
  expect(whole).toMatchObject({
    status: 200,
    json: { token_type: 'Bearer', expires_in: 3600, scope: 'referrals:read webhooks:manage' },
  })
  expect(whole.headers.get('cache-control')).toBe('no-store')
  expect(whole.headers.get('ratelimit-policy')).toMatch(/q=\d+;w=60/)
  expect(await open(whole.json.access_token)).toMatchObject({ status: 200, partnerId: made.partnerId })
  const less = await ask({ grant_type, scope: 'webhooks:manage' }, basicOf(made))
  expect(less.json).toMatchObject({ scope: 'webhooks:manage' })
  expect(await open(less.json.access_token)).toMatchObject({ status: 403, code: 'scope-missing' })
  const kept = JSON.stringify(await t.sql('select * from access_token'))
  expect(kept).not.toContain(String(whole.json.access_token).slice(10))
  later(3_599_000)
  expect((await open(whole.json.access_token)).status).toBe(200)
  later(1000)
  expect(await open(whole.json.access_token)).toMatchObject({ status: 401, code: 'key-expired' })
})

test('[L2] a token ends with its key, and with the agreement', async () => {
  const made = await t.partnerKey({ key: { expires_at: new Date(t.clock.now().getTime() + 600_000) } })
  const short = await ask(formOf(made))
  expect(short.json.expires_in).toBe(600)
  await t.sql('update api_key set revoked_at = $2 where id = $1', [made.keyId, t.clock.now()])
  t.app.identities.forget()
  expect(await open(short.json.access_token)).toMatchObject({ status: 401, code: 'key-revoked' })
  const other = await t.partnerKey()
  const { json } = await ask(formOf(other))
  await t.sql('update partner set active = false where id = $1', [other.partnerId])
  t.app.identities.forget()
  expect(await open(json.access_token)).toMatchObject({ status: 403, code: 'agreement-missing' })
  expect(await ask(formOf(other))).toMatchObject({ status: 400, json: { error: 'unauthorized_client' } })
})

test('[L2] what is wrong is said as the RFC says it', async () => {
  const made = await t.partnerKey({ scopes: ['referrals:read'] })
  const { json } = await ask(formOf(made))
  const other = await t.partnerKey()
  const revoked = await t.partnerKey({ key: { revoked_at: t.clock.now() } })
  const expired = await t.partnerKey({
    key: { created_at: new Date('2026-01-01'), expires_at: new Date('2026-02-01') },
  })
  const cases: [string, number, Form | string, Form?][] = [
    ['invalid_client', 401, formOf({ key: newKeyText(false).text })],
    ['invalid_client', 401, formOf({ key: made.key.slice(0, -1) })],
    ['invalid_client', 401, formOf(made, { client_id: other.key.slice(9, 17) })],
    ['invalid_client', 401, { grant_type }, basicOf(made, 'ABCDEFGH')],
    ['invalid_client', 401, { grant_type }, { authorization: `Bearer ${made.key}` }],
    ['invalid_client', 401, { grant_type }],
    ['invalid_client', 401, formOf(revoked)],
    ['invalid_client', 401, formOf(expired)],
    // a token buys no other token
    ['invalid_client', 401, formOf(made, { client_secret: String(json.access_token) })],
    ['invalid_scope', 400, formOf(made, { scope: 'referrals:read referrals:write' })],
    ['invalid_scope', 400, formOf(made, { scope: 'everything' })],
    ['unsupported_grant_type', 400, formOf(made, { grant_type: 'password' })],
    ['invalid_request', 400, formOf(made, { grant_type: '' })],
    ['invalid_request', 400, formOf(made), basicOf(made)],
    ['invalid_request', 400, 'grant_type=client_credentials&grant_type=client_credentials'],
    ['invalid_request', 400, '{"grant_type":"client_credentials"}', { 'content-type': 'application/json' }],
  ]
  for (const [error, status, form, headers] of cases) {
    const answer = await ask(form, headers)
    expect([form, headers, answer.status, answer.json]).toEqual([
      form,
      headers,
      status,
      { error, error_description: expect.any(String) },
    ])
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
  }
})
