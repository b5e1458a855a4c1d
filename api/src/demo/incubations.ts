import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

interface Item {
  readonly kind: 'strength' | 'need' | 'blocker' | 'objective' | 'action'
  readonly title: string
  readonly dimension?: string
  /** Days from today. */
  readonly opened: number
  readonly closed?: number
  readonly status?: string
  readonly reason?: string
  readonly due?: number
  /** Days from today and severity. */
  readonly reviews?: readonly (readonly [day: number, severity: number])[]
}
const strengths: readonly Item[] = [
  { kind: 'strength', title: 'A tenu la cuisine d’un hôtel pendant huit ans', opened: -298 },
  { kind: 'strength', title: 'Connaît les producteurs du quartier par leur prénom', opened: -298 },
]
const path: readonly Item[] = [
  {
    kind: 'need',
    title: 'Écrire un devis et une facture en français',
    dimension: 'language',
    opened: -291,
    status: 'in_progress',
    reviews: [
      [-291, 3],
      [-235, 2],
      [-150, 2],
      [-70, 1],
    ],
  },
  {
    kind: 'need',
    title: 'Savoir ce que coûte un repas',
    dimension: 'finance',
    opened: -291,
    closed: -120,
    status: 'done',
    reviews: [
      [-291, 2],
      [-200, 1],
      [-120, 0],
    ],
  },
  {
    kind: 'need',
    title: 'Trouver une cuisine agréée à louer à l’heure',
    dimension: 'premises',
    opened: -270,
    reviews: [
      [-270, 3],
      [-90, 2],
    ],
  },
  {
    kind: 'blocker',
    title: 'Trois banques ont refusé d’ouvrir un compte',
    dimension: 'finance',
    opened: -250,
    closed: -171,
    status: 'unlocked',
    reviews: [
      [-250, 3],
      [-171, 0],
    ],
  },
  {
    kind: 'blocker',
    title: 'L’équivalence du diplôme se fait attendre',
    dimension: 'recognition',
    opened: -190,
    reviews: [[-190, 2]],
  },
  { kind: 'objective', title: 'Servir un premier repas d’entreprise avant l’été', opened: -280, due: 60 },
  { kind: 'action', title: 'Visiter deux cuisines partagées', opened: -85, closed: -60, status: 'done' },
  {
    kind: 'action',
    title: 'Tenir un stand au marché chaque semaine',
    opened: -240,
    closed: -200,
    status: 'abandoned',
    reason: 'Trop de frais pour ce que cela rapporte',
  },
  { kind: 'action', title: 'Faire relire le premier devis', opened: -20, due: 12, status: 'in_progress' },
]
const notes = [
  'Première rencontre : l’histoire, les envies, les plats.',
  'Le coût d’un couvert, ligne par ligne.',
  'Préparation du rendez-vous à la banque.',
  'Le compte est ouvert. On passe aux cuisines.',
  'Deux visites prévues, questions écrites ensemble.',
  'Un devis pour trente couverts, à relire.',
]

/** Somebody in the middle of their path, and somebody who launched two years ago; the coach of the demo is around both. */
export async function accompanyProjects(db: Db, season: Season): Promise<void> {
  const [cook, tailor, coach, expert, mentor] = season.people.slice(-12, -7).map(({ id }) => id)
  const text = "update account set person_id = $1 where email like 'coach@%'"
  await db.hot({ name: 'demo coach', text }, [coach])
  const under = await begin(db, season, cook, 'Traiteur de quartier, cuisine du Levant', { starts: -300, ends: 65 })
  await surround(db, season, under, [
    { person_id: coach, role: 'coach', starts: -300 },
    { person_id: expert, role: 'expert', starts: -90 },
    { person_id: mentor, role: 'mentor', starts: -150 },
  ])
  await walk(db, season, under, cook)
  await coachFor(db, season, under, coach)
  await askServices(db, season, under)
  const after = await begin(db, season, tailor, 'Atelier de retouches et de couture', {
    starts: -910,
    ends: 180,
    stage: 'launched',
    since: -732,
  })
  await surround(db, season, after, [{ person_id: mentor, role: 'mentor', starts: -900 }])
  await launch(db, season, after)
}

