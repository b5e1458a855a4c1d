import type { SeriesPlan } from '@interra/contracts'
import type { ApiClient } from './client.ts'
import type { Api } from './harness.ts'

/** A series on Tuesday evenings of the autumn, and ways to read it. */
export function seriesOf(t: Api, coordinator: ApiClient) {
  const tuesdays = (part: Partial<SeriesPlan> = {}): SeriesPlan => ({
    rule: { kind: 'weekly', every: 1, on: ['tuesday'] },
    startsOn: '2026-10-06',
    untilOn: '2026-11-10',
    startsTime: '18:00',
    endsTime: '20:00',
    ...part,
  })
  return {
    tuesdays,
    sessionsOf: async (workshopId: string) =>
      (await coordinator.listSessions({ query: { workshopId, limit: 200 } })).items,
    async scheduled(part: Partial<SeriesPlan> = {}) {
      const workshop = await t.given.workshop()
      const params = { workshopId: workshop.id }
      const series = await coordinator.scheduleSeries({ params, body: tuesdays(part) })
      return { workshop, params, series, ids: series.sessions.map(({ id }) => id) }
    },
    read: (sessionId: string) => coordinator.getSession({ params: { sessionId } }),
  }
}

export type Series = ReturnType<typeof seriesOf>
