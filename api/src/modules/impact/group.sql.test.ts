import {
  arrivalPrecisions,
  groupAt,
  languageLevels,
  type ArrivalPrecision,
  type GroupAnswer,
  type GroupFacts,
  type GroupPolicy,
} from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { startApi, type Api } from '../../../test/harness.ts'
import { insertRows } from '../../demo/rows.ts'
import { newId } from '../../platform/ids.ts'

let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

interface Case {
  readonly facts: GroupFacts
  readonly on: string
}

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
/** Days around which rules turn: ends of months, leap days, the day before, of and after a limit. */
const edge = fc.constantFrom(
  '2020-02-28',
  '2020-02-29',
  '2023-02-27',
  '2023-02-28',
  '2023-03-01',
  '2024-12-31',
  '2025-01-01',
)
const anyDay = fc.oneof({ weight: 3, arbitrary: day }, { weight: 1, arbitrary: edge })
const maybe = fc.constantFrom(true, false, null, null)
const arrival = fc
  .record({ precision: fc.constantFrom<ArrivalPrecision>(...arrivalPrecisions), day: anyDay })
  .map(({ precision, day: on }) =>
    precision === 'declared' ? { on: null, precision, declaredOn: on } : { on, precision, declaredOn: null },
  )
const language = fc.record({
  language: fc.constantFrom('fr', 'fr', 'nl', 'de', 'ar'),
  level: fc.constantFrom(...languageLevels),
  assessedOn: anyDay,
})
const cases: fc.Arbitrary<Case> = fc.record({
  facts: fc.record({
    lifelongResident: maybe,
    isBelgian: maybe,
    arrival: fc.option(arrival, { freq: 8 }),
    languages: fc.array(language, { maxLength: 7 }),
  }),
  on: anyDay,
})

/** The policy of the test site: 36 months and B1, from 2025 on 60 months and A2. */
function policyOn(on: string): GroupPolicy {
  return on < '2025-01-01'
    ? { thresholdMonths: 36, localLanguageLevel: 'B1' }
    : { thresholdMonths: 60, localLanguageLevel: 'A2' }
}

async function answersOfSql(generated: readonly Case[]): Promise<GroupAnswer[]> {
  const people = generated.map((one) => ({ ...one, id: newId() }))
  const site_id = t.sites.liege
  await t.database.system('test.groups', async (db) => {
    await insertRows(
      db,
      'person',
      people.map(({ id, facts }) => ({
        id,
        site_id,
        given_name: 'Cas',
        lifelong_resident: facts.lifelongResident,
        is_belgian: facts.isBelgian,
        member_since: '2020-01-01',
      })),
    )
    await insertRows(
      db,
      'arrival_fact',
      people.flatMap(({ id, facts: { arrival: fact } }) =>
        fact
          ? [
              {
                id: newId(),
                site_id,
                person_id: id,
                arrived_on: fact.on,
                precision: fact.precision,
                declared_on: fact.declaredOn,
                source: 'self',
              },
            ]
          : [],
      ),
    )
    await insertRows(
      db,
      'language_record',
      people.flatMap(({ id, facts }) =>
        facts.languages.map(({ language: code, level, assessedOn }) => ({
          id: newId(),
          site_id,
          person_id: id,
          language: code,
          level,
          assessed_by: 'staff',
          assessed_on: assessedOn,
        })),
      ),
    )
  })
  const rows = await t.sql<{ group: GroupAnswer['group']; flags: GroupAnswer['flags'] }>(
    `select interra.group_at(id, day) as "group", interra.group_flags(id, day) as flags
     from unnest($1::uuid[], $2::date[]) with ordinality as asked (id, day, place) order by place`,
    [people.map(({ id }) => id), people.map(({ on }) => on)],
  )
  return rows.map(({ group, flags }) => ({ group, flags }))
}

test('[B2] [M1] SQL and TypeScript give the same group on every generated day (TV-2)', async () => {
  const starts_on = '2025-01-01'
  for (const [key, value] of [
    ['newcomer_threshold_months', 60],
    ['local_language_level', 'A2'],
  ] as const)
    await t.insert('policy', { id: newId(), site_id: t.sites.liege, key, value: JSON.stringify(value), starts_on })
  const numRuns = process.env['INTERRA_PROVE'] === 'full' ? 40_000 : 4_000
  const generated = fc.sample(cases, { numRuns, seed: 20_261_122 })
  const fromSql = await answersOfSql(generated)
  const differing = generated.flatMap((one, index) => {
    const fromCode = groupAt(one.facts, one.on, policyOn(one.on))
    return JSON.stringify(fromCode) === JSON.stringify(fromSql[index])
      ? []
      : [{ one, fromCode, fromSql: fromSql[index] }]
  })
  expect(differing.slice(0, 3)).toEqual([])
  // a generator that never meets a group would prove nothing about it
  const met = new Set(fromSql.map(({ group }) => group))
  expect([...met].sort()).toEqual(['in_between', 'local', 'newcomer', 'unknown'])
})