interface Begun {
  readonly starts: number
  readonly ends: number
  readonly stage?: string
  readonly since?: number
}

async function begin(
  db: Db,
  { siteId: site_id, today, staffId }: Season,
  person_id: string | undefined,
  project: string,
  { starts, ends, stage = 'incubation', since = starts }: Begun,
): Promise<string> {
  const [id, application_id] = [newId(), newId()]
  const day = (days: number) => daysAfter(today, days)
  const form = { project, form_version: 1, status: 'admitted', submitted_at: `${day(starts - 45)}T10:00:00Z` }
  await insertRows(db, 'application', [{ id: application_id, site_id, person_id, ...form, created_by: staffId }])
  const dates = { starts_on: day(starts), ends_on: day(ends), charter_signed_on: day(starts) }
  const where = { stage, stage_since: day(since), language_support: 'Français, deux heures par semaine' }
  await insertRows(db, 'incubation', [
    { id, site_id, application_id, person_id, ...dates, ...where, created_by: staffId },
  ])
  const consent = {
    id: newId(),
    site_id,
    person_id,
    purpose: 'incubation_file_share',
    given: true,
    collected_by: staffId,
  }
  const text = { text_version: '2026-11', language: 'fr', channel: 'paper', collected_on: day(starts) }
  await insertRows(db, 'consent', [{ ...consent, ...text }])
  return id
}

type Around = Row & { readonly starts: number }
async function surround(db: Db, season: Season, incubation_id: string, circle: readonly Around[]): Promise<void> {
  const { siteId: site_id, today, staffId } = season
  const rows = circle.map(({ starts, ...member }) => ({
    id: newId(),
    site_id,
    incubation_id,
    ...member,
    starts_on: daysAfter(today, starts),
    created_by: staffId,
  }))
  await insertRows(db, 'circle_member', rows)
}

async function walk(db: Db, season: Season, incubation_id: string, owner_id: string | undefined): Promise<void> {
  const { siteId: site_id, today, staffId: created_by } = season
  const day = (days: number) => daysAfter(today, days)
  for (const items of [strengths, path]) {
    const rows = items.map((one) => ({
      id: newId(),
      site_id,
      incubation_id,
      kind: one.kind,
      dimension: one.dimension ?? null,
      title: one.title,
      owner_id: one.kind === 'strength' ? null : owner_id,
      due_on: one.due === undefined ? null : day(one.due),
      status: one.status ?? 'open',
      status_reason: one.reason ?? null,
      opened_on: day(one.opened),
      closed_on: one.closed === undefined ? null : day(one.closed),
      created_at: `${day(one.opened)}T10:00:00Z`,
      created_by,
    }))
    await insertRows(db, 'path_item', rows)
    const reviews = items.flatMap((one, at) =>
      (one.reviews ?? []).map(([on, severity]) => ({
        id: newId(),
        site_id,
        path_item_id: rows[at]?.id,
        reviewed_on: day(on),
        severity,
        created_by,
      })),
    )
    await insertRows(db, 'path_review', reviews)
    await insertRows(
      db,
      'audit_event',
      items.flatMap((one) => traces(one, day, { site_id, incubation_id, created_by })),
    )
  }
}

/** What was done to an item, for the history of the page. */
function traces(one: Item, day: (days: number) => string, by: Row): Row[] {
  const { site_id, incubation_id: entity_id, created_by: actor_id } = by
  const line = (days: number, what: string) => ({
    id: newId(),
    site_id,
    at: `${day(days)}T10:00:00Z`,
    actor_kind: 'account',
    actor_id,
    act: `path.${one.kind}_${what}`,
    entity: 'path',
    entity_id,
    request_id: 'demo',
    fields: [],
  })
  const later = (one.reviews ?? []).slice(1).map(([days]) => line(days, 'reviewed'))
  return [
    line(one.opened, 'added'),
    ...later,
    ...(one.closed === undefined ? [] : [line(one.closed, one.status ?? 'done')]),
  ]
}

