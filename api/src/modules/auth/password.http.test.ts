import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { mailedToken, openAccount, signInAs } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

const chosen = 'trois vélos et un parapluie'
const mailsTo = (email: string) => t.sql('select kind, locale, status from outbox_message where address = $1', [email])

describe('a forgotten password', () => {
  test('is replaced with a link that works once', async () => {
    const opened = await openAccount(t)
    await t.anonymous.requestReset({ body: { email: opened.email.toUpperCase() } })
    const token = await mailedToken(t, opened.email)
    await t.anonymous.setPassword({ body: { token, password: chosen } })
    await expect(signInAs(t, opened)).rejects.toThrow('401')
    await signInAs(t, { ...opened, password: chosen })
    await expect(t.anonymous.setPassword({ body: { token, password: `${chosen} bis` } })).rejects.toHaveProblem(
      'link-expired',
    )
  })

  test('two people with one link at the same moment: one sets the password', async () => {
    const opened = await openAccount(t)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const token = await mailedToken(t, opened.email)
    const tries = ['un', 'deux', 'trois', 'quatre'].map((word) =>
      t.anonymous.setPassword({ body: { token, password: `${chosen} ${word}` } }),
    )
    const results = await Promise.allSettled(tries)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a new password ends every session and every other link', async () => {
    const opened = await openAccount(t)
    const { client } = await signInAs(t, opened)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const first = await mailedToken(t, opened.email)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    await t.anonymous.setPassword({ body: { token: await mailedToken(t, opened.email), password: chosen } })
    await expect(client.whoAmI()).rejects.toHaveProblem('not-signed-in')
    await expect(t.anonymous.setPassword({ body: { token: first, password: chosen } })).rejects.toHaveProblem(
      'link-expired',
    )
  })

  test('the link stops working after an hour', async () => {
    const opened = await openAccount(t)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const token = await mailedToken(t, opened.email)
    t.clock.set('2026-11-22T12:00:00Z')
    await expect(t.anonymous.setPassword({ body: { token, password: chosen } })).rejects.toHaveProblem('link-expired')
    t.clock.set('2026-11-22T11:00:00Z')
  })

  test('asking tells nothing about who has an account, and takes as long', async () => {
    const opened = await openAccount(t)
    const disabled = await openAccount(t)
    await t.sql(`update account set status = 'disabled' where id = $1`, [disabled.accountId])
    const timed = async (email: string) => {
      const begun = performance.now()
      expect(await t.anonymous.requestReset({ body: { email } })).toBeUndefined()
      return performance.now() - begun
    }
    const times = [await timed(opened.email), await timed('nobody@example.org'), await timed(disabled.email)]
    for (const time of times) expect(time).toBeGreaterThan(295)
    expect(await mailsTo(opened.email)).toHaveLength(1)
    expect(await mailsTo(disabled.email)).toEqual([])
    expect(await mailsTo('nobody@example.org')).toEqual([])
  })

  test('nobody is flooded with mails: three an hour', async () => {
    const opened = await openAccount(t)
    for (let round = 0; round < 5; round++) await t.anonymous.requestReset({ body: { email: opened.email } })
    expect(await mailsTo(opened.email)).toHaveLength(3)
  })
})

describe('a chosen password', () => {
  const refusal = async (password: string) => {
    const opened = await openAccount(t)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const token = await mailedToken(t, opened.email)
    return t.anonymous.setPassword({ body: { token, password } }).catch((error: unknown) => error)
  }
  test('that is too short or too common is refused, and the link still works', async () => {
    const opened = await openAccount(t)
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const token = await mailedToken(t, opened.email)
    for (const password of ['trop court', 'motdepassemotdepasse', opened.email])
      await expect(t.anonymous.setPassword({ body: { token, password } })).rejects.toHaveProblem('password-too-weak')
    await t.anonymous.setPassword({ body: { token, password: chosen } })
  })
  test('the refusal says where and how long it must be', async () => {
    expect(await refusal('trop court')).toMatchObject({
      extra: { errors: [{ pointer: '/password', params: { fault: 'too-short', minLength: 15 } }] },
    })
  })
})

