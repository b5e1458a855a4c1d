import { weekSlots, type Side } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

/** Quarters of the demo's city, about where they are. */
const areas = [
  ['outremeuse', 'Outremeuse', 50.6405, 5.5829],
  ['saint_leonard', 'Saint-Léonard', 50.6526, 5.5904],
  ['guillemins', 'Guillemins', 50.6247, 5.5667],
  ['sainte_marguerite', 'Sainte-Marguerite', 50.6449, 5.5561],
  ['angleur', 'Angleur', 50.6134, 5.5987],
  ['bressoux', 'Bressoux', 50.6432, 5.6075],
] as const
const passions = [
  'Cuisine',
  'Jardinage',
  'Marche',
  'Musique',
  'Football',
  'Couture',
  'Cinéma',
  'Vélo',
  'Jeux de société',
]
/** Evenings and the weekend are what people have most. */
const usualSlots = [...weekSlots, ...weekSlots.filter((slot) => /evening|^sat|^sun/.test(slot))]
const fromHereOn = '2019-09-01'

export interface Wish {
  readonly candidacyId: string
  readonly personId: string
  readonly side: Side
}
interface Known {
  readonly id: string
  readonly side: string
}

/** Records wishes for duos of so many people of each side, those who joined first before the others. */
export async function makeWishes(
  db: Db,
  random: Random,
  season: Season,
  wanted: Readonly<Record<Side, number>>,
): Promise<Wish[]> {
  const lists = await openLists(db, season.siteId)
  const known = await knownSides(db, season.people, season.today)
  const chosen = (['newcomer', 'local'] as const).flatMap((side) =>
    known
      .filter((one) => one.side === side)
      .slice(0, wanted[side])
      .map(({ id }): Wish => ({ candidacyId: newId(), personId: id, side })),
  )
  await tellInterests(db, random, season, chosen)
  await insertRows(
    db,
    'consent',
    chosen.map(({ personId }) => ({
      id: newId(),
      site_id: season.siteId,
      person_id: personId,
      purpose: 'duo_matching',
      given: true,
      text_version: '2026-11',
      language: 'fr',
      channel: 'oral',
      collected_on: daysAfter(season.today, -100),
    })),
  )
  await insertRows(
    db,
    'candidacy',
    chosen.map((wish) => candidacy(random, season, wish, lists.areas)),
  )
  const terms = (wish: Wish) => [random.pick(lists.goals), random.pick(lists.lives)].map((id) => ({ wish, id }))
  await insertRows(
    db,
    'candidacy_term',
    chosen.flatMap(terms).map(({ wish, id }) => ({
      candidacy_id: wish.candidacyId,
      site_id: season.siteId,
      term_id: id,
    })),
  )
  return chosen
}

/** Newcomers wait longer: there are more of them than locals, and some wait for too long. */
function candidacy(random: Random, season: Season, { candidacyId, personId, side }: Wish, areaIds: string[]): Row {
  const waiting = side === 'newcomer' ? random.between(4, 78) : random.between(2, 40)
  const metOn = daysAfter(season.today, -waiting)
  return {
    id: candidacyId,
    site_id: season.siteId,
    person_id: personId,
    status: 'available',
    applied_on: daysAfter(metOn, -random.between(3, 12)),
    slots: weekSlots.filter((slot) => random.some(usualSlots, 7).includes(slot)),
    area_term_id: random.chance(0.9) ? random.pick(areaIds) : null,
    max_travel_minutes: random.pick([30, 45, 45, 60]),
    online: random.chance(0.3),
    adult_confirmed: true,
    places: side === 'local' && random.chance(0.3) ? 2 : 1,
    interviewed_on: metOn,
    waiting_since: metOn,
    created_by: season.staffId,
  }
}

async function tellInterests(db: Db, random: Random, season: Season, wishes: readonly Wish[]): Promise<void> {
  const rows = wishes.flatMap(({ personId }) =>
    random.some(passions, random.between(2, 4)).map((label) => ({
      id: newId(),
      site_id: season.siteId,
      person_id: personId,
      kind: 'passion',
      label,
      created_by: season.staffId,
    })),
  )
  await insertRows(db, 'person_interest', rows)
  const talking = wishes.filter(({ side }) => side === 'newcomer').filter(() => random.chance(0.7))
  const levels = talking.map(({ personId }) => ({
    id: newId(),
    site_id: season.siteId,
    person_id: personId,
    language: 'fr',
    created_by: season.staffId,
    level: random.pick(['A1', 'A2', 'A2', 'B1']),
    assessed_by: 'staff',
    assessed_on: season.today,
  }))
  await insertRows(db, 'language_record', levels)
}

async function knownSides(db: Db, people: readonly DemoPerson[], today: string): Promise<Known[]> {
  const text = `select p.id, interra.group_at(p.id, $2) as side from person p
    where p.id = any($1) and not interra.is_minor(p.birth_year, p.birth_month, p.birth_day, $2)
    order by p.member_since, p.id`
  const values = [people.map(({ id }) => id), today]
  return db.hot<Known & Record<string, unknown>>({ name: 'demo sides', text }, values)
}

/** The quarters of the city, and the words of the site that wishes are told with. */
async function openLists(db: Db, siteId: string) {
  await insertRows(
    db,
    'taxonomy_term',
    areas.map(([code, name, latitude, longitude], at) => ({
      id: newId(),
      site_id: siteId,
      taxonomy: 'area',
      code,
      labels: {
        fr: name,
        en: name,
      },
      position: at + 1,
      starts_on: fromHereOn,
      latitude,
      longitude,
    })),
  )
  const text = `select id, taxonomy from taxonomy_term where site_id = $1
    and taxonomy in ('area', 'duo_goal', 'life_situation') order by taxonomy, position`
  const rows = await db.hot<{ id: string; taxonomy: string }>({ name: 'demo lists', text }, [siteId])
  const of = (taxonomy: string) => rows.filter((one) => one.taxonomy === taxonomy).map(({ id }) => id)
  return { areas: of('area'), goals: of('duo_goal'), lives: of('life_situation') }
}
