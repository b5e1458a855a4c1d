import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gates, indicators, type IndicatorId } from '@interra/contracts'
import { indicatorWith } from '../../src/modules/impact/registry.sql.ts'
import { newId } from '../../src/platform/ids.ts'
import { ofPerson } from '../../src/modules/impact/breakdowns.sql.ts'
import { groupJoins, rulesSql } from '../../src/modules/impact/group.sql.ts'
import type { ApiClient } from '../client.ts'
import { startApi, type Api } from '../harness.ts'

let t: Api
let coordinator: ApiClient
beforeAll(async () => {
  t = await startApi()
  coordinator = await t.as('coordinator')
})
afterAll(() => t.stop())

const year = { from: '2026-01-01', to: '2027-01-01' }

/** An instant between what was done before and what is done after; the service's clock is set to it. */
async function moment(): Promise<string> {
  const [row] = await t.sql<{ at: Date }>(
    `select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as at`,
  )
  await t.sql('select pg_sleep(0.003)')
  if (!row) throw new Error('there is no present')
  t.clock.set(row.at)
  return row.at.toISOString()
}

/** A held session with people there, and what says who they are. */
async function evening() {
  const session = await t.given.session({ starts_on: '2026-10-05', status: 'held' })
  const people = []
  for (const gender of ['woman', 'woman', 'man', 'man']) {
    const person = await t.given.person({ gender, lifelong_resident: false, is_belgian: false })
    const attendance = await t.insert<{ id: string }>('attendance', {
      id: newId(),
      site_id: t.sites.liege,
      session_id: session.id,
      person_id: person.id,
      status: 'present',
      part: 'participant',
      walk_in: false,
      observed_at: '2026-10-05T17:00:00Z',
    })
    people.push({ id: person.id, attendanceId: attendance.id })
  }
  return people
}

const ask = (indicator: IndicatorId, more: object = {}) =>
  coordinator.getFigureTable({ query: { indicator, ...year, by: 'gender', ...more } })

describe('[M12] a table as known at an instant', () => {
  test('[H9] a correction, a merge and an erasure after it leave it as it was, and change the present', async () => {
    const [corrected, merged, into, erased] = await evening()
    if (!corrected || !merged || !into || !erased) throw new Error('four were there')
    const asKnownAt = await moment()
    const before = { persons: await ask('ACT-04', { asKnownAt }), times: await ask('MIX-01', { asKnownAt }) }
    const states = [before.persons.cells]
    const acts = [
      () => t.sql(`update attendance set status = 'unexcused' where id = $1`, [corrected.attendanceId]),
      () => t.sql(`update person set status = 'merged', merged_into_id = $2 where id = $1`, [merged.id, into.id]),
      async () => {
        const nobody = `given_name = '–', family_name = null, gender = null, birth_year = null, email = null`
        await t.sql(`update person set ${nobody}, status = 'anonymised' where id = $1`, [erased.id])
        // the law takes the name from what was known before as well; what is counted stays
        await t.sql(`update history.person set given_name = '–', family_name = null, email = null where id = $1`, [
          erased.id,
        ])
      },
    ]
    for (const act of acts) {
      await act()
      await moment()
      const then = { persons: await ask('ACT-04', { asKnownAt }), times: await ask('MIX-01', { asKnownAt }) }
      expect(then.persons.cells).toEqual(before.persons.cells)
      expect(then.times.cells).toEqual(before.times.cells)
      expect(then.persons.asOf).toBe(asKnownAt)
      const now = await ask('ACT-04')
      expect(now.cells).not.toEqual(states.at(-1))
      states.push(now.cells)
    }
  })

  test('[M11] is for those who read whole numbers: two instants could be subtracted', async () => {
    const asKnownAt = await moment()
    const reader = await t.as('reader')
    const query = { indicator: 'ACT-01', ...year, asKnownAt } as const
    await expect(reader.getFigureTable({ query })).rejects.toHaveProblem('not-allowed')
    await expect(ask('ACT-01', { by: undefined, asKnownAt: '2199-01-01T00:00:00Z' })).rejects.toMatchObject({
      extra: { errors: [{ pointer: '/query/asKnownAt', params: { rule: 'in-the-future' } }] },
    })
  })

  test('[H9] every table that a figure reads keeps its versions', async () => {
    const functions = await t.sql<{ body: string }>(
      `select prosrc as body from pg_proc where pronamespace = 'interra'::regnamespace
         and proname in ('group_at', 'group_of', 'below_everywhere', 'language_spans_of', 'policy')`,
    )
    // names are known today alone (QLT-06)
    const frozen = gates.filter(({ id }) => id !== 'QLT-06')
    const texts = [...indicators, ...frozen].map(({ id }) => indicatorWith(id)?.facts.sql ?? '')
    const all = [
      ...texts,
      ...Object.values(ofPerson),
      rulesSql,
      groupJoins('day'),
      ...functions.map(({ body }) => body),
    ].join('\n')
    const named = [...all.matchAll(/\b(?:from|join)\s+([a-z_]+)/g)].map(([, name]) => name)
    const missing = await t.sql(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and relname = any ($1) and to_regclass(format('as_known.%I', relname)) is null`,
      [[...new Set(named)]],
    )
    expect(new Set(named)).toContain('attendance')
    expect(missing).toEqual([])
    const unnoticed = await t.sql(
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and relname = any ($1) and not exists (select from pg_trigger where tgrelid = c.oid and tgname = 'note_change')`,
      [[...new Set(named)]],
    )
    expect(unnoticed).toEqual([])
  })
})
