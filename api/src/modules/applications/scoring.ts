import {
  admitFrom,
  discussFrom,
  highestScore,
  juryCriteria,
  type JuryProposal,
  type JuryResult,
  type JuryScore,
  type JuryWeights,
} from '@interra/contracts'

export interface JudgedReview {
  readonly memberId: string
  readonly applicationId: string
  readonly organisationId: string | null
  readonly scores: readonly JuryScore[]
}

const round = (value: number) => Math.round(value * 100) / 100

/** Weighted points of one sheet, 0 to 400: whole numbers, so that thresholds are exact. */
function points(scores: readonly JuryScore[], weights: JuryWeights): number {
  return scores.reduce((sum, { criterion, score }) => sum + weights[criterion] * score, 0)
}

/** One juror's total, 0 to 100. */
export const totalOf = (scores: readonly JuryScore[], weights: JuryWeights) => points(scores, weights) / highestScore

/** Sum of weight times mean score, over four: 0 to 100 (domain reference 7.2), and the spread of the jurors' totals. */
export function resultOf(reviews: readonly JudgedReview[], weights: JuryWeights): JuryResult {
  const n = reviews.length
  const organisations = new Set(reviews.map(({ organisationId }) => organisationId)).size
  if (n === 0) return { reviews: 0, organisations: 0, total: null, spread: null, proposal: null, criteria: [] }
  const all = reviews.reduce((sum, { scores }) => sum + points(scores, weights), 0)
  const criteria = juryCriteria.map((criterion) => {
    const given = reviews.flatMap(({ scores }) => scores.filter((one) => one.criterion === criterion))
    return { criterion, mean: round(given.reduce((sum, { score }) => sum + score, 0) / Math.max(given.length, 1)) }
  })
  const totals = reviews.map(({ scores }) => totalOf(scores, weights))
  return {
    reviews: n,
    organisations,
    total: round(all / n / highestScore),
    spread: spreadOf(totals),
    proposal: proposalOf(all, n),
    criteria,
  }
}

function proposalOf(all: number, n: number): JuryProposal {
  if (all >= admitFrom * highestScore * n) return 'admit'
  return all >= discussFrom * highestScore * n ? 'discuss' : 'redirect'
}

function spreadOf(totals: readonly number[]): number | null {
  if (totals.length < 2) return null
  const middle = mean(totals)
  const squares = totals.reduce((sum, total) => sum + (total - middle) ** 2, 0)
  return round(Math.sqrt(squares / (totals.length - 1)))
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export interface Severity {
  readonly severity: number | null
  readonly severityOf: number
}

/**
 * How much lower or higher a juror scores than the panel, over the dossiers that somebody else judged too: the mean of
 * (own total - mean total of that dossier). It is the juror's effect in an additive two-way model, total = dossier + juror,
 * when everybody judges everything; otherwise close to it. Raw scores stay as they are.
 */
export function severityOf(memberId: string, reviews: readonly JudgedReview[], weights: JuryWeights): Severity {
  const differences = reviews.flatMap((own) => {
    if (own.memberId !== memberId) return []
    const same = reviews.filter(({ applicationId }) => applicationId === own.applicationId)
    if (same.length < 2) return []
    return [totalOf(own.scores, weights) - mean(same.map(({ scores }) => totalOf(scores, weights)))]
  })
  return { severity: differences.length === 0 ? null : round(mean(differences)), severityOf: differences.length }
}

/** The last day to tell somebody what was decided: five working days later. */
export function feedbackDueOn(decidedOn: string): string {
  const day = new Date(`${decidedOn}T00:00:00Z`)
  for (let left = 5; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left--
  }
  return day.toISOString().slice(0, 10)
}
