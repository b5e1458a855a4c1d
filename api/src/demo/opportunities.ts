import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

interface Need {
  readonly employer: number
  readonly kind: string
  readonly title: string
  readonly skill: string
  readonly language: readonly [tag: string, level: string]
}
const employers = [
  { name: 'Cantine de la Rive (démo)', contact_name: 'Odile Verhaert', email: 'cantine@example.org' },
  { name: 'Atelier du Fil (démo)', contact_name: 'Basile Quertinmont', email: 'fil@example.org' },
]
const needs: readonly Need[] = [
  { employer: 0, kind: 'job', title: 'Aide en cuisine', skill: 'cooking', language: ['fr', 'A1'] },
  { employer: 0, kind: 'order', title: 'Buffet pour quarante personnes', skill: 'cooking', language: ['fr', 'A0'] },
  { employer: 1, kind: 'paid_workshop', title: 'Atelier de broderie payé', skill: 'art', language: ['fr', 'A2'] },
]
/** Places in the list of people: who can do what, and wishes to be introduced. */
const skilled = [
  { at: 20, skill: 'cooking', label: 'Pâtisserie' },
  { at: 22, skill: 'cooking', label: 'Cuisine pour beaucoup' },
  { at: 24, skill: 'art', label: 'Broderie' },
] as const
const experts = [
  { at: 30, fields: ['accounting', 'finance'], languages: ['fr'], hours: 4 },
  { at: 32, fields: ['communication'], languages: ['fr', 'ar'], hours: 6 },
  { at: 34, fields: ['food', 'legal'], languages: ['fr', 'en'], hours: 2 },
]

/** Two employers with three needs, two introductions, three experts, an evening between entrepreneurs and a method. */
export async function openOpportunities(db: Db, season: Season): Promise<void> {
  const { siteId: site_id, today, staffId: created_by, categories } = season
  const personAt = (at: number) => season.people[at]?.id ?? ''
  const termOf = (code: string) => categories.get(code) ?? ''
  const partners = employers.map((one) => ({ id: newId(), site_id, types: ['employer'], ...one }))
  await insertRows(db, 'partner', partners)
  const asked = needs.map(({ employer, kind, title }) => ({
    id: newId(),
    site_id,
    created_by,
    partner_id: partners[employer]?.id,
    kind,
    title,
    until_on: daysAfter(today, 60),
  }))
  await insertRows(db, 'employer_need', asked)
  const ofNeed = (row: (need: Need) => Row) =>
    needs.map((need, at) => ({ site_id, need_id: asked[at]?.id, ...row(need) }))
  await insertRows(
    db,
    'employer_need_skill',
    ofNeed(({ skill }) => ({ term_id: termOf(skill) })),
  )
  await insertRows(
    db,
    'employer_need_language',
    ofNeed(({ language: [language, level] }) => ({ language, level })),
  )
  const about = skilled.map(({ at }) => ({ id: newId(), site_id, person_id: personAt(at), created_by }))
  await insertRows(
    db,
    'person_interest',
    skilled.map(({ skill, label }, at) => ({ ...about[at], kind: 'skill', label, category_term_id: termOf(skill) })),
  )
  await insertRows(
    db,
    'consent',
    skilled.map(({ at }) => ({
      id: newId(),
      site_id,
      person_id: personAt(at),
      purpose: 'employer_introduction',
      given: true,
      text_version: '2026-11',
      language: 'fr',
      channel: 'paper',
      collected_on: daysAfter(today, -30),
      collected_by: created_by,
    })),
  )
  await introduce(
    db,
    season,
    asked.map(({ id }) => id),
  )
  await help(db, season)
}

async function introduce(db: Db, { siteId: site_id, today, staffId, people }: Season, needIds: readonly string[]) {
  const started = { id: newId(), on: daysAfter(today, -100) }
  const of = { site_id, created_by: staffId }
  const instant = (days: number) => `${daysAfter(today, days)}T09:00:00Z`
  await insertRows(db, 'introduction', [
    {
      ...of,
      id: newId(),
      need_id: needIds[2],
      person_id: people[24]?.id,
      status: 'proposed',
      status_since: instant(-3),
    },
    {
      ...of,
      id: started.id,
      need_id: needIds[1],
      person_id: people[20]?.id,
      status: 'started',
      status_since: instant(-100),
      consented_on: daysAfter(today, -120),
      sent_at: instant(-118),
      meeting_on: daysAfter(today, -110),
      started_on: started.on,
    },
  ])
  const due = [
    [3, -10],
    [6, 82],
    [12, 265],
  ] as const
  await insertRows(
    db,
    'introduction_follow_up',
    due.map(([month, days]) => ({ site_id, introduction_id: started.id, month, due_on: daysAfter(today, days) })),
  )
}

async function help(db: Db, { siteId: site_id, today, staffId: created_by, people }: Season): Promise<void> {
  await insertRows(
    db,
    'expert',
    experts.map(({ at, fields, languages, hours }) => ({
      id: newId(),
      site_id,
      created_by,
      person_id: people[at]?.id,
      fields,
      languages,
      hours_a_month: hours,
      starts_on: daysAfter(today, -60),
      ends_on: daysAfter(today, 120),
    })),
  )
  const event = { id: newId(), site_id, kind: 'peer_exchange', title: 'Table des entrepreneurs', heads: 2 }
  await insertRows(db, 'networking_event', [{ ...event, created_by, held_on: daysAfter(today, -12) }])
  const there = [20, 22, 24, 30].map((at) => ({ event_id: event.id, person_id: people[at]?.id, site_id }))
  await insertRows(db, 'networking_presence', there)
  const method = { id: newId(), site_id, created_by, name: 'Toile de projet', borrowed_from: 'Une toile en neuf cases' }
  await insertRows(db, 'method', [method])
  const of = { site_id, created_by, method_id: method.id }
  const judged = { verdict: 'adapt', verdict_on: daysAfter(today, -40), verdict_note: 'Trop de mots pour commencer' }
  const made = { changed: 'Cinq cases et des images', why: 'On peut la remplir avec peu de français' }
  await insertRows(db, 'method_version', [
    { ...of, id: newId(), number: 1, used_from: daysAfter(today, -120), ...judged },
    { ...of, id: newId(), number: 2, used_from: daysAfter(today, -35), ...made },
  ])
}
