import type { JuryMember, JuryRound } from '@interra/contracts'

export interface Awaited {
  /** Reviews that the quorum lacks. */
  readonly reviews: number
  /** Those that are there come from one organisation, or from none. */
  readonly organisation: boolean
  /** Who has still to score it. */
  readonly members: readonly JuryMember[]
}

/** What a dossier lacks to be decided: a quorum of reviews that count, of two organisations; null when nothing does. */
export function awaitedOf(
  { members, reviews, quorum }: Pick<JuryRound, 'members' | 'reviews' | 'quorum'>,
  applicationId: string,
): Awaited | null {
  const having = (test: (review: JuryRound['reviews'][number]) => boolean) =>
    members.filter(({ id }) =>
      reviews.some((one) => one.applicationId === applicationId && one.memberId === id && test(one)),
    )
  const given = having(({ counts }) => counts)
  const organisation = new Set(given.map((one) => one.organisation?.id ?? null)).size < 2
  if (given.length >= quorum && !organisation) return null
  return {
    reviews: Math.max(0, quorum - given.length),
    organisation,
    members: having(({ status, conflict }) => status === 'assigned' && conflict === null),
  }
}
