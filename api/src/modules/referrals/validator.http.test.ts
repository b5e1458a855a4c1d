import { apiRoutes, faultsOfBody } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import request from 'supertest'
import { startApi, type Api } from '../../../test/harness.ts'
import type { PartnerKey } from '../../../test/partners.ts'
import { referralBody } from '../../../test/referrals.ts'

let t: Api
let cpas: PartnerKey
beforeAll(async () => {
  t = await startApi()
  cpas = await t.partnerKey({ test: true })
})
afterAll(() => t.stop())

/** The good body with other values at these pointers; `undefined` takes a member out. */
function bodyWith(changes: Readonly<Record<string, unknown>>): unknown {
  const body: unknown = structuredClone(referralBody())
  for (const [pointer, value] of Object.entries(changes)) {
    const names = pointer.split('/').slice(1)
    const last = names.pop() ?? ''
    const holder = names.reduce((at, name) => Reflect.get(Object(at), name) as unknown, body)
    if (value === undefined) Reflect.deleteProperty(Object(holder), last)
    else Reflect.set(Object(holder), last, value)
  }
  return body
}

const many = (count: number, value: unknown = 'x') => Array.from({ length: count }, () => value)
const tomorrow = '2099-01-01T00:00:00Z'
/** Each rule of domain reference 5.4, by what breaks it. */
const bodies: Readonly<Record<string, unknown>> = {
  'nothing wrong': bodyWith({}),
  'little said': bodyWith({
    '/message': null,
    '/caseWorker': null,
    '/person/birthYear': null,
    '/person/arrivedInBelgium': null,
  }),
  'no object': ['x'],
  'nothing in it': {},
  'a reference that says something': bodyWith({ '/partnerReference': 'Selam de Liège' }),
  'a register number as reference': bodyWith({ '/partnerReference': '85.07.30-033.28' }),
  'a register number in the message': bodyWith({ '/message': 'NISS 85.07.30-033.28' }),
  'an instant without offset': bodyWith({ '/referredAt': '2026-11-20T10:05:00' }),
  'a day that does not exist': bodyWith({ '/referredAt': '2026-02-30T10:05:00Z', '/validUntil': '2026-02-30' }),
  'other centuries': bodyWith({ '/consent/givenAt': '1850-01-01T00:00:00Z', '/validUntil': '1850-01-01' }),
  'instants to come': bodyWith({ '/referredAt': tomorrow, '/consent/givenAt': tomorrow }),
  'a referrer without a name': bodyWith({ '/referrer': { email: 'c@example.org' } }),
  'nobody to reach': bodyWith({ '/referrer': { name: 'Claire' }, '/caseWorker': { name: 'Paul', phone: null } }),
  'no e-mail address': bodyWith({ '/referrer/email': 'claire@example', '/person/contact/email': 'a b@example.org' }),
  'a case worker of another form': bodyWith({ '/caseWorker': { nom: 'Paul', phone: '0470', email: 3 } }),
  'a case worker as text': bodyWith({ '/caseWorker': 'Paul' }),
  'an empty name, a long name': bodyWith({ '/person/givenName': '', '/person/familyName': 'x'.repeat(81) }),
  'signs counted as people do': bodyWith({ '/person/givenName': '👩'.repeat(80) }),
  'a line break in a name': bodyWith({ '/person/givenName': 'Se\nlam' }),
  'a year before 1900': bodyWith({ '/person/birthYear': 1899 }),
  'half a year': bodyWith({ '/person/birthYear': 1992.5 }),
  'born twice': bodyWith({ '/person/birthDate': '1992-01-01' }),
  'born tomorrow': bodyWith({ '/person/birthYear': null, '/person/birthDate': '2099-01-01' }),
  'born in a year to come': bodyWith({ '/person/birthYear': 2100 }),
  'another gender, level and track': bodyWith({
    '/person/gender': 'x',
    '/person/frenchLevel': 'native',
    '/person/literacyTrack': true,
  }),
  'another way': bodyWith({ '/person/contact/preference': 'fax', '/person/contact/bestTimes': ['noon'] }),
  'a way that leads nowhere': bodyWith({ '/person/contact/phone': undefined }),
  'a number without its country': bodyWith({ '/person/contact/phone': '0470112233' }),
  'no language': bodyWith({ '/person/languages': [] }),
  'a language by its name': bodyWith({ '/person/languages': [{ code: 'Tigrinya', level: 'well' }, 'fr'] }),
  'a town by its name': bodyWith({ '/person/municipalityNis': 'Liège' }),
  'an arrival that is no date': bodyWith({ '/person/arrivedInBelgium': { value: '2026-13', visa: 'C' } }),
  'an arrival to come': bodyWith({ '/person/arrivedInBelgium': { value: '2099' } }),
  'interests of another form': bodyWith({ '/person/interests': ['Cuisine', 3] }),
  'the same interest often': bodyWith({ '/person/interests': many(16, 'cooking') }),
  'an eighth day': bodyWith({ '/person/availability': [{ weekday: 8, daypart: 'night' }, { weekday: 1 }] }),
  'a need that is a diagnosis': bodyWith({ '/person/accessNeeds': ['asthma'] }),
  'a need without consent': bodyWith({ '/person/accessNeeds': ['childcare'] }),
  'a service that is none': bodyWith({ '/requestedServices': ['interact', 'cooking', 3] }),
  'nothing asked, no reason': bodyWith({ '/requestedServices': [], '/reasonCodes': 'isolation' }),
  'too many reasons': bodyWith({ '/reasonCodes': many(6, 'isolation') }),
  'a long message': bodyWith({ '/message': 'x'.repeat(501) }),
  'a referral before that has no id': bodyWith({ '/previousReferralId': '42' }),
  'a consent of another form': bodyWith({
    '/consent': { givenAt: 1, method: 'fax', language: 'FR', textVersion: 'v 1', scopes: ['all'] },
  }),
  'a consent without our receiving it': bodyWith({ '/consent/scopes': ['referral_feedback'] }),
  'a consent said twice': bodyWith({ '/consent/scopes': ['referral_receive', 'referral_receive'] }),
  'no consent, no promise': bodyWith({ '/consent': undefined, '/dataProtectionCommitment': false }),
  'a promise in words': bodyWith({ '/dataProtectionCommitment': 'true' }),
  'what is not accepted': bodyWith({
    '/person/nationality': 'ER',
    '/person/religion': 'x',
    '/person/health': {},
    '/income': 1,
    '/files': [],
    '/a~1b~0c': 1,
    '/toString': 1,
  }),
}

test.each(Object.entries(bodies))('[L9] [F3] the validator names what the API names: %s', async (what, body) => {
  const answer = await request(t.url)
    .post('/v1/partner/referrals')
    .set({ authorization: `Bearer ${cpas.key}`, 'idempotency-key': what.replaceAll(' ', '-') })
    .send(body as object)
  const { errors = [] } = answer.body as { errors?: { pointer: string }[] }
  const told = faultsOfBody(apiRoutes.sendReferral.body, body, t.clock.now()).map(({ pointer }) => pointer)
  expect(told.toSorted()).toEqual([...new Set(errors.map(({ pointer }) => pointer))].toSorted())
  expect([answer.status, told.length === 0]).toEqual([answer.status, answer.status === 201])
})
