import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Account } from '@interra/contracts'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

const reader = { role: 'reader', siteId: null, programme: null, expiresOn: null } as const
const admin = { role: 'admin', siteId: null, programme: null, expiresOn: null } as const

test('[J1] the last admin is neither disabled nor demoted nor given a last day', async () => {
  const { client, accountId } = await t.signIn('admin', { site: 'all' })
  await t.as('admin')
  const params = { accountId }
  const { version: ifMatch } = await client.getAccount({ params })
  await expect(client.disableAccount({ params, ifMatch })).rejects.toHaveProblem('last-admin')
  for (const grant of [reader, { ...admin, expiresOn: '2030-01-01' }])
    await expect(client.changeGrants({ params, ifMatch, body: { grants: [grant] } })).rejects.toHaveProblem(
      'last-admin',
    )
  expect((await client.getAccount({ params })).grants).toMatchObject([admin])
})

test('[J1] two admins who remove each other at the same moment: one stays, every time', async () => {
  const rounds = process.env['INTERRA_PROVE'] === 'full' ? 30 : 10
  for (let round = 0; round < rounds; round++) {
    const [one, two] = [await t.signIn('admin', { site: 'all' }), await t.signIn('admin', { site: 'all' })]
    await t.sql(`update account set status = 'disabled' where id <> all ($1) and status = 'active'`, [
      [one.accountId, two.accountId],
    ])
    t.app.identities.forget()
    const remove = async (client: ApiClient, accountId: string): Promise<Account> => {
      const params = { accountId }
      const { version: ifMatch } = await client.getAccount({ params })
      return round % 2 === 0
        ? client.disableAccount({ params, ifMatch })
        : client.changeGrants({ params, ifMatch, body: { grants: [reader] } })
    }
    await Promise.allSettled([remove(one.client, two.accountId), remove(two.client, one.accountId)])
    const left = await t.sql(`select a.id from account a join role_grant g on g.account_id = a.id
      where g.role = 'admin' and g.on_site_id is null and a.status = 'active'`)
    expect(left.length).toBeGreaterThanOrEqual(1)
  }
})