async function coachFor(db: Db, season: Season, incubation_id: string, coach_id: string | undefined): Promise<void> {
  const { siteId: site_id, today, staffId: created_by } = season
  const logs = notes.map((shared_note, at) => {
    const held_on = daysAfter(today, -290 + at * 55)
    return {
      id: newId(),
      site_id,
      incubation_id,
      coach_id,
      held_on,
      minutes: at % 2 === 0 ? 60 : 90,
      mode: at === 3 ? 'phone' : 'in_person',
      role: 'coach',
      topics: ['finance', 'premises'].slice(0, 1 + (at % 2)),
      shared_note,
      status: at < 4 ? 'acknowledged' : 'signed',
      signed_at: `${held_on}T12:00:00Z`,
      acknowledged_on: at < 4 ? held_on : null,
      created_by,
    }
  })
  await insertRows(db, 'coaching_log', logs)
  const slot = { site_id, coach_id, starts_time: '10:00', ends_time: '11:00', place: 'Bureau du premier étage' }
  await insertRows(db, 'coaching_slot', [
    { id: newId(), ...slot, starts_on: daysAfter(today, 6), status: 'booked', incubation_id, created_by },
    { id: newId(), ...slot, starts_on: daysAfter(today, 13), status: 'free', incubation_id: null, created_by },
  ])
}

async function askServices(db: Db, season: Season, incubation_id: string): Promise<void> {
  const { siteId: site_id, today, staffId: asked_by } = season
  const at = (days: number) => `${daysAfter(today, days)}T09:00:00Z`
  const asked = { site_id, incubation_id, asked_by }
  await insertRows(db, 'service_request', [
    {
      id: newId(),
      ...asked,
      kind: 'writing',
      content: 'Relire la lettre au guichet',
      asked_at: at(-40),
      status: 'in_hand',
    },
    { id: newId(), ...asked, kind: 'social', content: 'Garde des enfants le samedi', asked_at: at(-4), status: 'open' },
  ])
  const day = (days: number) => daysAfter(today, days)
  const reached = { site_id, incubation_id, noted_by: asked_by }
  await insertRows(db, 'milestone', [
    { ...reached, code: 'idea_pitched', reached_on: day(-260), evidence: 'Devant le groupe', count: null },
    { ...reached, code: 'customer_interviews', reached_on: day(-180), evidence: 'Carnet d’entretiens', count: 12 },
    { ...reached, code: 'offer_defined', reached_on: day(-95), evidence: 'La carte et ses prix', count: null },
  ])
  await insertRows(db, 'coworking_right', [{ incubation_id, site_id, starts_on: day(-200), ends_on: day(60) }])
  const days = [-40, -37, -33, -26, -19, -12, -5].map((on) => ({ incubation_id, site_id, on_day: day(on) }))
  await insertRows(db, 'coworking_day', days)
}

async function launch(db: Db, season: Season, incubation_id: string): Promise<void> {
  const { siteId: site_id, today, staffId: noted_by } = season
  const day = (days: number) => daysAfter(today, days)
  const text = `update venture set card_status = 'not_needed', number = '0123456749', kind = 'main', started_on = $2,
    verified_on = $3, verified_by = $4, alive_on = $5 where incubation_id = $1`
  await db.hot({ name: 'demo venture', text }, [incubation_id, day(-732), day(-730), noted_by, day(-30)])
  const codes = ['offer_defined', 'budget', 'legal_route', 'enterprise_number', 'first_invoice']
  const milestones = codes.map((code, at) => ({
    incubation_id,
    site_id,
    code,
    reached_on: day(-850 + at * 40),
    noted_by,
  }))
  await insertRows(db, 'milestone', milestones)
  const asked = [
    ['exit', -700],
    ['month_6', -545],
    ['month_12', -360],
  ] as const
  const outcomes = asked.map(([moment, on]) => ({
    incubation_id,
    site_id,
    moment,
    situations: ['launched_main'],
    noted_on: day(on),
    noted_by,
  }))
  await insertRows(db, 'incubation_outcome', outcomes)
}
