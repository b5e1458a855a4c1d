import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pino from 'pino'
import request from 'supertest'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

/** A name that nobody bears: wherever it turns up, it leaked. */
const canary = 'Zanzibarette'
let t: Api
let amina: { id: string }
const log: string[] = []
beforeAll(async () => {
  t = await startApi({ env: { LOG_LEVEL: 'debug' } })
  const stream: unknown = Reflect.get(t.app.log, pino.symbols.streamSym)
  Reflect.set(Object(stream), 'write', (line: string) => log.push(line))
  amina = await t.given.person({
    given_name: 'Amina',
    family_name: canary,
    own_script_name: 'أمينة',
    email: 'amina.zanzibarette@example.org',
    phone: '+32470998877',
    birth_year: 1991,
  })
})
afterAll(() => t.stop())

const search = (client: ApiClient, text: string) => client.searchPeople({ body: { text } }).then(({ items }) => items)

describe('who reads what of a member', () => {
  test.each(['admin', 'programme_lead', 'coordinator', 'social_officer'] as const)(
    'a %s reads the file, and leaves a trace of it',
    async (role) => {
      const { client, accountId } = await t.signIn(role)
      expect(await client.getPerson({ params: { personId: amina.id } })).toMatchObject({
        familyName: canary,
        phone: '+32470998877',
        birth: '1991',
        consents: [],
      })
      const traces = await t.sql('select operation, person_id from read_trace where actor_id = $1', [accountId])
      expect(traces).toEqual([{ operation: 'getPerson', person_id: amina.id }])
    },
  )
  test.each(['evaluator', 'dpo', 'reader', 'host', 'helper', 'coach', 'partner_agent'] as const)(
    'a %s reads nobody',
    async (role) => {
      const client = await t.as(role)
      await expect(client.getPerson({ params: { personId: amina.id } })).rejects.toHaveProblem('not-allowed')
      await expect(client.listPeople()).rejects.toHaveProblem('not-allowed')
      await expect(client.getTimeline({ params: { personId: amina.id } })).rejects.toHaveProblem('not-allowed')
    },
  )
  test.each(['evaluator', 'dpo', 'reader', 'host'] as const)('a %s does not look for people', async (role) => {
    await expect(search(await t.as(role), 'amina')).rejects.toHaveProblem('not-allowed')
  })
  test('staff tell people apart by masked details', async () => {
    expect(await search(await t.as('coordinator'), 'amina zanz')).toEqual([
      expect.objectContaining({
        id: amina.id,
        familyName: canary,
        phoneEnd: '877',
        emailHint: 'a…@example.org',
        birthYear: 1991,
        reasons: ['name'],
      }),
    ])
  })
  test('a helper finds names, and nothing about contact or birth, not even by guessing', async () => {
    const helper = await t.as('helper')
    const [found] = await search(helper, 'amina zanz')
    expect(Object.keys(found ?? {}).sort()).toEqual([
      'familyName',
      'givenName',
      'id',
      'memberSince',
      'ownScriptName',
      'reasons',
      'siteId',
      'usualName',
    ])
    for (const guess of ['0470998877', '998877', 'amina.zanzibarette@example.org', '1991', 'amina 1991', 'amina 877'])
      expect([guess, await search(helper, guess)]).toEqual([guess, []])
    const coordinator = await t.as('coordinator')
    for (const known of ['0470998877', '998877', 'amina.zanzibarette@example.org', 'amina 1991', 'amina 877'])
      expect([known, (await search(coordinator, known)).map(({ id }) => id)]).toEqual([known, [amina.id]])
  })
  test('nobody signed in reads nothing', async () => {
    await expect(search(t.anonymous, 'amina')).rejects.toHaveProblem('not-signed-in')
  })
})

