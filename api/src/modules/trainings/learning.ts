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
      first: given.get(`${id} then ${question}`),
      last: given.get(`${id} now ${question}`),
    }))
    const pairs = both.flatMap(({ first, last }) =>
      first === undefined || last === undefined ? [] : [{ first, last }],
    )
    return {
      question,
      asked: enrolments.length,
      pairs: pairs.length,
      onlyThen: both.filter(({ first, last }) => first !== undefined && last === undefined).length,
      onlyNow: both.filter(({ first, last }) => first === undefined && last !== undefined).length,
      neither: both.filter(({ first, last }) => first === undefined && last === undefined).length,
      meanThen: mean(pairs.map(({ first }) => first)),
      meanNow: mean(pairs.map(({ last }) => last)),
      change: mean(pairs.map(({ first, last }) => last - first)),
      improved: pairs.length === 0 ? null : pairs.filter(({ first, last }) => last > first).length,
    }
  })
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100
}
