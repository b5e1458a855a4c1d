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
/** A path of ten months: strengths, needs with their reviews, what blocked, what was done, and its history. */
export async function walk(db: Db, season: Season, incubation_id: string, owner_id: string | undefined): Promise<void> {
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
