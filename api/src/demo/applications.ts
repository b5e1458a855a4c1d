import { juryCriteria, usualJuryWeights, type ApplicationState } from '@interra/contracts'
import type { Db } from '../platform/db/database.ts'
import { newId } from '../platform/ids.ts'
import { daysAfter, insertRows, type Row } from './rows.ts'
import type { Season } from './season.ts'

interface Plan {
  readonly project: string
  readonly sector: string
  readonly status: ApplicationState
  readonly idea: string
  /** Days ago. */
  readonly submitted: number | null
  /** What each juror gives for every criterion; the past jury. */
  readonly scores?: readonly number[]
  readonly outcome?: 'admitted_with_conditions' | 'refused'
}
const plans: readonly Plan[] = [
  {
    project: 'Traiteur du Levant',
    sector: 'food',
    status: 'admitted',
    idea: 'Des repas syriens pour les fêtes et les réunions du quartier.',
    submitted: 60,
    scores: [4, 3, 3],
    outcome: 'admitted_with_conditions',
  },
  {
    project: 'Vélos remis en selle',
    sector: 'services',
    status: 'refused',
    idea: 'Réparer et revendre des vélos trouvés.',
    submitted: 58,
    scores: [2, 1, 1],
    outcome: 'refused',
  },
  {
    project: 'Couture sur mesure',
    sector: 'crafts',
    status: 'in_jury',
    idea: 'Retouches et vêtements de fête, avec des tissus d’ici et de là-bas.',
    submitted: 21,
  },
  {
    project: 'Menuiserie de la Meuse',
    sector: 'building',
    status: 'eligible',
    idea: 'Des meubles en bois de récupération.',
    submitted: 15,
  },
  {
    project: 'Cours de oud',
    sector: 'culture',
    status: 'submitted',
    idea: 'Apprendre la musique à des enfants et à leurs parents.',
    submitted: 4,
  },
  {
    project: 'Crèmes de karité',
    sector: 'care',
    status: 'draft',
    idea: 'Des soins faits main.',
    submitted: null,
  },
]

/** A cohort with places, six applications in different states, a jury that is over and one that scores. */
export async function applyToInterlab(db: Db, season: Season, jurorAccount: string): Promise<void> {
  const { siteId: site_id, today, people, staffId } = season
  const at = (days: number, hour = 10) => `${daysAfter(today, days)}T${String(hour).padStart(2, '0')}:00:00Z`
  const cohort_id = newId()
  const dates = { starts_on: daysAfter(today, 45), ends_on: daysAfter(today, 225) }
  await insertRows(db, 'interlab_cohort', [
    { id: cohort_id, site_id, name: 'Cohorte du printemps', capacity: 8, created_by: staffId, ...dates },
  ])
  const applications = plans.map((plan, index) => ({ ...plan, id: newId(), person_id: people[30 + index]?.id }))
  await insertRows(
    db,
    'application',
    applications.map(({ id, person_id, project, sector, status, idea, submitted, outcome }) => ({
      id,
      site_id,
      person_id,
      cohort_id,
      project,
      sector,
      status,
      form_version: 1,
      created_by: staffId,
      answers: {
        idea,
        ...(submitted !== null && {
          forWhom: 'Les familles du quartier et leurs amis',
          strengths: 'Dix ans de pratique, et l’envie de partager',
          needs: 'Des conseils pour les prix et un premier local',
          availability: 'yes',
          residence: 'unknown',
          languageHelp: 'yes',
        }),
      },
      status_reason: outcome === 'refused' ? 'Le projet manque encore d’un plan' : null,
      status_since: at(outcome ? -20 : -(submitted ?? 1)),
      submitted_at: submitted === null ? null : at(-submitted),
      complete_at: submitted === null ? null : at(-submitted),
      eligible_at: submitted !== null && status !== 'submitted' ? at(-submitted + 2) : null,
    })),
  )
  await insertRows(
    db,
    'audit_event',
    applications.flatMap((one) => tracesOf(one, at, { site_id, actor_id: staffId })),
  )
  const [partner] = await db.hot<{ id: string }>(
    {
      name: 'demo jury partner',
      text: `select id from partner where site_id = $1 and id not in (select referrer_partner_id from person
          where referrer_partner_id is not null and id = any($2)) order by name desc, id limit 1`,
    },
    [site_id, applications.map(({ person_id }) => person_id)],
  )
  const jurors = people.slice(44, 47).map(({ id }) => id)
  const link = 'update account set person_id = $1 where id = $2'
  await db.hot({ name: 'demo juror', text: link }, [jurors[0], jurorAccount])
  const panel = { site_id, cohort_id, jurors, partner_id: partner?.id ?? null, staffId }
  const decided = applications.filter(({ scores }) => scores !== undefined)
  await pastJury(db, panel, decided, { held_on: daysAfter(today, -20), at: (hour) => at(-20, hour) })
  const waiting = applications.filter(({ status }) => status === 'in_jury')
  await openJury(db, panel, waiting, { held_on: daysAfter(today, 6), at: (hour) => at(-1, hour) })
}

/** What was done with an application, for the history of its page. */
function tracesOf(
  { id: entity_id, status, submitted, outcome }: Judged,
  at: (days: number, hour?: number) => string,
  by: Row,
): Row[] {
  const line = (act: string, day: string) => ({
    id: newId(),
    ...by,
    actor_kind: 'account',
    at: day,
    act: `application.${act}`,
    entity: 'application',
    entity_id,
    request_id: 'demo',
  })
  if (submitted === null) return [line('started', at(-1))]
  const sent = [line('started', at(-submitted - 3)), line('submitted', at(-submitted))]
  if (status === 'submitted') return sent
  const eligible = [...sent, line('found_eligible', at(-submitted + 2))]
  if (status === 'eligible') return eligible
  const heard = [...eligible, line('sent_to_jury', at(outcome ? -24 : -2))]
  if (!outcome) return heard
  const told = [...heard, line('decided', at(-20, 16)), line('decision_told', at(-20, 17))]
  return outcome === 'refused' ? told : [...told, line('condition_met', at(-8))]
}

