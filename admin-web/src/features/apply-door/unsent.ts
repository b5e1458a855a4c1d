import type { ApplicationHelper, GivenAnswer, OwnApplication } from '@interra/contracts'
import type { DoorLocale } from '../../lib/door-language.ts'
import type { Unsent } from './kept-draft.ts'

export interface Draft {
  readonly project: string
  readonly helpedBy: ApplicationHelper | null
  readonly answers: Readonly<Record<string, string>>
}
/** By question: what somebody else wrote there, and nobody has chosen yet. */
export type Clashes = Readonly<Record<string, string>>

const byQuestion = (answers: readonly GivenAnswer[]): Record<string, string> =>
  Object.fromEntries(answers.map(({ question, value }) => [question, value]))
const asAnswers = (record: Readonly<Record<string, string>>): GivenAnswer[] =>
  Object.entries(record).map(([question, value]) => ({ question, value }))

export const draftOf = ({
  project,
  helpedBy,
  answers,
}: Pick<OwnApplication, 'project' | 'helpedBy' | 'answers'>): Draft => ({
  project,
  helpedBy,
  answers: byQuestion(answers),
})

/** What stands at the service, with what was written here over it. */
export const withUnsent = (read: Draft, unsent: Unsent | null): Draft => ({
  project: unsent?.project ?? read.project,
  helpedBy: unsent?.helpedBy === undefined ? read.helpedBy : unsent.helpedBy,
  answers: { ...read.answers, ...byQuestion(unsent?.answers ?? []) },
})

/**
 * What is to go beside what has not gone yet: only what was changed here, since others may write at the same time, with what
 * stood there when it was changed first.
 */
export function unsentOf(before: Draft, change: Partial<Draft>, waiting: Unsent | null, language: DoorLocale): Unsent {
  const { project, helpedBy, answers = {} } = change
  const changed = Object.entries(answers).filter(([question, value]) => before.answers[question] !== value)
  const stood = Object.fromEntries(changed.map(([question]) => [question, before.answers[question] ?? '']))
  return {
    ...waiting,
    ...(project === undefined || project.trim() === '' ? {} : { project }),
    ...(helpedBy === undefined ? {} : { helpedBy }),
    answers: asAnswers({ ...byQuestion(waiting?.answers ?? []), ...Object.fromEntries(changed) }),
    before: asAnswers({ ...stood, ...byQuestion(waiting?.before ?? []) }),
    language,
  }
}

/** What can go now: not the answers that wait for a choice. Null: nothing. */
export function sendable(unsent: Unsent | null, clashes: Clashes): Unsent | null {
  if (unsent === null || Object.keys(clashes).length === 0) return unsent
  const answers = unsent.answers?.filter(({ question }) => !(question in clashes)) ?? []
  const { project, helpedBy } = unsent
  return answers.length === 0 && project === undefined && helpedBy === undefined ? null : { ...unsent, answers }
}

/** What is still to go once something went: what was written meanwhile, over what went, and what waits for a choice. */
export function leftOver(unsent: Unsent, sent: Unsent): Unsent | null {
  const gone = byQuestion(sent.answers ?? [])
  const { project, helpedBy, answers = [], before = [], ...rest } = unsent
  const left = answers.filter(({ question, value }) => gone[question] !== value)
  const kept = {
    ...(project === undefined || project === sent.project ? {} : { project }),
    ...(helpedBy === undefined || helpedBy === sent.helpedBy ? {} : { helpedBy }),
  }
  if (left.length === 0 && Object.keys(kept).length === 0) return null
  const stands = { ...byQuestion(before), ...gone }
  const asked = left.map(({ question }) => question)
  return { ...rest, ...kept, answers: left, before: asAnswers(stands).filter((one) => asked.includes(one.question)) }
}

/** Answers that were written here and elsewhere, each another one. */
export function clashesOf({ answers = [], before = [] }: Unsent, read: Draft): Clashes {
  const stood = byQuestion(before)
  return Object.fromEntries(
    answers.flatMap(({ question, value }) => {
      const theirs = read.answers[question] ?? ''
      return stood[question] === undefined || theirs === stood[question] || theirs === value ? [] : [[question, theirs]]
    }),
  )
}

/** Once somebody has chosen: theirs has nothing to go any more, one’s own goes over theirs. */
export function chosen(unsent: Unsent, question: string, theirs: string, mine: boolean): Unsent {
  const answers = unsent.answers ?? []
  const before = (unsent.before ?? []).filter((one) => one.question !== question)
  return mine
    ? { ...unsent, before: [...before, { question, value: theirs }] }
    : { ...unsent, answers: answers.filter((one) => one.question !== question), before }
}
