import { daysBetween } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { localFamilyNames, localGivenNames, newcomerFamilyNames, newcomerGivenNames, ownScript } from './names.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'

export interface DemoPerson {
  readonly id: string
  readonly newcomer: boolean
}
export interface Circle {
  readonly siteId: string
  readonly count: number
  /** People joined between these two days. */
  readonly from: string
  readonly to: string
  readonly createdBy: string | null
}

/** Most live in the city, some beside it, of some it is not known. */
const homes = ['62063', '62063', '62096', '62063', null, '62063', '62051', '62063', '62003', '62063', '62118']
const spoken = ['ar', 'fa', 'ti', 'uk', 'tr', 'en', 'ps', 'so', 'es', 'ln']
const passions = [
  'cuisine',
  'couture',
  'guitare',
  'course à pied',
  'jardinage',
  'photo',
  'chant',
  'théâtre',
  'échecs',
  'vélo',
]

/** Invents members of a site, half newcomers on average, with the facts that staff usually know and some they do not. */
export async function inventPeople(db: Db, random: Random, circle: Circle): Promise<DemoPerson[]> {
  const people = Array.from({ length: circle.count }, (_, index) => invent(random, circle, index))
  await insertRows(
    db,
    'person',
    people.map(({ person }) => person),
  )
  await insertRows(
    db,
    'arrival_fact',
    people.flatMap(({ arrival }) => arrival),
  )
  await insertRows(
    db,
    'language_record',
    people.flatMap(({ languages }) => languages),
  )
  await insertRows(
    db,
    'person_interest',
    people.flatMap(({ interests }) => interests),
  )
  await insertRows(
    db,
    'consent',
    people.flatMap(({ consents }) => consents),
  )
  return people.map(({ person, newcomer }) => ({ id: String(person['id']), newcomer }))
}

function invent(random: Random, circle: Circle, index: number) {
  const newcomer = index % 2 === 1
  const id = newId()
  const span = daysBetween(circle.from, circle.to)
  const joined = daysAfter(circle.from, random.between(0, span))
  const of = { site_id: circle.siteId, person_id: id, created_by: circle.createdBy }
  return {
    newcomer,
    person: person(random, { id, newcomer, joined, circle, home: homes[index % homes.length] ?? null }),
    arrival: newcomer ? [arrival(random, of, joined)] : [],
    languages: languages(random, of, newcomer, joined),
    interests: random.chance(0.5)
      ? [{ ...of, id: newId(), kind: random.pick(['skill', 'passion', 'wish']), label: random.pick(passions) }]
      : [],
    consents: [
      {
        id: newId(),
        site_id: circle.siteId,
        person_id: id,
        purpose: 'activity_membership_info',
        given: true,
        text_version: '2026-01',
        language: newcomer ? random.pick(['fr', 'en', 'ar']) : 'fr',
        channel: random.pick(['paper', 'oral', 'digital']),
        collected_on: joined,
      },
    ],
  }
}

interface Joining {
  readonly id: string
  readonly newcomer: boolean
  readonly joined: string
  readonly circle: Circle
  readonly home: string | null
}

function person(random: Random, { id, newcomer, joined, circle, home }: Joining): Row {
  const given = random.pick(newcomer ? newcomerGivenNames : localGivenNames)
  const birthYear = Number(joined.slice(0, 4)) - random.between(19, 68)
  const exact = random.chance(0.4)
  return {
    id,
    site_id: circle.siteId,
    given_name: given,
    family_name: random.chance(0.95) ? random.pick(newcomer ? newcomerFamilyNames : localFamilyNames) : null,
    own_script_name: newcomer ? (ownScript[given] ?? null) : null,
    birth_year: random.chance(0.85) ? birthYear : null,
    birth_month: null,
    birth_day: null,
    ...(exact ? { birth_year: birthYear, birth_month: random.between(1, 12), birth_day: random.between(1, 28) } : {}),
    gender: random.pick(['woman', 'woman', 'man', 'man', 'non_binary', 'undisclosed', null]),
    email: random.chance(0.6) ? `membre-${id.slice(-8)}@demo.interra.test` : null,
    // numbers that Belgium keeps for fiction do not exist; 0460 00 .. is not handed out
    phone: random.chance(0.7) ? `+3246000${String(random.between(0, 9999)).padStart(4, '0')}` : null,
    contact_channel: random.pick(['email', 'phone', 'sms', null]),
    contact_language: newcomer ? random.pick(['fr', 'en', 'ar', null]) : 'fr',
    lifelong_resident: newcomer ? false : random.pick([true, true, null]),
    municipality_nis: home,
    is_belgian: !newcomer,
    member_since: joined,
    created_by: circle.createdBy,
  }
}

function arrival(random: Random, of: Row, joined: string): Row {
  const arrivedOn = daysAfter(joined, -random.between(60, 1300))
  const precision = random.pick(['day', 'day', 'month', 'year'])
  const start = { day: arrivedOn, month: `${arrivedOn.slice(0, 7)}-01`, year: `${arrivedOn.slice(0, 4)}-01-01` }
  return { ...of, id: newId(), arrived_on: start[precision as keyof typeof start], precision, source: 'self' }
}

function languages(random: Random, of: Row, newcomer: boolean, joined: string): Row[] {
  const record = (language: string, level: string) => ({
    ...of,
    id: newId(),
    language,
    level,
    assessed_by: random.pick(['self', 'staff']),
    assessed_on: joined,
  })
  if (!newcomer) return [record('fr', 'native')]
  const french = random.pick(['A0', 'A1', 'A1', 'A2', 'B1', 'unknown'])
  return [record('fr', french), record('nl', 'A0'), record('de', 'A0'), record(random.pick(spoken), 'native')]
}
