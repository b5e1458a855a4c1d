import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

test('[A16] nobody gets a place at a cancelled session, whoever writes it', async () => {
  const session = await t.given.session({ status: 'cancelled', status_reason: 'Neige' })
  const person = await t.given.person()
  const row = { session_id: session.id, person_id: person.id }
  await expect(t.given.registration(row)).rejects.toMatchObject({ constraint: 'registration_session_open' })
  await t.given.registration({ ...row, status: 'cancelled_by_org' })
})
