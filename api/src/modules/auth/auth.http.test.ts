import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { cookieOf, openAccount, signInAs, trySignIn } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

describe('signing in', () => {
  test('[J1] opens a session whose cookie scripts cannot read, and tells who one is and where', async () => {
    const opened = await openAccount(t)
    const answer = await trySignIn(t, { email: opened.email.toUpperCase(), password: opened.password })
    expect(answer.status).toBe(201)
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^interra=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(answer.body).toMatchObject({
      account: { email: opened.email, locale: 'fr' },
      grants: [{ role: 'coordinator', siteName: 'Liège', programme: null, expiresOn: null }],
      sites: [{ code: 'liege', timeZone: 'Europe/Brussels' }],
      demo: false,
      secondFactor: { enrolled: false, required: false },
      endsAt: new Date(t.clock.now().getTime() + 30 * 86_400_000).toISOString(),
    })
    const client = request(t.url).get('/v1/auth/session').set('cookie', cookieOf(answer))
    expect((await client).body).toEqual(answer.body)
  })

  test('over https the cookie is bound to the host and to https', async () => {
    const secure = await startApi({ env: { PUBLIC_URL: 'https://interra.example.org' } })
    try {
      const { email, password } = await openAccount(secure)
      const answer = await trySignIn(secure, { email, password })
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-interra=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    } finally {
      await secure.stop()
    }
  })

  test('makes a new session, and the one that was there no longer opens anything', async () => {
    const opened = await openAccount(t)
    const before = await signInAs(t, opened)
    const answer = await trySignIn(t, { email: opened.email, password: opened.password }, { cookie: before.cookie })
    expect(answer.status).toBe(201)
    expect(cookieOf(answer)).not.toBe(before.cookie)
    await expect(before.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
  })

  test('does not take over a session id that somebody planted', async () => {
    const opened = await openAccount(t)
    const planted = 'interra=planted-by-somebody-else-0123456789abcdef'
    const answer = await trySignIn(t, { email: opened.email, password: opened.password }, { cookie: planted })
    expect(cookieOf(answer)).not.toBe(planted)
    await request(t.url).get('/v1/auth/session').set('cookie', planted).expect(401)
  })
})

describe('a session', () => {
  test('ends at sign-out: its cookie is worth nothing afterwards', async () => {
    const { client, cookie } = await signInAs(t, await openAccount(t))
    await client.signOut()
    await request(t.url).get('/v1/auth/session').set('cookie', cookie).expect(401)
  })

  test('ends everywhere when asked', async () => {
    const opened = await openAccount(t)
    const [one, two] = [await signInAs(t, opened), await signInAs(t, opened)]
    await one.client.signOutEverywhere()
    await expect(two.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
  })

  test('[J1] ends when an admin disables the account: the very next call is refused, every time', async () => {
    const admin = await t.as('admin', { site: 'all' })
    const opened = await openAccount(t)
    const { client } = await signInAs(t, opened)
    const rounds = process.env['INTERRA_PROVE'] === 'full' ? 100 : 20
    for (let round = 0; round < rounds; round++) {
      await client.whoAmI()
      const { version } = await admin.getAccount({ params: { accountId: opened.accountId } })
      const params = { accountId: opened.accountId }
      const disabled = await admin.disableAccount({ params, ifMatch: version })
      await expect(client.whoAmI()).rejects.toHaveProblem('not-signed-in')
      await admin.enableAccount({ params, ifMatch: disabled.version })
      await t.sql('update account_session set ended_at = null where account_id = $1', [opened.accountId])
      t.app.identities.forget()
    }
  })

  test('ends when it was not used for a week, and after a month in any case', async () => {
    const began = '2026-11-22T11:00:00Z'
    t.clock.set(began)
    const { client } = await signInAs(t, await openAccount(t))
    for (const day of ['2026-11-28', '2026-12-04', '2026-12-10', '2026-12-16', '2026-12-21']) {
      t.clock.set(`${day}T12:00:00Z`)
      t.app.identities.forget()
      await client.whoAmI()
    }
    t.clock.set('2026-12-22T11:00:01Z')
    t.app.identities.forget()
    await expect(client.whoAmI()).rejects.toHaveProblem('not-signed-in')

    t.clock.set(began)
    const idle = await signInAs(t, await openAccount(t))
    t.clock.set('2026-11-29T11:00:01Z')
    t.app.identities.forget()
    await expect(idle.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
    t.clock.set(began)
  })

  test('[J1] a role counts from its first day to its last day in Liège', async () => {
    t.clock.set('2026-11-27T11:00:00Z')
    const opened = await openAccount(t)
    await t.sql(`update role_grant set expires_on = '2026-11-30' where account_id = $1`, [opened.accountId])
    const { client } = await signInAs(t, opened)
    const at = async (instant: string) => {
      t.clock.set(instant)
      t.app.identities.forget()
      return client.listSites()
    }
    expect((await at('2026-11-30T22:30:00Z')).items).toHaveLength(1)
    await expect(at('2026-11-30T23:30:00Z')).rejects.toHaveProblem('not-allowed')
    t.clock.set('2026-11-22T11:00:00Z')
  })
})

describe('a change made with a cookie', () => {
  test('needs the header that a foreign page cannot send', async () => {
    const { cookie } = await signInAs(t, await openAccount(t))
    const answer = await request(t.url).put('/v1/auth/locale').set('cookie', cookie).send({ locale: 'en' })
    expect([answer.status, answer.body.code]).toEqual([403, 'client-header-missing'])
  })

  test('is refused when it comes from another site', async () => {
    const { cookie } = await signInAs(t, await openAccount(t))
    const answer = await request(t.url)
      .put('/v1/auth/locale')
      .set({ cookie, 'x-interra-client': '1', origin: 'https://elsewhere.example.org' })
      .send({ locale: 'en' })
    expect([answer.status, answer.body.code]).toEqual([403, 'foreign-origin'])
  })
})

test('the language of the screens is kept with the account', async () => {
  const { client } = await signInAs(t, await openAccount(t))
  await client.setLocale({ body: { locale: 'en' } })
  expect((await client.whoAmI()).account.locale).toBe('en')
})

test('neither hashes nor secrets stand in any answer', async () => {
  const opened = await openAccount(t, { role: 'admin', siteId: null })
  await t.sql(`update account set totp_secret = 'CANARYSECRETCANARYSECRET' where id = $1`, [opened.accountId])
  const { cookie } = await signInAs(t, opened)
  const get = async (path: string) => (await request(t.url).get(path).set('cookie', cookie)).text
  const answers = await Promise.all(['/v1/auth/session', '/v1/accounts', `/v1/accounts/${opened.accountId}`].map(get))
  for (const text of answers) {
    expect(text).toContain(opened.email)
    expect(text).not.toMatch(/argon2|CANARYSECRET|password|totp|token_?hash/i)
  }
})
