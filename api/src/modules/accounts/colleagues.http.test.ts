import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

test('the team of a site is its coordinators, leads and admins, by name, while their roles hold', async () => {
  const liege = { params: { siteId: t.sites.liege } }
  await t.as('reader', { name: 'Lecture' })
  await t.as('admin', { site: 'all', name: 'Zoé' })
  await t.as('coordinator', { site: 'pilot', name: 'Ailleurs' })
  const past = await t.signIn('coordinator', { name: 'Partie' })
  await t.sql(`update role_grant set expires_on = '2026-11-21' where id = $1`, [past.grantId])
  const { client, accountId } = await t.signIn('coordinator', { name: 'Élise' })
  const { items } = await client.listColleagues(liege)
  expect(items.map(({ name }) => name)).toEqual(['Élise', 'Zoé'])
  expect(items[0]?.id).toBe(accountId)
  const elsewhere = await t.as('coordinator', { site: 'pilot' })
  await expect(elsewhere.listColleagues(liege)).rejects.toHaveProblem('not-found')
})
