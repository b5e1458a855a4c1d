import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { ApiClient } from '../client.ts'
import { startApi, type Api } from '../harness.ts'
import { newId } from '../../src/platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

async function sessionHostedBy(personId: string | null, site: 'liege' | 'pilot' = 'liege'): Promise<string> {
  const { id, site_id } = await t.given.session({ site })
  if (personId !== null)
    await t.insert('session_host', { id: newId(), site_id, session_id: id, person_id: personId, part: 'lead' })
  return id
}
const listed = async (client: ApiClient) => (await client.listSessions({})).items.map(({ id }) => id).sort()

test('[A14] a host reads the sessions they host; without a person behind the account, none', async () => {
  const { id: personId } = await t.given.person()
  const [own, other] = [await sessionHostedBy(personId), await sessionHostedBy(null)]
  expect(await listed(await t.as('host', { personId }))).toEqual([own])
  expect(await listed(await t.as('host'))).toEqual([])
  expect(await listed(await t.as('helper'))).toEqual(expect.arrayContaining([own, other]))
})

test('[J1] a role at another site opens nothing where one only hosts', async () => {
  const { id: personId } = await t.given.person()
  const [own, other] = [await sessionHostedBy(personId), await sessionHostedBy(null)]
  const elsewhere = await sessionHostedBy(null, 'pilot')
  const { client, accountId } = await t.signIn('host', { personId })
  const grant = { role: 'coordinator', on_site_id: t.sites.pilot, starts_on: '2000-01-01' }
  await t.insert('role_grant', { id: newId(), account_id: accountId, ...grant })
  expect(await listed(client)).toEqual([own, elsewhere].sort())
  const reads = [
    (sessionId: string) => client.getSession({ params: { sessionId } }),
    (sessionId: string) => client.getSheet({ params: { sessionId } }),
    (sessionId: string) => client.listRegistrations({ params: { sessionId } }),
    (sessionId: string) =>
      client.recordAttendance({ params: { sessionId }, body: { sentAt: '2026-11-22T11:00:00Z', marks: [] } }),
  ]
  for (const read of reads) {
    await expect(read(other)).rejects.toHaveProblem('not-found')
    for (const id of [own, elsewhere]) await expect(read(id)).resolves.toBeDefined()
  }
  const day = await client.getToday({})
  expect(day.toRecordCount).toBe(0)
})