interface Panel {
  readonly site_id: string
  readonly cohort_id: string
  readonly jurors: readonly string[]
  readonly partner_id: string | null
  readonly staffId: string
}
interface Day {
  readonly held_on: string
  readonly at: (hour: number) => string
}
type Judged = Plan & { readonly id: string }

/** A round with its weights, jurors of two organisations and dossiers; answers the reviews, by dossier. */
async function seat(db: Db, panel: Panel, dossiers: readonly Judged[], day: Day & { name: string; status: string }) {
  const { site_id, cohort_id, jurors, partner_id, staffId: created_by } = panel
  const { name, status, held_on, at } = day
  const [round_id, sheet_id] = [newId(), newId()]
  await insertRows(db, 'jury_round', [
    { id: round_id, site_id, cohort_id, name, held_on, status, status_since: at(8), created_by },
  ])
  const weights = usualJuryWeights
  await insertRows(db, 'jury_sheet', [
    { id: sheet_id, site_id, round_id, number: 1, weights, created_at: at(8), created_by },
  ])
  const members = jurors.map((person_id, index) => ({
    id: newId(),
    site_id,
    round_id,
    person_id,
    created_by,
    partner_id: index === 0 ? null : partner_id,
  }))
  await insertRows(db, 'jury_member', members)
  await insertRows(
    db,
    'jury_dossier',
    dossiers.map(({ id: application_id }, index) => ({ round_id, application_id, site_id, number: index + 1 })),
  )
  const reviews = dossiers.flatMap(({ id: application_id, scores }) =>
    members.map(({ id: member_id }, index) => ({
      id: newId(),
      site_id,
      round_id,
      application_id,
      member_id,
      status: 'assigned',
      status_since: at(8),
      given: scores?.[index],
    })),
  )
  await insertRows(
    db,
    'jury_review',
    reviews.map(({ given: _, ...row }) => row),
  )
  return { round_id, sheet_id, members, reviews }
}

async function pastJury(db: Db, panel: Panel, dossiers: readonly Judged[], day: Day): Promise<void> {
  const { site_id, staffId } = panel
  const named = { ...day, name: 'Jury d’automne', status: 'closed' }
  const { round_id, sheet_id, members, reviews } = await seat(db, panel, dossiers, named)
  const scores = reviews.flatMap(({ id: review_id, given = 2 }) =>
    juryCriteria.map((criterion): Row => {
      const comment = given <= 1 ? 'Il manque encore un plan' : null
      return { review_id, number: 1, criterion, site_id, score: given, comment, submitted_at: day.at(14) }
    }),
  )
  await insertRows(db, 'jury_score', scores)
  const text = `update jury_review set status = 'submitted', status_since = $2 where round_id = $1`
  await db.hot({ name: 'demo reviews', text }, [round_id, day.at(14)])
  const decisions = dossiers.map(({ id: application_id, scores: given = [], outcome = 'refused' }) => {
    // the same score for each criterion: its share of four is the total
    const total = (given.reduce((sum, one) => sum + one, 0) / given.length) * 25
    return {
      id: newId(),
      site_id,
      round_id,
      application_id,
      sheet_id,
      outcome,
      reviews: given.length,
      total: Math.round(total * 100) / 100,
      spread: 14.43,
      proposal: outcome === 'refused' ? 'redirect' : 'admit',
      reason: outcome === 'refused' ? 'Le projet manque encore d’un plan' : null,
      feedback:
        outcome === 'refused'
          ? 'Vos mains savent faire. Revenez au printemps avec les chiffres d’un mois : nous vous aidons à les préparer.'
          : 'Votre cuisine a convaincu tout le jury. Commençons par les prix et par un premier client.',
      decided_at: day.at(16),
      decided_by: staffId,
      communicated_at: day.at(17),
    }
  })
  await insertRows(db, 'jury_decision', decisions)
  const conditional = decisions.filter(({ outcome }) => outcome === 'admitted_with_conditions')
  const asked = [
    { content: 'Un premier calcul des prix', due_on: daysAfter(day.held_on, 60), met_on: daysAfter(day.held_on, 12) },
    { content: 'Une visite à un atelier agréé', due_on: daysAfter(day.held_on, 90), met_on: null },
  ]
  await insertRows(
    db,
    'jury_condition',
    conditional.flatMap(({ id: decision_id }) =>
      asked.map((one, index) => ({
        id: newId(),
        site_id,
        decision_id,
        number: index + 1,
        ...one,
        met_by: one.met_on === null ? null : staffId,
      })),
    ),
  )
  const votes = decisions.flatMap(({ id: decision_id, outcome }) =>
    members.map(({ id: member_id }, index) => ({
      decision_id,
      member_id,
      site_id,
      vote: outcome === 'refused' && index === 0 ? 'abstained' : 'for',
    })),
  )
  await insertRows(db, 'jury_vote', votes)
}

async function openJury(db: Db, panel: Panel, dossiers: readonly Judged[], day: Day): Promise<void> {
  await seat(db, panel, dossiers, { ...day, name: 'Jury d’hiver', status: 'scoring' })
}