describe('a member of another site', () => {
  test('answers exactly as one who does not exist', async () => {
    const { cookie } = await t.signIn('coordinator', { site: 'pilot' })
    const answer = async (path: string) => {
      const { status, text, headers } = await request(t.url).get(path).set('cookie', cookie)
      const { instance: _, ...body } = JSON.parse(text) as Record<string, unknown>
      return { status, body, length: headers['content-length'] }
    }
    for (const tail of ['', '/timeline', '/languages'])
      expect(await answer(`/v1/people/${amina.id}${tail}`)).toEqual(await answer(`/v1/people/${newId()}${tail}`))
    expect((await answer(`/v1/people/${amina.id}`)).status).toBe(404)
  })
  test('is not changed, not found, not listed', async () => {
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    const params = { personId: amina.id }
    const acts = [
      elsewhere.changePerson({ params, ifMatch: 1, body: { usualName: 'x' } }),
      elsewhere.recordArrival({ params, body: { arrivedOn: '2020', source: 'self' } }),
      elsewhere.recordLanguage({ params, body: { language: 'fr', level: 'A1', assessedBy: 'self' } }),
      elsewhere.addInterest({ params, body: { kind: 'skill', label: 'x' } }),
      elsewhere.recordConsent({
        params,
        body: { purpose: 'surveys', given: true, textVersion: '1', language: 'fr', channel: 'oral' },
      }),
    ]
    for (const act of acts) await expect(act).rejects.toHaveProblem('not-found')
    expect(await search(elsewhere, 'amina')).toEqual([])
    expect((await elsewhere.listPeople()).items).toEqual([])
  })
  test('with a role on both sites each person is read with the rights on theirs', async () => {
    const { client, accountId } = await t.signIn('coordinator', { site: 'pilot' })
    await t.insert('role_grant', {
      id: newId(),
      account_id: accountId,
      role: 'helper',
      on_site_id: t.sites.liege,
      starts_on: '2000-01-01',
      expires_on: '2199-12-31',
    })
    const { id } = await t.given.person({
      site: 'pilot',
      given_name: 'Amina',
      family_name: 'Pilote',
      phone: '+32470111877',
      birth_year: 1991,
    })
    const found = Object.fromEntries((await search(client, 'amina')).map((one) => [one.id, one]))
    expect(found[amina.id]).not.toHaveProperty('birthYear')
    expect(found[id]).toMatchObject({ birthYear: 1991, phoneEnd: '877' })
    expect((await search(client, '877')).map((one) => one.id)).toEqual([id])
  })
})

test('[B7] names stay out of logs, addresses and error answers', async () => {
  const coordinator = await t.as('coordinator')
  const body = {
    siteId: t.sites.liege,
    givenName: 'Amina',
    familyName: canary,
    email: 'amina.zanzibarette@example.org',
  }
  await expect(coordinator.registerPerson({ body })).rejects.toHaveProblem('possible-duplicate')
  await expect(
    coordinator.registerPerson({ body: { ...body, referrerName: 'Zanzibarette 85073003328' } }),
  ).rejects.toHaveProblem('national-number-refused')
  await coordinator.search({ body: { text: canary } })
  await coordinator.checkDuplicates({ body })
  const { cookie } = await t.signIn('coordinator')
  for (const wrong of [
    { ...body, nickname: canary },
    { ...body, birth: canary },
    { ...body, givenName: `${canary}\u0000` },
  ]) {
    const { status, text } = await request(t.url)
      .post('/v1/people')
      .set('cookie', cookie)
      .set('x-interra-client', '1')
      .send(wrong)
    expect([status, text.includes(canary)]).toEqual([400, false])
  }
  const written = log.join('')
  expect(log.length).toBeGreaterThan(20)
  expect(written).not.toMatch(/zanzibarette|470998877|85073003328/i)
})

test('a name that no column could hold is refused, never a failure', async () => {
  const client = await t.as('coordinator')
  const register = (givenName: string) => client.registerPerson({ body: { siteId: t.sites.liege, givenName } })
  for (const name of ['a\u0000b', 'half \ud800'])
    await expect(register(name)).rejects.toHaveProblem('malformed-request')
  for (const name of ['x'.repeat(9000), '\u0007', ''])
    await expect(register(name)).rejects.toHaveProblem('validation-failed')
})
