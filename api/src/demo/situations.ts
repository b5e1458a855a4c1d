import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

interface Begun extends Record<string, unknown> {
  readonly personId: string
  readonly day: string
}
const accompanied = {
  name: 'demo accompanied',
  text: `select person_id as "personId", min(starts_on)::text as day from incubation where site_id = $1 group by person_id order by 2, 1`,
}

/** Most newcomers, and everybody whom InterLab accompanies, were told about European funds and answered what they wished. */
export async function tellSituations(
  db: Db,
  random: Random,
  { siteId, today, people, staffId }: Season,
): Promise<void> {
  const begun = await db.hot<Begun>(accompanied, [siteId])
  const first = new Map(begun.map(({ personId, day }) => [personId, day]))
  const newcomers = new Set(people.filter(({ newcomer }) => newcomer).map(({ id }) => id))
  for (const id of newcomers) if (!first.has(id) && random.chance(0.7)) first.set(id, daysAfter(today, -140))
  const of = (person_id: string): Row => ({ id: newId(), site_id: siteId, person_id })
  const told = [...first]
  await insertRows(
    db,
    'consent',
    told.map(([person, day]) => ({
      ...of(person),
      purpose: 'eu_fund_reporting_notice',
      given: true,
      text_version: '2026-11',
      language: 'fr',
      channel: 'oral',
      collected_on: day,
    })),
  )
  await insertRows(
    db,
    'situation_record',
    told.map(([person, day]) => ({
      ...of(person),
      stated_on: day,
      created_by: staffId,
      ...(newcomers.has(person) ? stay(random, day) : {}),
      employment: random.pick(['unemployed', 'long_term_unemployed', 'inactive', 'employed']),
      schooling: random.pick(['isced_0_2', 'isced_3_4', 'isced_5_8']),
    })),
  )
}

const stay = (random: Random, day: string): Row => ({
  nationality: random.pick(['third_country', 'third_country', 'third_country', 'eu', 'stateless']),
  is_eu_family: random.chance(0.1),
  has_long_permit: random.pick([true, true, true, false, null]),
  legal_stay_since: random.chance(0.8) ? daysAfter(day, -random.between(30, 1400)) : null,
})
