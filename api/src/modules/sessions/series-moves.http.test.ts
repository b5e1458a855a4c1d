import type { ChangeSession, SeriesPlan } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi({ now: '2026-09-01T08:00:00Z' })
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const tuesdays = (part: Partial<SeriesPlan> = {}): SeriesPlan => ({
  rule: { kind: 'weekly', every: 1, on: ['tuesday'] },
  startsOn: '2026-10-06',
  untilOn: '2026-11-10',
  startsTime: '18:00',
  endsTime: '20:00',
  ...part,
})
const sessionsOf = async (workshopId: string) =>
  (await coordinator.listSessions({ query: { workshopId, limit: 200 } })).items

async function scheduled(part: Partial<SeriesPlan> = {}) {
  const workshop = await t.given.workshop()
  const params = { workshopId: workshop.id }
  const series = await coordinator.scheduleSeries({ params, body: tuesdays(part) })
  return { workshop, params, series, ids: series.sessions.map(({ id }) => id) }
}
const read = (sessionId: string) => coordinator.getSession({ params: { sessionId } })
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