describe('an invitation', () => {
  const invite = async (email: string) => {
    const admin = await t.as('admin', { site: 'all' })
    const grants = [{ role: 'reader' as const, siteId: t.sites.liege, programme: null, expiresOn: null }]
    return admin.inviteAccount({ body: { name: 'Sacha Mertens', email, locale: 'en', grants } })
  }

  test('[J1] is mailed in the language of the person, and the first password opens the account', async () => {
    const email = 'sacha@example.org'
    expect(await invite(email)).toMatchObject({ state: 'invited', lastSeenOn: null, secondFactor: false })
    expect(await mailsTo(email)).toEqual([{ kind: 'account-invitation', locale: 'en', status: 'queued' }])
    const token = await mailedToken(t, email)
    await expect(signInAs(t, { accountId: '', email, password: chosen })).rejects.toThrow('401')
    await t.anonymous.setPassword({ body: { token, password: chosen } })
    const { client } = await signInAs(t, { accountId: '', email, password: chosen })
    expect((await client.whoAmI()).grants).toMatchObject([{ role: 'reader', siteName: 'Liège' }])
  })

  test('the link is in the mail and, once sent, nowhere else', async () => {
    const email = 'noa@example.org'
    await invite(email)
    const token = await mailedToken(t, email)
    await t.runJobs()
    const mails = await readdir(t.config.mailDir)
    const texts = await Promise.all(mails.map((name) => readFile(path.join(t.config.mailDir, name), 'utf8')))
    expect(texts.filter((text) => text.replace(/=\n/g, '').includes(token))).toHaveLength(1)
    const kept = await t.sql(`select row_to_json(o)::text as row from outbox_message o
      union all select row_to_json(l)::text from account_link l union all select row_to_json(e)::text from audit_event e`)
    expect(kept.map(({ row }) => row).join()).not.toContain(token)
  })

  test('works for seven days, and the one before it no longer once it is sent again', async () => {
    const email = 'ilyas@example.org'
    const { id } = await invite(email)
    const first = await mailedToken(t, email)
    const admin = await t.as('admin', { site: 'all' })
    await admin.sendInviteAgain({ params: { accountId: id } })
    const second = await mailedToken(t, email)
    await expect(t.anonymous.setPassword({ body: { token: first, password: chosen } })).rejects.toHaveProblem(
      'link-expired',
    )
    t.clock.set('2026-11-29T11:00:00Z')
    await expect(t.anonymous.setPassword({ body: { token: second, password: chosen } })).rejects.toHaveProblem(
      'link-expired',
    )
    t.clock.set('2026-11-29T10:59:59Z')
    await t.anonymous.setPassword({ body: { token: second, password: chosen } })
    t.clock.set('2026-11-22T11:00:00Z')
    await expect(admin.sendInviteAgain({ params: { accountId: id } })).rejects.toHaveProblem('act-not-possible')
  })
})

describe('a password is changed by whoever knows it', () => {
  test('the other sessions end, this one stays, links stop working, and the account is told', async () => {
    const opened = await openAccount(t)
    const [here, elsewhere] = [await signInAs(t, opened), await signInAs(t, opened)]
    await t.anonymous.requestReset({ body: { email: opened.email } })
    const token = await mailedToken(t, opened.email)
    await here.client.changePassword({ body: { currentPassword: opened.password, newPassword: chosen } })

    await expect(here.client.whoAmI()).resolves.toMatchObject({ account: { email: opened.email } })
    await expect(elsewhere.client.whoAmI()).rejects.toHaveProblem('not-signed-in')
    await expect(t.anonymous.setPassword({ body: { token, password: `${chosen} bis` } })).rejects.toHaveProblem(
      'link-expired',
    )
    await expect(signInAs(t, opened)).rejects.toThrow('401')
    await signInAs(t, { ...opened, password: chosen })
    expect(await mailsTo(opened.email)).toContainEqual({ kind: 'password-changed', locale: 'fr', status: 'queued' })
    const trail = await t.sql('select act, actor_id from audit_event where entity_id = $1 order by at', [
      opened.accountId,
    ])
    expect(trail).toContainEqual({ act: 'password.changed', actor_id: opened.accountId })
    await t.runJobs()
  })

  test('a wrong present password and a weak new one are told apart, each at its member; nothing changes', async () => {
    const opened = await openAccount(t)
    const { client } = await signInAs(t, opened)
    const change = (currentPassword: string, newPassword: string) =>
      client.changePassword({ body: { currentPassword, newPassword } })
    await expect(change(`${opened.password}!`, chosen)).rejects.toMatchObject({
      code: 'current-password-wrong',
      extra: { errors: [{ pointer: '/currentPassword' }] },
    })
    await expect(change(opened.password, 'motdepassemotdepasse')).rejects.toMatchObject({
      code: 'password-too-weak',
      extra: { errors: [{ pointer: '/newPassword', params: { fault: 'too-common' } }] },
    })
    await signInAs(t, opened)
    expect(await mailsTo(opened.email)).toEqual([])
  })

  test('guessing the present password with a session that was left open is slowed down', async () => {
    const opened = await openAccount(t)
    const { client } = await signInAs(t, opened)
    const guesses: unknown[] = []
    for (let guess = 0; guess < 12; guess++)
      guesses.push(
        await client
          .changePassword({ body: { currentPassword: `essai numéro ${guess} et fin`, newPassword: chosen } })
          .catch((error: unknown) => Reflect.get(Object(error), 'code')),
      )
    expect(new Set(guesses)).toEqual(new Set(['current-password-wrong', 'too-many-requests']))
  })
})
