import { daysAfter, insertRows, type Row } from '../../src/demo/rows.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { anyDay, type Association } from './people.world.ts'
import { liveIncubation } from './incubated.world.ts'

const hours = ['09:00', '21:30', '22:30', '23:30']

/** Applications, what juries said of them, and what became of those that began. */
export async function liveInterlab(db: Db, association: Association): Promise<void> {
  const { random, siteId: site_id, people } = association
  const cohorts = Array.from({ length: random.between(1, 2) }, (_, index) => ({
    id: newId(),
    site_id,
    name: `Promotion ${index}`,
    starts_on: anyDay(random),
  }))
  await insertRows(db, 'interlab_cohort', cohorts)
  const applicants = random.some(people, random.between(0, 9))
  const at = (day: string) => `${day}T${random.pick(hours)}:00Z`
  const applications = applicants.map((person_id) => {
    const on = anyDay(random)
    const status = random.pick(
      random.chance(0.4)
        ? ['admitted']
        : [
            'draft',
            'submitted',
            'eligible',
            'not_eligible',
            'in_jury',
            'waitlisted',
            'refused',
            'refused',
            'withdrawn',
          ],
    )
    const submitted_at = status === 'draft' || (status === 'withdrawn' && random.chance(0.2)) ? null : at(on)
    return {
      id: newId(),
      site_id,
      person_id,
      status,
      submitted_at,
      cohort_id: random.chance(0.8) ? random.pick(cohorts).id : null,
      project: 'Projet',
      sector: random.pick(['food', 'craft', null]),
      form_version: 1,
      status_since: at(daysAfter(on, random.between(0, 80))),
      complete_at: submitted_at !== null && random.chance(0.7) ? at(daysAfter(on, random.between(1, 20))) : null,
      eligible_at: random.chance(0.5) ? at(daysAfter(on, 5)) : null,
    }
  })
  await insertRows(db, 'application', applications)
  const founders = applications.flatMap(({ id, person_id }) =>
    random
      .some(people, random.between(0, 2))
      .filter((founder) => founder !== person_id)
      .map((founder) => ({ application_id: id, person_id: founder, site_id })),
  )
  await insertRows(db, 'application_founder', founders)
  await judge(db, association, applications, cohorts[0]?.id ?? null)
  const begun = applications.filter(({ status }) => status === 'admitted' && random.chance(0.9))
  await liveIncubation(db, association, begun)
}

interface Applied extends Row {
  readonly id: string
  readonly status: string
}

/** One round with its jury, and the answers: several of them for some. */
async function judge(
  db: Db,
  { random, siteId: site_id, people }: Association,
  applications: readonly Applied[],
  cohort_id: string | null,
) {
  const round = { id: newId(), site_id, name: 'Jury', held_on: anyDay(random), cohort_id }
  await insertRows(db, 'jury_round', [round])
  const sheet = { id: newId(), site_id, round_id: round.id, number: 1, weights: {}, created_at: '2023-01-01T10:00:00Z' }
  await insertRows(db, 'jury_sheet', [sheet])
  const partner = { id: newId(), site_id, name: 'Maison voisine', types: ['association'] }
  await insertRows(db, 'partner', [partner])
  const members = random.some(people, 4).map((person_id) => ({
    id: newId(),
    site_id,
    round_id: round.id,
    person_id,
    removed_at: random.chance(0.2) ? '2025-01-01T10:00:00Z' : null,
  }))
  await insertRows(db, 'jury_member', members)
  const heard = applications.filter(({ status }) => status !== 'draft' && random.chance(0.7))
  const of = (application_id: string) => ({ site_id, round_id: round.id, application_id })
  const dossiers = heard.map(({ id }, index) => ({ ...of(id), number: index + 1 }))
  await insertRows(db, 'jury_dossier', dossiers)
  const reviews = heard.flatMap(({ id }) =>
    random.some(members, 1).map((member) => ({
      ...of(id),
      id: newId(),
      member_id: member.id,
      status: random.pick(['assigned', 'submitted', 'missed']),
      status_since: '2024-01-01T10:00:00Z',
    })),
  )
  await insertRows(db, 'jury_review', reviews)
  const decisions = heard.flatMap(({ id, status }) => {
    const last =
      status === 'refused' ? random.pick(['refused', 'redirected']) : status === 'waitlisted' ? status : 'admitted'
    return [...(random.chance(0.3) ? ['waitlisted'] : []), last].map((outcome, index) => {
      const day = daysAfter(round.held_on, index * 30)
      const isTold = random.chance(0.8)
      return {
        ...of(id),
        id: newId(),
        outcome,
        sheet_id: sheet.id,
        total: 50,
        reviews: 3,
        proposal: 'discuss',
        reason: 'Trop tôt',
        partner_id: outcome === 'redirected' ? partner.id : null,
        feedback: 'Merci',
        decided_at: `${day}T08:00:00Z`,
        communicated_at: isTold ? `${daysAfter(day, random.between(0, 9))}T${random.pick(hours)}:00Z` : null,
      }
    })
  })
  await insertRows(db, 'jury_decision', decisions)
}
