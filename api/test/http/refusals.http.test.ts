import { apiRoutes, declaredProblems, problems, scopesOfKind, type Problem, type Route } from '@interra/contracts'
import { partnerExamples } from '@interra/contracts/partner-examples'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../harness.ts'
import type { PartnerKey } from '../partners.ts'

let t: Api
let partner: PartnerKey
beforeAll(async () => {
  t = await startApi()
  partner = await t.partnerKey()
})
afterAll(() => t.stop())

const body = partnerExamples.sendReferral.body
async function refusal(sent: unknown, headers: Record<string, string> = {}, key = partner.key): Promise<Problem> {
  const answer = await fetch(`${t.url}/v1/partner/referrals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sent),
  })
  return (await answer.json()) as Problem
}
const pointersOf = ({ errors = [] }: Problem) => errors.map(({ pointer, code }) => `${pointer} ${code}`)

test('[L5] the cause is told, and not what follows from it: the key, then its scope, then the request, then its rules', async () => {
  const bad = { ...body, partnerReference: '', person: { ...body.person, contact: { preference: 'phone' } } }
  expect((await refusal(bad, {}, `${partner.key}x`)).code).toBe('key-unknown')
  const reader = await t.partnerKey({ scopes: ['referrals:read'] })
  expect((await refusal(bad, {}, reader.key)).code).toBe('scope-missing')
  expect(pointersOf(await refusal(bad))).toEqual(['/partnerReference pattern'])
  const unruly = { ...bad, partnerReference: 'rules-1' }
  expect((await refusal(unruly)).code).toBe('idempotency-key-missing')
  expect(await refusal(unruly, { 'idempotency-key': 'rules-1' })).toMatchObject({
    code: 'rule-broken',
    errors: [{ pointer: '/person/contact/phone' }],
  })
})

test('[L5] each fault is told once, at the member where it is, in what may be null too', async () => {
  const faulty = {
    ...body,
    religion: 'x',
    caseWorker: { name: 'Ines', email: 'nowhere' },
    person: { ...body.person, frenchLevel: 'fluent', languages: [{ code: 'tigrinya', level: 'native' }] },
  }
  expect(pointersOf(await refusal(faulty)).sort()).toEqual([
    '/caseWorker/email format',
    '/person/frenchLevel enum',
    '/person/languages/0/code pattern',
    '/religion additionalProperties',
  ])
})

/** What programs of partners may rely on since the first version. */
const known = {
  400: 'validation-failed malformed-request idempotency-key-missing',
  401: 'not-signed-in key-unknown key-expired key-revoked key-in-address',
  403: 'not-allowed agreement-missing scope-missing sandbox-only',
  404: 'not-found',
  409: 'idempotency-in-progress reference-used act-not-possible feed-restarted',
  412: 'version-outdated',
  422: 'rule-broken birth-date-impossible national-number-refused idempotency-key-reused',
  428: 'version-required',
  429: 'too-many-requests',
  500: 'internal',
  503: 'unavailable',
}

test('[L5] the codes that partners know stay, with their status', () => {
  const scopes: readonly string[] = scopesOfKind.partner
  const own = Object.values<Route>(apiRoutes).filter(
    ({ access }) => typeof access === 'object' && access.keys?.some((scope) => scopes.includes(scope)),
  )
  const told = new Set(own.flatMap(declaredProblems))
  const now = Object.fromEntries(
    Object.entries(known).map(([status, codes]) => [
      status,
      codes
        .split(' ')
        .filter((code) => [...told].some((one) => one === code && problems[one].status === Number(status))),
    ]),
  )
  expect(now).toEqual(Object.fromEntries(Object.entries(known).map(([status, codes]) => [status, codes.split(' ')])))
})
