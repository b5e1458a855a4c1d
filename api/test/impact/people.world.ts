import { addSite } from '../../src/modules/sites/sites.store.ts'
import { Random } from '../../src/demo/random.ts'
import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import type { Api } from '../harness.ts'
import { newId } from '../../src/platform/ids.ts'

/** An association for itself: a site with its people, some of them entered twice and merged. */
export interface Association {
  readonly siteId: string
  readonly random: Random
  /** Every row of `person`, merged ones included. */
  readonly people: readonly string[]
  /** Those that were not merged into another. */
  readonly alone: readonly string[]
  readonly categories: readonly string[]
}

/** Days on which calendars turn: leap days, clock changes, ends of years, Mondays and Sundays. */
export const edgeDays = [
  '2023-02-28',
  '2023-03-01',
  '2023-12-31',
  '2024-01-01',
  '2024-02-29',
  '2024-03-31',
  '2024-06-30',
  '2024-07-01',
  '2024-10-27',
  '2024-12-29',
  '2024-12-30',
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
]
/** The years that associations live through. */
export const lifetime = { from: '2023-01-01', to: '2025-07-01' }

export function anyDay(random: Random): string {
  return random.chance(0.3) ? random.pick(edgeDays) : daysAfter(lifetime.from, random.between(0, 910))
}

/** Associations that are made in one transaction. */
const atOnce = 25

/**
 * As many associations as asked for; `live` adds what they do. The same seed makes the same ones. PostgreSQL looks at how
 * much there is as it grows: figures are asked as they would be of a database that has been running.
 */
export async function inventAssociations(
  { database, sql }: Pick<Api, 'database' | 'sql'>,
  {
    seed,
    count,
    size = [6, 26],
  }: { readonly seed: number; readonly count: number; readonly size?: readonly [number, number] },
  live: (db: Db, association: Association) => Promise<void>,
): Promise<Association[]> {
  const all: Association[] = []
  const invent = async (db: Db, index: number) => {
    const random = new Random(seed * 1000 + index)
    const code = `a${seed}-${index}`
    const siteId = await addSite(db, { code, name: code, timeZone: 'Europe/Brussels', opensOn: '2019-01-01' })
    const association = await populate(db, random, siteId, size)
    await live(db, association)
    all.push(association)
  }
  while (all.length < count) {
    const until = Math.min(count, all.length + atOnce)
    await database.system('test.associations', async (db) => {
      for (let index = all.length; index < until; index++) await invent(db, index)
    })
    await sql('analyze')
  }
  return all
}

async function populate(db: Db, random: Random, siteId: string, size: readonly [number, number]): Promise<Association> {
  const alone = Array.from({ length: random.between(...size) }, () => newId())
  const merged = Array.from({ length: random.between(0, 4) }, () => newId())
  const people = [...alone, ...merged]
  await insertRows(db, 'person', [
    ...alone.map((id) => person(random, siteId, id)),
    ...merged.map((id) => ({ ...person(random, siteId, id), status: 'merged', merged_into_id: random.pick(alone) })),
  ])
  await insertRows(
    db,
    'arrival_fact',
    people.flatMap((id) => (random.chance(0.75) ? arrivals(random, siteId, id) : [])),
  )
  await insertRows(
    db,
    'language_record',
    people.flatMap((id) => languages(random, siteId, id)),
  )
  const told = people.filter(() => random.chance(0.5))
  await insertRows(
    db,
    'consent',
    told.map((person_id) => notice(siteId, person_id)),
  )
  await insertRows(
    db,
    'situation_record',
    told.flatMap((id) => situations(random, siteId, id)),
  )
  if (random.chance(0.5)) await changePolicies(db, random, siteId)
  const terms = await db.hot<{ id: string }>(
    {
      name: 'test categories',
      text: `select id from taxonomy_term where site_id = $1 and taxonomy = 'workshop_category' order by position limit 3`,
    },
    [siteId],
  )
  return { siteId, random, people, alone, categories: terms.map(({ id }) => id) }
}

