import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { generateSync } from 'otplib'
import { openAccount, signInAs, trySignIn, type Opened, type SignedInAs } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

/** What the authenticator shows, `steps` of 30 seconds from now. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) + 30 * steps })
const wrongCode = (secret: string) => {
  const near = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.includes(code)) ?? ''
}

async function enrol({ client }: SignedInAs): Promise<string> {
  const { secret, uri } = await client.startSecondFactor()
  expect(uri).toMatch(/^otpauth:\/\/totp\/Interra:.*secret=/)
  await client.confirmSecondFactor({ body: { code: codeOf(secret) } })
  return secret
}
const later = (steps: number) => t.clock.set(new Date(t.clock.now().getTime() + steps * 30_000))
// the wrong tries of one test are no longer counted in the next
beforeEach(() => later(40))

describe('with a second factor', () => {
  test('the password alone is not enough, and the code opens the session', async () => {
    const opened = await openAccount(t)
    const secret = await enrol(await signInAs(t, opened))
    later(2)
    const { email, password } = opened
    const without = await trySignIn(t, { email, password })
    expect([without.status, without.body.code]).toEqual([401, 'second-factor-needed'])
    const wrong = await trySignIn(t, { email, password, code: wrongCode(secret) })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-credentials'])
    const { client } = await signInAs(t, opened, codeOf(secret))
    expect((await client.whoAmI()).secondFactor).toEqual({ enrolled: true, required: false })
  })

  test('a wrong password is not told apart from a missing code', async () => {
    const opened = await openAccount(t)
    await enrol(await signInAs(t, opened))
    const answer = await trySignIn(t, { email: opened.email, password: 'not the password' })
    expect(answer.body.code).toBe('wrong-credentials')
  })

  test('a code opens one session: read over a shoulder it is worth nothing', async () => {
    const opened = await openAccount(t)
    const secret = await enrol(await signInAs(t, opened))
    const { email, password } = opened
    expect((await trySignIn(t, { email, password, code: codeOf(secret) })).status).toBe(401)
    later(1)
    const code = codeOf(secret)
    const both = await Promise.all([1, 2].map(() => trySignIn(t, { email, password, code })))
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 401]))
    later(1)
    expect((await trySignIn(t, { email, password, code })).status).toBe(401)
  })

  test('a phone whose clock is half a minute off still works, a minute and a half does not', async () => {
    const opened = await openAccount(t)
    const secret = await enrol(await signInAs(t, opened))
    const { email, password } = opened
    later(10)
    expect((await trySignIn(t, { email, password, code: codeOf(secret, -3) })).status).toBe(401)
    expect((await trySignIn(t, { email, password, code: codeOf(secret, -1) })).status).toBe(201)
    later(10)
    expect((await trySignIn(t, { email, password, code: codeOf(secret, 1) })).status).toBe(201)
  })

  test('codes cannot be guessed one after the other', async () => {
    const opened = await openAccount(t)
    const session = await signInAs(t, opened)
    const { secret } = await session.client.startSecondFactor()
    const guess = () => session.client.confirmSecondFactor({ body: { code: wrongCode(secret) } })
    for (let round = 0; round < 5; round++) await expect(guess()).rejects.toHaveProblem('second-factor-code-wrong')
    await expect(guess()).rejects.toHaveProblem('too-many-requests')
  })
})

describe('setting one up', () => {
  test('is in force once a first code confirmed it, and ends the sessions opened without it', async () => {
    const opened = await openAccount(t)
    const [here, elsewhere] = [await signInAs(t, opened), await signInAs(t, opened)]
    await here.client.startSecondFactor()
    expect((await here.client.whoAmI()).secondFactor.enrolled).toBe(false)
    await signInAs(t, opened)
    await enrol(here)
    expect((await here.client.whoAmI()).secondFactor.enrolled).toBe(true)
    await expect(elsewhere.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
  })

  test('shows a secret once: another start replaces it, and none starts over one in force', async () => {
    const session = await signInAs(t, await openAccount(t))
    const first = await session.client.startSecondFactor()
    const second = await session.client.startSecondFactor()
    expect(second.secret).not.toBe(first.secret)
    await expect(session.client.confirmSecondFactor({ body: { code: codeOf(first.secret) } })).rejects.toHaveProblem(
      'second-factor-code-wrong',
    )
    await session.client.confirmSecondFactor({ body: { code: codeOf(second.secret) } })
    await expect(session.client.startSecondFactor()).rejects.toHaveProblem('conflict')
    await expect(session.client.confirmSecondFactor({ body: { code: codeOf(second.secret) } })).rejects.toHaveProblem(
      'conflict',
    )
  })
})

describe('removing it', () => {
  test('needs a code that was not used', async () => {
    const session = await signInAs(t, await openAccount(t))
    const secret = await enrol(session)
    const remove = (code: string) => session.client.removeSecondFactor({ body: { code } })
    await expect(remove(wrongCode(secret))).rejects.toHaveProblem('second-factor-code-wrong')
    await expect(remove(codeOf(secret))).rejects.toHaveProblem('second-factor-code-wrong')
    later(1)
    await remove(codeOf(secret))
    expect((await session.client.whoAmI()).secondFactor.enrolled).toBe(false)
    await expect(remove(codeOf(secret))).rejects.toHaveProblem('conflict')
  })

  test('[J1] an admin does it for somebody who lost theirs, and it is traced', async () => {
    const opened = await openAccount(t)
    const session = await signInAs(t, opened)
    await enrol(session)
    const admin = await t.as('admin', { site: 'all' })
    const params = { accountId: opened.accountId }
    const { version, secondFactor } = await admin.getAccount({ params })
    expect(secondFactor).toBe(true)
    const reset = await admin.resetSecondFactor({ params, ifMatch: version })
    expect(reset.secondFactor).toBe(false)
    await expect(session.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
    await signInAs(t, opened)
    await expect(admin.resetSecondFactor({ params, ifMatch: reset.version })).rejects.toHaveProblem('act-not-possible')
    expect(
      await t.sql(`select act from audit_event where entity_id = $1 and act like 'second%'`, [opened.accountId]),
    ).toEqual([{ act: 'second-factor.confirmed' }, { act: 'second-factor.reset' }])
  })
})

describe('where the policy asks for one', () => {
  let admin: SignedInAs
  let adminAccount: Opened
  const require = (secondFactorRequired: boolean) => admin.client.setSignInPolicy({ body: { secondFactorRequired } })
  beforeAll(async () => {
    adminAccount = await openAccount(t, { role: 'admin', siteId: null })
    admin = await signInAs(t, adminAccount)
  })

  test('only an admin of all sites who has one decides so', async () => {
    await expect(require(true)).rejects.toHaveProblem('rule-broken')
    await enrol(admin)
    const ofLiege = await t.as('admin')
    await expect(ofLiege.setSignInPolicy({ body: { secondFactorRequired: true } })).rejects.toHaveProblem('not-allowed')
    expect(await require(true)).toEqual({ secondFactorRequired: true })
    expect(await ofLiege.getSignInPolicy().catch((error: unknown) => error)).toMatchObject({
      code: 'second-factor-required',
    })
    await require(false)
  })

  test('staff without one reach nothing but setting it up', async () => {
    const session = await signInAs(t, await openAccount(t))
    await require(true)
    t.app.identities.forget()
    await expect(session.client.listSites()).rejects.toHaveProblem('second-factor-required')
    expect((await session.client.whoAmI()).secondFactor).toEqual({ enrolled: false, required: true })
    await enrol(session)
    expect((await session.client.listSites()).items).toHaveLength(1)
    await require(false)
  })

  test('guests are not asked', async () => {
    await require(true)
    t.app.identities.forget()
    const helper = await t.as('helper')
    expect((await helper.whoAmI()).secondFactor).toEqual({ enrolled: false, required: false })
    expect((await helper.listTerms({ params: { siteId: t.sites.liege } })).items).not.toEqual([])
    await require(false)
  })
})

test('every act about one’s own sign-in leaves a line, by whom it was', async () => {
  const opened = await openAccount(t)
  const here = await signInAs(t, opened)
  const secret = await enrol(here)
  later(2)
  await here.client.removeSecondFactor({ body: { code: codeOf(secret) } })
  const newPassword = 'trois vélos et un parapluie'
  await here.client.changePassword({ body: { currentPassword: opened.password, newPassword } })
  await here.client.signOut()
  const { client } = await signInAs(t, { ...opened, password: newPassword })
  await client.signOutEverywhere()
  const trail = await t.sql('select act, actor_id from audit_event where entity_id = $1 order by at, id', [
    opened.accountId,
  ])
  expect(trail.map(({ act }) => act)).toEqual([
    'session.begun',
    'second-factor.confirmed',
    'second-factor.removed',
    'password.changed',
    'session.ended',
    'session.begun',
    'session.all-ended',
  ])
  expect(new Set(trail.map(({ actor_id }) => actor_id))).toEqual(new Set([opened.accountId]))
})
