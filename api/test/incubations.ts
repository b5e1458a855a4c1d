import type { Role } from '@interra/contracts'
import { newId } from '../src/platform/ids.ts'
import type { ApiClient } from './client.ts'
import type { Api } from './harness.ts'

type Row = Readonly<Record<string, unknown>>
type Site = 'liege' | 'pilot'

interface GivenIncubation {
  readonly site?: Site
  readonly person?: Row
  readonly application?: Row
}
export interface Accompanied {
  readonly id: string
  readonly applicationId: string
  readonly personId: string
}

/** An application as somebody was admitted with it. */
export async function givenApplication(t: Api, { site = 'liege', person, application }: GivenIncubation = {}) {
  const { id: person_id } = await t.given.person({ site, ...person })
  return t.insert<{ id: string; person_id: string }>('application', {
    id: newId(),
    site_id: t.sites[site],
    person_id,
    project: 'Épicerie de quartier',
    form_version: 1,
    status: 'admitted',
    submitted_at: '2025-12-01T09:00:00Z',
    ...application,
  })
}

/** What somebody answers, now: that guests read their file, unless columns say otherwise. */
export async function givenConsent(t: Api, personId: string, row: Row = {}): Promise<void> {
  const [person] = await t.sql<{ site_id: string }>('select site_id from person where id = $1', [personId])
  await t.insert('consent', {
    id: newId(),
    site_id: person?.site_id,
    person_id: personId,
    purpose: 'incubation_file_share',
    given: true,
    text_version: '2026-11',
    language: 'fr',
    channel: 'oral',
    collected_on: '2026-01-05',
    ...row,
  })
}

/** Somebody who shares their file, accompanied from 5 January 2026 to 4 January 2027, unless columns say otherwise. */
export async function givenIncubation(
  t: Api,
  given: GivenIncubation & { readonly row?: Row; readonly shared?: boolean } = {},
): Promise<Accompanied> {
  const { site = 'liege', row, shared = true } = given
  const { id: application_id, person_id } = await givenApplication(t, given)
  if (shared) await givenConsent(t, person_id)
  const { id } = await t.insert<{ id: string }>('incubation', {
    id: newId(),
    site_id: t.sites[site],
    application_id,
    person_id,
    starts_on: '2026-01-05',
    ends_on: '2027-01-04',
    stage_since: '2026-01-05',
    ...row,
  })
  return { id, applicationId: application_id, personId: person_id }
}

export interface Guest {
  readonly personId: string
  readonly client: ApiClient
}
/** A guest with an account tied to a person. */
export async function givenGuest(t: Api, role: Role = 'coach', site: Site = 'liege'): Promise<Guest> {
  const { id: personId } = await t.given.person({ site, given_name: 'Noor', family_name: `Guest ${newId().slice(-6)}` })
  return { personId, client: await t.as(role, { site, personId }) }
}

/** Somebody in the circle from 1 March to 30 June 2026, unless columns say otherwise. */
export function givenAround(t: Api, { id }: Pick<Accompanied, 'id'>, personId: string, row: Row = {}) {
  const site_id = t.sites.liege
  const days = { starts_on: '2026-01-05', ends_on: null }
  return t.insert<{ id: string }>('circle_member', {
    id: newId(),
    site_id,
    incubation_id: id,
    person_id: personId,
    role: 'coach',
    ...days,
    ...row,
  })
}

/** One of everything about somebody accompanied, the person given in the circle: what paths of the contract can name. */
export async function oneIncubation(t: Api, site: Site, personId: string): Promise<Record<string, string>> {
  const { id: incubation_id, personId: incubatee } = await givenIncubation(t, { site })
  const { id: applicationId } = await givenApplication(t, { site })
  const site_id = t.sites[site]
  const at = (table: string, row: Row) =>
    t.insert<{ id: string }>(table, { id: newId(), site_id, incubation_id, ...row })
  const days = { starts_on: '2026-01-05', ends_on: '2027-01-04' }
  const member = await at('circle_member', { person_id: personId, role: 'coach', ...days })
  const door = { to_whom: 'Une banque', for_what: 'Un compte', opened_on: '2026-11-12' }
  const opening = await at('circle_opening', { circle_member_id: member.id, ...door })
  const strength = { kind: 'strength', title: 'Cuisine pour cent personnes', opened_on: '2026-01-05' }
  const item = await at('path_item', strength)
  const hours = { starts_on: '2026-12-01', starts_time: '10:00', ends_time: '11:00' }
  const slot = await t.insert<{ id: string }>('coaching_slot', { id: newId(), site_id, coach_id: personId, ...hours })
  const log = { held_on: '2026-11-12', minutes: 60, mode: 'in_person', role: 'coach', shared_note: 'Le budget' }
  const noted = await at('coaching_log', log)
  const asked = { content: 'Une aide au logement', asked_at: '2026-11-12T09:00:00Z' }
  await at('service_request', { kind: 'social', ...asked })
  const service = await at('service_request', { kind: 'writing', ...asked })
  await t.insert('coworking_right', { incubation_id, site_id, starts_on: '2026-01-05', ends_on: '2026-12-31' })
  return {
    applicationId,
    incubationId: incubation_id,
    incubateeId: incubatee,
    circleMemberId: member.id,
    openingId: opening.id,
    pathItemId: item.id,
    coachingSlotId: slot.id,
    coachingLogId: noted.id,
    serviceRequestId: service.id,
  }
}
