import type { Sheet } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi({ now: '2026-11-26T17:30:00Z' })
})
afterAll(() => t.stop())

async function evening(registered: number) {
  const session = await t.given.session({ capacity: 30 })
  const people = await Promise.all(Array.from({ length: registered }, () => t.given.person()))
  for (const person of people) await t.given.registration({ session_id: session.id, person_id: person.id })
  return { session, people, params: { sessionId: session.id } }
}
const rowOf = (sheet: Sheet, personId: string) => sheet.rows.find((row) => row.personId === personId)

describe('[J1] who reads the sheet', () => {
  test('a host reads first names, on the sessions they host only', async () => {
    const { people, params, session } = await evening(2)
    const person = await t.given.person()
    const host = await t.as('host', { personId: person.id })
    await expect(host.getSheet({ params })).rejects.toHaveProblem('not-found')
    await t.insert('session_host', {
      id: newId(),
      site_id: session.site_id,
      session_id: session.id,
      person_id: person.id,
      part: 'lead',
    })
    const sheet = await host.getSheet({ params })
    expect(sheet.rows).toHaveLength(people.length + 1)
    for (const row of sheet.rows) expect(Object.keys(row)).not.toContain('familyName')
    expect(rowOf(sheet, person.id)).toMatchObject({ part: 'host', givenName: 'Amina' })
  })

  test('two people of one first name are told apart by what the reader may see, and nobody else is', async () => {
    const { params, session } = await evening(0)
    const [one, other, third] = await Promise.all([
      t.given.person({ given_name: 'Yasmine', family_name: null, birth_year: 1991, member_since: '2024-03-03' }),
      t.given.person({ given_name: 'yasmine', family_name: null, birth_year: null, member_since: '2025-10-01' }),
      t.given.person({ given_name: 'Bérénice', birth_year: 1980 }),
    ])
    for (const { id } of [one, other, third]) await t.given.registration({ session_id: session.id, person_id: id })
    const { id: hostId } = await t.given.person({ given_name: 'Ariane' })
    const part = { id: newId(), site_id: session.site_id, session_id: session.id, person_id: hostId, part: 'lead' }
    await t.insert('session_host', part)
    const told = async (client: { getSheet: (input: { params: typeof params }) => Promise<Sheet> }) => {
      const sheet = await client.getSheet({ params })
      return [one, other, third].map(({ id }) => {
        const { birthYear, memberSince } = rowOf(sheet, id) ?? {}
        return { birthYear, memberSince }
      })
    }
    expect(await told(await t.as('coordinator'))).toEqual([
      { birthYear: 1991, memberSince: '2024-03-03' },
      { birthYear: null, memberSince: '2025-10-01' },
      { birthYear: null, memberSince: null },
    ])
    for (const client of [await t.as('helper'), await t.as('host', { personId: hostId })])
      expect(await told(client)).toEqual([
        { memberSince: '2024-03-03' },
        { memberSince: '2025-10-01' },
        { memberSince: null },
      ])
  })

  test('another site’s sheet is not found', async () => {
    const { params } = await evening(0)
    const elsewhere = await t.as('coordinator', { site: 'pilot' })
    await expect(elsewhere.getSheet({ params })).rejects.toHaveProblem('not-found')
    await expect(elsewhere.exportSheet({ params })).rejects.toHaveProblem('not-found')
  })
})
