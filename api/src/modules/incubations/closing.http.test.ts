import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ApiClient } from '../../../test/client.ts'
import { startApi, type Api } from '../../../test/harness.ts'
import { givenAround, givenGuest, givenIncubation, type Accompanied, type Guest } from '../../../test/incubations.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const at = ({ id }: Pick<Accompanied, 'id'>) => ({ params: { incubationId: id } })
const review = {
  reached: 'Une carte, douze clients',
  remains: 'Trouver une cuisine',
  advice: 'Revoir le budget en mars',
}
type Body = Parameters<ApiClient['writeClosingReview']>[0]['body']
const write = async (one: Accompanied, body: Body = review, client = coordinator) => {
  const { version: ifMatch } = await client.getIncubation(at(one))
  return client.writeClosingReview({ ...at(one), ifMatch, body })
}
const ended = (stage = 'stopped') => givenIncubation(t, { row: { stage, stage_since: '2026-11-20' } })

describe('[E12] the closing review', () => {
  test.each(['alumni', 'stopped', 'employed_instead'])(
    '[E12] of somebody who is %s says what was reached, what remains and what is advised, with its day and its author',
    async (stage) => {
      const one = await ended(stage)
      expect((await coordinator.getIncubation(at(one))).closing).toBeNull()
      const { closing } = await write(one)
      expect(closing).toEqual({ ...review, reviewedOn: '2026-11-22', by: expect.stringMatching(/^coordinator /) })
    },
  )

  test('[E12] waits until it is over: before, the service refuses it and PostgreSQL itself', async () => {
    for (const stage of ['incubation', 'launched'] as const) {
      const one = await givenIncubation(t, { row: { stage } })
      await expect(write(one)).rejects.toHaveProblem('act-not-possible', { state: stage })
      const byHand = t.sql(`update incubation set closing_on = '2026-11-22', closing_reached = 'Tout' where id = $1`, [
        one.id,
      ])
      await expect(byHand).rejects.toThrow('incubation_closing_over')
    }
  })

  test('[E12] is corrected after the end by whoever read it as it stands; what it replaces is kept', async () => {
    const one = await ended()
    const { version } = await write(one)
    const second = { reached: 'Une carte et treize clients', reviewedOn: '2026-11-21' }
    const { closing } = await coordinator.writeClosingReview({ ...at(one), ifMatch: version, body: second })
    expect(closing).toMatchObject({ ...second, remains: null, advice: null })
    const late = coordinator.writeClosingReview({ ...at(one), ifMatch: version, body: review })
    await expect(late).rejects.toHaveProblem('version-outdated')
    const kept = await t.sql(
      'select closing_remains from history.incubation where id = $1 and closing_on is not null',
      [one.id],
    )
    expect(kept).toEqual([{ closing_remains: review.remains }])
    const traces = await t.sql(`select act, fields from audit_event where entity_id = $1 order by at, id`, [one.id])
    expect(traces.at(-1)).toEqual({ act: 'incubation.closing_reviewed', fields: ['reached', 'reviewedOn'] })
  })

  test('[E12] a day to come, one before the beginning and an empty word are told at their field', async () => {
    const one = await ended()
    const wrong = [
      [{ reviewedOn: '2026-11-23' }, '/reviewedOn', 'in-the-future'],
      [{ reviewedOn: '2026-01-04' }, '/reviewedOn', 'before-start'],
      [{ reached: ' ' }, '/reached', 'blank'],
    ] as const
    for (const [more, pointer, rule] of wrong) {
      const errors = [{ pointer, code: 'rule-broken', params: { rule } }]
      await expect(write(one, { ...review, ...more })).rejects.toMatchObject({ extra: { errors } })
    }
  })

  test('[E12] is written by a coach while they stand around, and read by experts and mentors, who do not write it', async () => {
    const one = await ended('alumni')
    const [coach, mentor, stranger] = [await givenGuest(t), await givenGuest(t, 'mentor'), await givenGuest(t)]
    await givenAround(t, one, coach.personId)
    await givenAround(t, one, mentor.personId, { role: 'mentor' })
    const waits = async ({ client }: Guest) =>
      (await client.getMyTasks({})).incubatees.map(({ closingMissing }) => closingMissing)
    expect([await waits(coach), await waits(mentor)]).toEqual([[true], [false]])
    expect((await write(one, review, coach.client)).closing).toMatchObject(review)
    expect(await waits(coach)).toEqual([false])
    expect((await mentor.client.getIncubation(at(one))).closing).toMatchObject(review)
    await expect(write(one, review, mentor.client)).rejects.toHaveProblem('not-allowed')
    const { version: ifMatch } = await coordinator.getIncubation(at(one))
    const blind = stranger.client.writeClosingReview({ ...at(one), ifMatch, body: review })
    await expect(blind).rejects.toHaveProblem('not-found')
    await t.sql('update circle_member set ends_on = $2 where incubation_id = $1', [one.id, '2026-11-21'])
    const left = coach.client.writeClosingReview({ ...at(one), ifMatch, body: review })
    await expect(left).rejects.toHaveProblem('not-found')
  })

  test('[E12] as long as nobody wrote it, it waits in Today since the end, for the team of the site', async () => {
    const one = await ended('employed_instead')
    const waits = async (client: ApiClient) =>
      (await client.getToday({})).waiting.find((item) => item.kind === 'closing_missing' && item.entityId === one.id)
    expect(await waits(coordinator)).toMatchObject({ title: 'Épicerie de quartier', sinceOn: '2026-11-20', ageDays: 2 })
    expect(await waits(await t.as('coordinator', { site: 'pilot' }))).toBeUndefined()
    expect(await waits(await t.as('reader'))).toBeUndefined()
    await write(one)
    expect(await waits(coordinator)).toBeUndefined()
  })
})
