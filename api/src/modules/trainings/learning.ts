import { learningQuestions, type LearningAnswer, type LearningChange } from '@interra/contracts'

/**
 * What changed between "then" and "now", question by question (TRN-02): on people who answered both times, with the
 * number of those who did not. `enrolments`: who is asked; answers of others are left out.
 */
export function changesOf(
  enrolments: readonly string[],
  answers: readonly Required<LearningAnswer>[],
): LearningChange[] {
  const given = new Map(answers.map((one) => [`${one.enrolmentId} ${one.moment} ${one.question}`, one.value]))
  return learningQuestions.map((question) => {
    const both = enrolments.map((id) => ({
      then: given.get(`${id} then ${question}`),
      now: given.get(`${id} now ${question}`),
    }))
    const pairs = both.flatMap(({ then, now }) => (then === undefined || now === undefined ? [] : [{ then, now }]))
    const before = mean(pairs.map(({ then }) => then))
    const after = mean(pairs.map(({ now }) => now))
    return {
      question,
      asked: enrolments.length,
      pairs: pairs.length,
      onlyThen: both.filter(({ then, now }) => then !== undefined && now === undefined).length,
      onlyNow: both.filter(({ then, now }) => then === undefined && now !== undefined).length,
      neither: both.filter(({ then, now }) => then === undefined && now === undefined).length,
      then: before,
      now: after,
      change: mean(pairs.map(({ then, now }) => now - then)),
      improved: pairs.length === 0 ? null : pairs.filter(({ then, now }) => now > then).length,
    }
  })
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100
}
