import type { ReadName } from '../../lib/query.ts'

/** What is outdated after an act on a candidacy or a duo: each changes who has a place, who waits and who fits. */
export const staleDuos = [
  'listCandidacies',
  'getCandidacy',
  'suggestPartners',
  'getPoolBalance',
  'listDuos',
  'getDuo',
  'listMatchRuns',
  'getMatchRun',
  'getToday',
] as const satisfies readonly ReadName[]
