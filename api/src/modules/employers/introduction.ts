import {
  actsFrom,
  addMonths,
  advance,
  introductionMachine,
  introductionMonths,
  languageLevels,
  type FollowUp,
  type IntroductionAct,
  type IntroductionState,
  type LanguageLevel,
  type Match,
  type NeededLanguage,
} from '@interra/contracts'

/** What is known of somebody who may fit a need. `known`: their level by language, as assessed last. */
export interface Candidate {
  readonly personId: string
  readonly name: string
  readonly agreed: boolean | null
  readonly skills: readonly NonNullable<Match['skills']>[number][]
  readonly known: Readonly<Record<string, LanguageLevel>>
}
export interface Asked {
  readonly skills: number
  readonly languages: readonly NeededLanguage[]
}
type WholeMatch = Required<Match>

const rank = (level: LanguageLevel) => languageLevels.indexOf(level)

/**
 * Why somebody fits, or null when they do not: they refused, speak a language less than is needed, or nothing speaks for
 * them. What is not known is no reason against anybody.
 */
export function matchOf(candidate: Candidate, asked: Asked): WholeMatch | null {
  const { personId, name, agreed, skills } = candidate
  if (agreed === false || (asked.skills > 0 && skills.length === 0)) return null
  const languages = asked.languages.map(({ language, level }) => {
    const found = candidate.known[language]
    const known = found === undefined || found === 'unknown' ? null : found
    return { language, needed: level, known, verdict: known === null ? ('unknown' as const) : ('enough' as const) }
  })
  if (languages.some(({ known, needed }) => known !== null && rank(known) < rank(needed))) return null
  const isSpoken = languages.some(({ verdict }) => verdict === 'enough')
  if (skills.length === 0 && agreed === null && !isSpoken) return null
  return {
    person: { personId, name },
    fits: agreed === true && languages.every(({ verdict }) => verdict === 'enough'),
    wish: agreed === true ? 'yes' : 'unknown',
    skills: [...skills],
    languages,
  }
}

/** Those who fit first, then by number of skills, then by name. */
export function bestFirst(matches: readonly WholeMatch[]): WholeMatch[] {
  return matches.toSorted(
    (a, b) =>
      Number(b.fits) - Number(a.fits) ||
      b.skills.length - a.skills.length ||
      (a.person.name ?? '').localeCompare(b.person.name ?? '', 'fr'),
  )
}

/** The state after an act. Throws `act-not-possible`, `reason-required`. */
export const afterIntroductionAct = (state: IntroductionState, act: IntroductionAct, reason?: string) =>
  advance(introductionMachine, state, act, reason)

/** The days on which one asks how it goes. */
export const followUpsFrom = (startedOn: string) =>
  introductionMonths.map((month) => ({ month, dueOn: addMonths(startedOn, month) }))

/** What is to be done next, and when: the first follow-up without an answer, or the act that leads on. */
export function nextOf(
  status: IntroductionState,
  followUps: readonly FollowUp[],
): { readonly next: IntroductionAct | null; readonly nextOn: string | null } {
  const [first] = actsFrom(introductionMachine, status)
  if (first !== 'followUp') return { next: first ?? null, nextOn: null }
  const open = followUps.find(({ outcome }) => outcome === null)
  return { next: open ? 'followUp' : null, nextOn: open?.dueOn ?? null }
}
