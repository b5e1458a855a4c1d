import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let cookie: string
beforeAll(async () => {
  t = await startApi({ env: { EXPORT_SECONDS: '2' } })
  cookie = (await t.signIn('coordinator')).cookie
  const session = await t.given.session({ starts_on: '2026-03-03' })
  const person = await t.given.person({ family_name: 'Long '.repeat(20) })
  // more than the buffers of both ends hold
  await t.sql(
    `insert into registration (id, site_id, session_id, person_id, status, author_kind)
     select gen_random_uuid(), $1, $2, $3, 'cancelled_by_person', 'staff' from generate_series(1, 80000)`,
    [session.site_id, session.id, person.id],
  )
}, 60_000)
afterAll(() => t.stop())

/** An export of which the head came and nothing was read further. */
async function begin(): Promise<IncomingMessage> {
  const url = new URL('/v1/registrations.csv?from=2026-01-01&to=2027-01-01', t.url)
  const [answer] = (await once(get(url, { headers: { cookie }, agent: false }), 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(200)
  answer.on('error', () => undefined)
  return answer
}
const readings = async () =>
  (
    await t.sql(
      `select from pg_stat_activity where datname = current_database() and application_name = 'interra reports'
       and state <> 'idle'`,
    )
  ).length
/** Seconds until no long reading is open. */
async function secondsUntilFree(): Promise<number> {
  const start = performance.now()
  while ((await readings()) > 0 && performance.now() - start < 9000) await pause(50)
  return (performance.now() - start) / 1000
}

describe('[A12] a reader of an export', () => {
  test('who stops reading is cut off in time, and the connection is back', async () => {
    const answer = await begin()
    expect(await readings()).toBe(1)
    expect(await secondsUntilFree()).toBeLessThan(4)
    const closed = new Promise((resolve) => answer.once('close', resolve))
    answer.resume()
    await closed
    expect(answer.complete).toBe(false)
  })

  test('who reads a little now and then has no longer than others', async () => {
    const answer = await begin()
    const reading = setInterval(() => answer.read(60_000), 100)
    expect(await secondsUntilFree()).toBeLessThan(4)
    clearInterval(reading)
    answer.destroy()
  })

  test('who goes away gives the connection back at once', async () => {
    const answer = await begin()
    expect(await readings()).toBe(1)
    answer.destroy()
    expect(await secondsUntilFree()).toBeLessThan(1.8)
  })
})
