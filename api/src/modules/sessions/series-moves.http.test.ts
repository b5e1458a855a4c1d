import type { ChangeSession } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { seriesOf, type Series } from '../../../test/series.ts'

let t: Api
let coordinator: ApiClient
let read: Series['read']
let scheduled: Series['scheduled']
let sessionsOf: Series['sessionsOf']
beforeAll(async () => {
  t = await startApi({ now: '2026-09-01T08:00:00Z' })
  coordinator = await t.as('coordinator')
  ;({ read, scheduled, sessionsOf } = seriesOf(t, coordinator))
})
afterAll(() => t.stop())

const changed = async (sessionId: string, body: ChangeSession) =>
  coordinator.changeSession({ params: { sessionId }, body, ifMatch: (await read(sessionId)).version })

describe('[A5] moving a series past what is in its way', () => {
  test('by a whole week, over the day of one that was cancelled, which stays where it was', async () => {
    const { workshop, ids, series } = await scheduled()
    const { version } = await read(ids[1] ?? '')
    const snow = { scope: 'this', reason: 'Neige' } as const
    await coordinator.cancelSession({ params: { sessionId: ids[1] ?? '' }, ifMatch: version, body: snow })
    const result = await changed(ids[0] ?? '', { scope: 'all', startsOn: '2026-10-13' })
    expect(result.changed).toBe(5)
    const stays = (await sessionsOf(workshop.id)).filter(({ seriesId }) => seriesId === series.id)
    expect(stays.map(({ startsOn, status }) => [startsOn, status])).toEqual([['2026-10-13', 'cancelled']])
  })

  test('a session that moves gets its new host in the same act, whatever the old one does at that hour', async () => {
    const [old, next] = [await t.given.person(), await t.given.person()]
    const { ids } = await scheduled()
    const other = await scheduled({ startsOn: '2026-10-08', rule: { kind: 'weekly', every: 1, on: ['thursday'] } })
    const hostedBy = (personId: string): ChangeSession => ({ scope: 'this', hosts: [{ personId, part: 'lead' }] })
    await changed(ids[0] ?? '', hostedBy(old.id))
    await changed(other.ids[0] ?? '', hostedBy(old.id))
    await expect(changed(ids[0] ?? '', { scope: 'this', startsOn: '2026-10-08' })).rejects.toHaveProblem('host-taken')
    const moved = await changed(ids[0] ?? '', { ...hostedBy(next.id), startsOn: '2026-10-08' })
    expect(moved.session).toMatchObject({ startsOn: '2026-10-08', hosts: [{ personId: next.id }] })
  })
})
