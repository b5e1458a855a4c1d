import type { JuryDecision, JuryRound, JuryWeights } from '@interra/contracts'
import type { StoredDossier, StoredReview, StoredRound } from './juries.store.ts'
import { withoutNames } from './masking.ts'
import { feedbackDueOn, resultOf, severityOf, totalOf, type JudgedReview } from './scoring.ts'

/** The reviews that count, as the calculation takes them. */
export const judgedIn = (reviews: readonly StoredReview[]): JudgedReview[] =>
  reviews.flatMap(({ counts, scores, memberId, applicationId, organisationId }) =>
    counts && scores ? [{ memberId, applicationId, organisationId, scores }] : [],
  )

/**
 * A round as somebody reads it. Of a dossier that they judge themselves and have not submitted, they see nothing that
 * others scored, nor what can be worked out from it: result, spread, decision, severities, results kept; nor whose it is
 * or how others know them, from the day they sit in the round.
 */
export function roundFor(round: StoredRound, weights: JuryWeights, personId: string | null): JuryRound {
  const pending = pendingOf(round, personId)
  const judged = judgedIn(round.reviews)
  const genders = round.members.map(({ gender }) => gender)
  const known = genders.filter((gender) => gender !== null && gender !== 'undisclosed')
  return {
    ...round,
    members: round.members.map(({ gender: _, ...member }) => ({
      ...member,
      ...(pending.size > 0 ? { severity: null, severityOf: 0 } : severityOf(member.id, judged, weights)),
    })),
    women: {
      women: known.filter((gender) => gender === 'woman').length,
      known: known.length,
      unknown: genders.length - known.length,
    },
    organisations: new Set(round.members.map(({ organisation }) => organisation?.id ?? null)).size,
    dossiers: round.dossiers.map(({ decision, names, person, project, ...dossier }) => ({
      ...dossier,
      person: pending.has(dossier.applicationId) ? null : person,
      project: pending.has(dossier.applicationId) ? withoutNames(project, names ?? []) : project,
      hidden: pending.has(dossier.applicationId),
      result: pending.has(dossier.applicationId)
        ? null
        : resultOf(
            judged.filter(({ applicationId }) => applicationId === dossier.applicationId),
            weights,
          ),
      decision: decision === null || pending.has(dossier.applicationId) ? null : decisionOf(decision),
    })),
    reviews: round.reviews.flatMap(({ id, memberId, applicationId, status, conflict, counts, scores, removed }) => {
      if (removed) return []
      // of the applicant, a founder or their coach the conflict would tell whose dossier it is
      if (pending.has(applicationId))
        return [{ id, memberId, applicationId, status, conflict: null, counts, total: null, scores: null }]
      const total = scores ? totalOf(scores, weights) : null
      return [{ id, memberId, applicationId, status, conflict, counts, total, scores }]
    }),
    sheets: round.sheets.map(({ id: _, kept, ...sheet }) => ({
      ...sheet,
      kept: kept?.filter(({ applicationId }) => !pending.has(applicationId)) ?? null,
    })),
  }
}

/** The dossiers that somebody has still to judge: assigned to them, or to be when the round opens. */
function pendingOf({ status, members, dossiers, reviews }: StoredRound, personId: string | null): ReadonlySet<string> {
  const member = members.find(({ person }) => person.personId === personId)
  if (!member || status === 'closed') return new Set()
  const said = new Set(
    reviews.flatMap(({ memberId, applicationId, status: review }) =>
      memberId === member.id && review !== 'assigned' ? [applicationId] : [],
    ),
  )
  const open = reviews.filter(({ memberId }) => memberId === member.id).map(({ applicationId }) => applicationId)
  return new Set(
    dossiers.flatMap(({ applicationId, decision }) =>
      said.has(applicationId) || (decision !== null && !open.includes(applicationId)) ? [] : [applicationId],
    ),
  )
}

function decisionOf({ decidedOn, ...decision }: NonNullable<StoredDossier['decision']>): JuryDecision {
  return { ...decision, feedbackDueOn: feedbackDueOn(decidedOn) }
}
