import type { Today } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startApi, type Api } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
/** Thursday 26 November 2026, 23:30 in Liège. */
const now = '2026-11-26T22:30:00Z'
beforeAll(async () => {
  t = await startApi({ now })
})
afterAll(() => t.stop())

const titles = (sessions: Today['sessions']) => sessions.map(({ startsOn, startsTime }) => `${startsOn} ${startsTime}`)

describe('[J6] what waits for me today', () => {
  test('[A15] sessions over without a closed sheet are listed, newest first, until closed', async () => {
    const evening = (starts_on: string, more: object = {}) => t.given.session({ starts_on, ...more })
    await evening('2026-11-24')
    await evening('2026-11-10')
    await evening('2026-11-17', { status: 'held', attendance_closed_at: '2026-11-17T20:00:00Z' })
    await evening('2026-11-12', { status: 'cancelled', status_reason: 'Neige' })
    await evening('2026-12-01')
    const day = await (await t.as('coordinator')).getToday({})
    expect(titles(day.toRecord)).toEqual(['2026-11-24 18:00', '2026-11-10 18:00'])
    expect(day.toRecordCount).toBe(2)
  })

  test('half an hour before midnight it is still today, and the next day is tomorrow', async () => {
    await t.given.session({ site: 'pilot', starts_on: '2026-11-26', starts_time: '20:00', ends_time: '22:00' })
    await t.given.session({ site: 'pilot', starts_on: '2026-11-27', starts_time: '09:00', ends_time: '10:00' })
    await t.given.session({ site: 'pilot', starts_on: '2026-11-28' })
    const day = await (await t.as('coordinator', { site: 'pilot' })).getToday({})
    expect(day.on).toBe('2026-11-26')
    expect(titles(day.sessions)).toEqual(['2026-11-26 20:00', '2026-11-27 09:00'])
  })

  test('the office sees what waits there, oldest first and mine first; the door does not', async () => {
    const mine = await t.signIn('coordinator')
    const colleague = await t.signIn('coordinator')
    const proposal = (title: string, received_on: string, owner: string | null) =>
      t.insert('proposal', {
        id: newId(),
        site_id: t.sites.liege,
        title,
        received_on,
        status: 'submitted',
        owner_account_id: owner,
        submitted_at: `${received_on}T10:00:00Z`,
      })
    await proposal('Hers', '2026-10-01', colleague.accountId)
    await proposal('Nobody’s', '2026-11-20', null)
    await proposal('Mine', '2026-11-06', mine.accountId)
    const { waiting } = await mine.client.getToday({})
    const received = waiting.filter(({ kind }) => kind === 'proposal_received')
    expect(received.map(({ title, ageDays, mine: my }) => [title, ageDays, my])).toEqual([
      ['Mine', 20, true],
      ['Nobody’s', 6, true],
      ['Hers', 56, false],
    ])
    expect((await (await t.as('helper')).getToday({})).waiting).toEqual([])
    expect((await (await t.as('reader')).getToday({})).waiting).toEqual([])
  })

  test('a host sees the sessions they host and no other', async () => {
    const person = await t.given.person()
    const own = await t.given.session({ starts_on: '2026-11-27', starts_time: '14:00', ends_time: '15:00' })
    await t.insert('session_host', {
      id: newId(),
      site_id: own.site_id,
      session_id: own.id,
      person_id: person.id,
      part: 'lead',
    })
    const day = await (await t.as('host', { personId: person.id })).getToday({})
    expect(day.sessions.map(({ id }) => id)).toEqual([own.id])
    expect(day.toRecordCount).toBe(0)
  })

  test('a site out of reach is not found, and the day is two statements', async () => {
    const client = await t.as('coordinator')
    await expect(client.getToday({ query: { site: t.sites.pilot } })).rejects.toHaveProblem('not-found')
    await client.getToday({})
    expect(await t.countQueries(() => client.getToday({}))).toBeLessThanOrEqual(3)
  })
})