function person(random: Random, site_id: string, id: string): Row {
  const birth_year = random.chance(0.85) ? random.between(1945, 2012) : null
  const birth_month = birth_year !== null && random.chance(0.7) ? random.between(1, 12) : null
  const birth_day = birth_month !== null && random.chance(0.8) ? random.between(1, 28) : null
  const lifelong_resident = random.pick([true, false, null, null])
  const is_belgian = random.pick([true, false, false, null])
  return {
    id,
    site_id,
    given_name: `Membre ${id.slice(-4)}`,
    birth_year,
    birth_month,
    birth_day,
    lifelong_resident,
    is_belgian,
    member_since: '2023-01-01',
    gender: random.pick(['woman', 'woman', 'man', 'man', 'non_binary', 'undisclosed', null]),
    municipality_nis: random.pick(['62063', '62063', '62096', '63079', null]),
    merged_into_id: null,
    status: 'active',
  }
}

/** The present fact, and sometimes one that it replaced. */
function arrivals(random: Random, site_id: string, person_id: string): Row[] {
  const fact = (superseded_at: string | null): Row => {
    const precision = random.pick(['day', 'day', 'month', 'year', 'approximate', 'declared'])
    const on = random.chance(0.2)
      ? random.pick(['2020-02-29', '2021-03-10', '2021-02-28'])
      : daysAfter('2018-01-01', random.between(0, 2500))
    const of = { id: newId(), site_id, person_id, precision, source: 'self', superseded_at }
    return precision === 'declared'
      ? { ...of, arrived_on: null, declared_on: on }
      : { ...of, arrived_on: on, declared_on: null }
  }
  return [fact(null), ...(random.chance(0.2) ? [fact('2024-05-01T10:00:00Z')] : [])]
}

function languages(random: Random, site_id: string, person_id: string): Row[] {
  return ['fr', 'nl', 'de', 'ar'].flatMap((language) =>
    Array.from({ length: random.chance(0.4) ? random.between(1, 2) : 0 }, () => ({
      id: newId(),
      site_id,
      person_id,
      language,
      assessed_by: 'staff',
      assessed_on: anyDay(random),
      level: random.pick(['unknown', 'A0', 'A1', 'A2', 'B1', 'B2', 'C1', 'native']),
    })),
  )
}

const notice = (site_id: string, person_id: string): Row => ({
  id: newId(),
  site_id,
  person_id,
  purpose: 'eu_fund_reporting_notice',
  given: true,
  text_version: '2026-11',
  language: 'fr',
  channel: 'oral',
  collected_on: lifetime.from,
})

/** What was told once or twice, never on the same day. */
function situations(random: Random, site_id: string, person_id: string): Row[] {
  const days = new Set(Array.from({ length: random.between(0, 2) }, () => anyDay(random)))
  return [...days].map((stated_on) => ({
    id: newId(),
    site_id,
    person_id,
    stated_on,
    nationality: random.pick(['eu', 'eea_ch', 'third_country', 'third_country', 'stateless', null]),
    is_eu_family: random.pick([true, false, false, null]),
    has_long_permit: random.pick([true, true, false, null]),
    legal_stay_since: random.pick([anyDay(random), daysAfter(lifetime.from, -random.between(0, 1200)), null]),
    employment: random.pick(['unemployed', 'inactive', 'employed']),
  }))
}

/** Other thresholds from a day on. */
async function changePolicies(db: Db, random: Random, site_id: string): Promise<void> {
  const from = (key: string, value: unknown) => ({ id: newId(), site_id, key, value, starts_on: anyDay(random) })
  await insertRows(db, 'policy', [
    from('newcomer_threshold_months', random.pick([12, 24, 60])),
    from('local_language_level', random.pick(['A2', 'B2'])),
    from('legal_newcomer_months', random.pick([12, 60])),
  ])
}
