import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openAccount, trySignIn } from '../../../test/accounts.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { forgetSignInsJob } from './auth.jobs.ts'

let t: Api
beforeAll(async () => void (t = await startApi({ now: '2026-11-22T11:00:00Z' })))
afterAll(() => t.stop())

test('tries are forgotten after a month, sessions and links a year after their end', async () => {
  const { email, password } = await openAccount(t)
  await trySignIn(t, { email, password })
  await t.anonymous.requestReset({ body: { email } })
  const kept = async (on: string) => {
    t.clock.set(`${on}T03:17:00Z`)
    await forgetSignInsJob.run(t.deps, {})
    const [row] = await t.sql(`select (select count(*)::int from sign_in_attempt) as tries,
      (select count(*)::int from account_session) as sessions, (select count(*)::int from account_link) as links`)
    return row
  }
  expect(await kept('2026-12-22')).toEqual({ tries: 1, sessions: 1, links: 1 })
  expect(await kept('2026-12-23')).toEqual({ tries: 0, sessions: 1, links: 1 })
  expect(await kept('2027-11-23')).toEqual({ tries: 0, sessions: 1, links: 0 })
  expect(await kept('2027-12-23')).toEqual({ tries: 0, sessions: 0, links: 0 })
})
