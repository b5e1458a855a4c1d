import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { generateSync } from 'otplib'
import { openAccount, signInAs, type Opened } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { createSeal } from '../../platform/seal.ts'
import { sealFactors } from './sealed-factors.store.ts'

const [first, second, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)]
let t: Api
beforeAll(async () => void (t = await startApi({ env: { SECRETS_KEY: first.toString('base64') } })))
afterAll(() => t.stop())

const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(t.clock.now().getTime() / 1000) })
const later = () => t.clock.set(new Date(t.clock.now().getTime() + 60_000))
async function enrolled(): Promise<{ opened: Opened; secret: string }> {
  const opened = await openAccount(t)
  const { client } = await signInAs(t, opened)
  const { secret } = await client.startSecondFactor()
  await client.confirmSecondFactor({ body: { code: codeOf(secret) } })
  later()
  return { opened, secret }
}
const kept = async ({ accountId }: Opened) => {
  const [row] = await t.sql<{ totp_secret: string }>('select totp_secret from account where id = $1', [accountId])
  return row?.totp_secret ?? ''
}

describe('the secret of a second factor', () => {
  test('stands in the database sealed, and opens the door', async () => {
    const { opened, secret } = await enrolled()
    expect(await kept(opened)).toMatch(/^v1\./)
    const dump = await t.sql('select row_to_json(account)::text as row from account')
    expect(dump.map(({ row }) => row).join()).not.toContain(secret)
    await signInAs(t, opened, codeOf(secret))
  })

  test('opens for its own account only, and not once it was changed', async () => {
    const { opened, secret } = await enrolled()
    const other = await enrolled()
    const sealed = await kept(opened)
    const seal = createSeal([first])
    expect(seal.open(sealed, opened.accountId)).toBe(secret)
    expect(() => seal.open(sealed, other.opened.accountId)).toThrow()
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')
    expect(() => seal.open(changed, opened.accountId)).toThrow()
    expect(() => createSeal([stranger]).open(sealed, opened.accountId)).toThrow('SECRETS_KEY')
    expect(seal.close(secret, opened.accountId)).not.toBe(seal.close(secret, opened.accountId))
  })

  test('is sealed anew by the first key when the service starts, also one written before there was a key', async () => {
    const { opened, secret } = await enrolled()
    const before = await enrolled()
    await t.sql('update account set totp_secret = $2 where id = $1', [before.opened.accountId, before.secret])
    await sealFactors(t.database, createSeal([second, first]))
    const alone = createSeal([second])
    expect(alone.open(await kept(opened), opened.accountId)).toBe(secret)
    expect(alone.open(await kept(before.opened), before.opened.accountId)).toBe(before.secret)
    await sealFactors(t.database, createSeal([first, second]))
    await signInAs(t, opened, codeOf(secret))
  })

  test('without the key the service does not start', async () => {
    await enrolled()
    await expect(sealFactors(t.database, createSeal([]))).rejects.toThrow('SECRETS_KEY is missing')
    await expect(sealFactors(t.database, createSeal([stranger]))).rejects.toThrow('SECRETS_KEY lacks the key')
  })
})

test('without a key nobody sets one up, and where one is required the service does not start', async () => {
  const bare = await startApi({ env: { SECRETS_KEY: '' } })
  try {
    await sealFactors(bare.database, createSeal([]))
    const { client } = await signInAs(bare, await openAccount(bare))
    await expect(client.startSecondFactor()).rejects.toHaveProblem('act-not-possible')
    await bare.sql("insert into setting (key, value) values ('second_factor_required', 'true')")
    await expect(sealFactors(bare.database, createSeal([]))).rejects.toThrow('SECRETS_KEY is missing')
    await sealFactors(bare.database, createSeal([first]))
  } finally {
    await bare.stop()
  }
})
