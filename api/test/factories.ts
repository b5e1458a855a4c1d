import { newId } from '../src/platform/ids.ts'
import type { Sites } from './base-data.ts'
import type { Owner } from './owner.ts'

/** What a factory takes: the site (Liège when absent) and columns that differ from the usual ones. */
export type Given = { readonly site?: keyof Sites } & Readonly<Record<string, unknown>>

export interface Made {
  readonly id: string
  readonly site_id: string
}

export interface Factories {
  /** A member, 35 years old, of unknown arrival. */
  person(given?: Given): Promise<Made>
  venue(given?: Given): Promise<Made>
  /** A room for 20, in a venue of its own unless `venue_id` is given. */
  room(given?: Given): Promise<Made>
  /** A published workshop for 12. */
  workshop(given?: Given): Promise<Made>
  /** A session on 2026-11-26 from 18:00 to 20:00 for 12, of a workshop of its own unless `workshop_id` is given. */
  session(given?: Given & { readonly capacity?: number }): Promise<Made>
  /** A confirmed registration; needs `session_id` and `person_id`. */
  registration(given: Given): Promise<Made>
  /**
   * Somebody in the pool: a member of that side who may be in a duo, free on Tuesday evening, fond of cooking, speaking
   * French at B1. `person`, `interests` and `languages` (code: level) say otherwise; the rest are columns of the candidacy.
   */
  candidate(given: GivenCandidate): Promise<Candidate>
}
export type GivenCandidate = Given & {
  readonly side: 'newcomer' | 'local'
  readonly person?: Readonly<Record<string, unknown>>
  readonly interests?: readonly string[]
  readonly languages?: Readonly<Record<string, string>>
}
export interface Candidate extends Made {
  readonly person_id: string
}

/** Rows as they stand in the database, without going through the service. */
export function createFactories(owner: Owner, sites: Sites): Factories {
  let made = 0
  const insert = (table: string, usual: Record<string, unknown>, { site = 'liege', ...given }: Given = {}) =>
    owner.insert<{ id: string; site_id: string }>(table, { id: newId(), site_id: sites[site], ...usual, ...given })
  const at = ({ site }: Given) => (site === undefined ? {} : { site })

  const factories: Factories = {
    person: (given) => {
      made++
      const usual = { given_name: 'Amina', family_name: `Essai ${made}`, birth_year: 1991, member_since: '2026-01-01' }
      return insert('person', usual, given)
    },
    venue: (given) => insert('venue', { name: `Maison de quartier ${++made}` }, given),
    room: async (given = {}) => {
      const venue_id = given['venue_id'] ?? (await factories.venue(at(given))).id
      return insert('room', { venue_id, name: `Salle ${++made}`, capacity: 20 }, given)
    },
    workshop: (given) => {
      const usual = {
        title: `Atelier ${++made}`,
        capacity: 12,
        status: 'published',
        published_at: '2026-01-01T09:00:00Z',
      }
      return insert('workshop', usual, given)
    },
    session: async ({ capacity = 12, ...given } = {}) => {
      const workshop_id = given['workshop_id'] ?? (await factories.workshop(at(given))).id
      const usual = { workshop_id, starts_on: '2026-11-26', starts_time: '18:00', ends_time: '20:00' }
      const session = await insert('session', usual, given)
      await owner.insert('session_seats', { session_id: session.id, site_id: session.site_id, capacity })
      return session
    },
    registration: (given) => insert('registration', { status: 'confirmed', author_kind: 'staff' }, given),
    candidate: async ({ side, person = {}, interests = ['Cuisine'], languages = { fr: 'B1' }, ...given }) => {
      const newcomer = side === 'newcomer'
      const known = { is_belgian: !newcomer, lifelong_resident: !newcomer, gender: 'woman' }
      const { id: person_id } = await factories.person({ ...known, ...at(given), ...person })
      const about = (table: string, row: Record<string, unknown>) => insert(table, { person_id, ...row }, at(given))
      if (newcomer) await about('arrival_fact', { arrived_on: '2025-09-01', precision: 'day', source: 'self' })
      for (const label of interests) await about('person_interest', { kind: 'passion', label })
      for (const [language, level] of Object.entries(languages))
        await about('language_record', { language, level, assessed_by: 'self', assessed_on: '2026-01-01' })
      await about('consent', {
        purpose: 'duo_matching',
        given: true,
        text_version: '1',
        language: 'fr',
        channel: 'paper',
        collected_on: '2026-01-01',
      })
      const pool = {
        status: 'available',
        applied_on: '2026-10-01',
        interviewed_on: '2026-10-05',
        waiting_since: '2026-10-05',
      }
      const made = await insert('candidacy', { person_id, slots: ['tue-evening'], ...pool }, given)
      return { ...made, person_id }
    },
  }
  return factories
}
