import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { problem } from '@interra/contracts'
import { startApi, type Api } from './harness.ts'

let t: Api
beforeAll(async () => void (t = await startApi()))
afterAll(() => t.stop())

describe('the harness', () => {
  test('a file has a database of its own with two sites', async () => {
    expect(await t.sql('select code from site order by code')).toEqual([{ code: 'liege' }, { code: 'pilote' }])
  })

  test('factories make rows at the site asked for', async () => {
    const session = await t.given.session({ site: 'pilot', capacity: 3 })
    const person = await t.given.person({ site: 'pilot' })
    await t.given.registration({ site: 'pilot', session_id: session.id, person_id: person.id })
    expect(await t.sql('select site_id, taken, capacity from session_seats')).toEqual([
      { site_id: t.sites.pilot, taken: 1, capacity: 3 },
    ])
  })

  test('the clock stands where it is set', () => {
    t.clock.set('2026-12-01T08:00:00Z')
    expect(t.deps.clock.now()).toEqual(new Date('2026-12-01T08:00:00Z'))
  })

  test('round trips to the database are counted', async () => {
    const scope = {
      sites: [t.sites.liege],
      filterSites: [],
      actorKind: 'system',
      actorId: null,
      requestId: 't',
    } as const
    const statement = { name: 'one', text: 'select 1 as one' }
    await t.database.read(scope, (db) => db.hot(statement, []))
    expect(await t.countQueries(() => t.database.read(scope, (db) => db.hot(statement, [])))).toBe(1)
    expect(await t.countQueries(() => t.database.write(scope, (db) => db.hot(statement, [])))).toBe(3)
  })

  test('a refusal is compared by its code and parameters', async () => {
    const refused = Promise.reject(problem('session-full', { params: { seats: 10, taken: 10 } }))
    await expect(refused).rejects.toHaveProblem('session-full', { seats: 10 })
    await expect(refused).rejects.not.toHaveProblem('session-full', { seats: 11 })
    await expect(refused).rejects.not.toHaveProblem('session-closed')
  })
})
