import {
  actsFrom,
  after,
  juryCriteria,
  juryRoundMachine,
  reviewMachine,
  usualJuryWeights,
  type DecideApplication,
} from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { requireHundred, requireReasons, wholeSheet } from './jury.ts'
import { withoutNames } from './masking.ts'
import { feedbackDueOn, resultOf, severityOf, totalOf, type JudgedReview } from './scoring.ts'

const scores = (...given: readonly number[]) =>
  juryCriteria.map((criterion, index) => ({ criterion, score: given[index] ?? 0, comment: 'Parce que' }))
const review = (memberId: string, applicationId: string, ...given: readonly number[]): JudgedReview => ({
  memberId,
  applicationId,
  organisationId: memberId === 'a' ? null : 'partner',
  scores: scores(...given),
})
const level = (memberId: string, applicationId: string, score: number) =>
  review(memberId, applicationId, ...juryCriteria.map(() => score))

describe('[E2] the weighted sheet', () => {
  test('[E2] its weights make a hundred; the total is the sum of weight times mean, over four', () => {
    expect(() => requireHundred(usualJuryWeights)).not.toThrow()
    expect(() => requireHundred({ ...usualJuryWeights, fit: 14 })).toThrow()
    // 25*4 + 15*3 + 15*2 + 15*3 + 10*4 + 15*1 + 5*2 = 285; over four 71.25
    expect(totalOf(scores(4, 3, 2, 3, 4, 1, 2), usualJuryWeights)).toBe(71.25)
    const result = resultOf([review('a', 'x', 4, 3, 2, 3, 4, 1, 2), level('b', 'x', 2)], usualJuryWeights)
    // (71.25 + 50) / 2, and the deviation of the two with n - 1
    expect(result).toMatchObject({ reviews: 2, organisations: 2, total: 60.63, spread: 15.03, proposal: 'discuss' })
    expect(result.criteria.find(({ criterion }) => criterion === 'person')?.mean).toBe(3)
  })

  test('[E2] proposes from 65 to admit, from 50 to discuss, below to redirect: exactly', () => {
    const weights = { person: 60, strengths: 5, value: 35, feasibility: 0, inclusion: 0, fit: 0, conditions: 0 }
    const total = (...given: number[]) => resultOf([review('a', 'x', ...given)], weights)
    // 60*3 + 5*4 + 35*2 = 270 = 67.5; 60*4 + 5*4 = 260 = 65
    expect(total(4, 4, 0)).toMatchObject({ total: 65, proposal: 'admit' })
    expect(total(4, 3, 0)).toMatchObject({ total: 63.75, proposal: 'discuss' })
    expect(total(3, 4, 0)).toMatchObject({ total: 50, proposal: 'discuss' })
    expect(total(3, 3, 0)).toMatchObject({ total: 48.75, proposal: 'redirect' })
    expect(resultOf([], weights)).toMatchObject({ total: null, spread: null, proposal: null })
  })

  test('[E2] 0 and 1 ask for a comment, and every criterion for a score', () => {
    const draft = scores(1, 0, 2, 3, 4, 4, 4)
    expect(wholeSheet(draft)).toHaveLength(7)
    const bare = draft.map((one) => ({ ...one, comment: ' ' }))
    expect(() => wholeSheet(bare)).toThrow()
    expect(() => wholeSheet(bare.filter(({ score }) => score > 1))).toThrow()
    expect(() => wholeSheet(draft.slice(1))).toThrow()
  })
})

describe('[M19] severity', () => {
  test('[M19] is the mean of own total less mean total of the same dossiers, with the number of dossiers', () => {
    // x: 25, 75, 50 -> 50; y: 50, 100 -> 75; z: judged by one alone, says nothing
    const all = [level('a', 'x', 1), level('b', 'x', 3), level('c', 'x', 2), level('a', 'y', 2), level('b', 'y', 4)]
    const reviews = [...all, level('a', 'z', 0)]
    expect(severityOf('a', reviews, usualJuryWeights)).toEqual({ severity: -25, severityOf: 2 })
    expect(severityOf('b', reviews, usualJuryWeights)).toEqual({ severity: 25, severityOf: 2 })
    expect(severityOf('c', reviews, usualJuryWeights)).toEqual({ severity: 0, severityOf: 1 })
    expect(severityOf('d', reviews, usualJuryWeights)).toEqual({ severity: null, severityOf: 0 })
  })

  test('[M19] names of applicant and founders are covered in what they wrote, whatever accents and capitals', () => {
    const names = ['Élodie', 'N’Diaye-Ba', 'سميرة', null]
    const text = 'Je suis ELODIE n’diaye, d’Élodie aux amis ; Elodies reste. أنا سميرة'
    expect(withoutNames(text, names)).toBe('Je suis ••• •••, ••• aux amis ; Elodies reste. أنا •••')
    expect(withoutNames('Rien', [])).toBe('Rien')
    // titles that say a gender too; the grammar of a sentence stays, and jurors are told so
    expect(withoutNames('Madame, Mlle, MONSIEUR, mevrouw, السيدة', [])).toBe('•••, •••, •••, •••, •••')
    expect(withoutNames('Ms, Miss, Sir, dhr., juffrouw', [])).toBe('•••, •••, •••, •••., •••')
    expect(withoutNames('Je suis née couturière', [])).toBe('Je suis née couturière')
  })

  test('[M19] covers names of two letters by their capitals, telephone numbers and addresses', () => {
    const names = ['Li', 'Wu-Ba']
    expect(withoutNames('Je m’appelle Li Wu, on ne le li pas : wu', names)).toBe(
      'Je m’appelle ••• •••, on ne le li pas : wu',
    )
    const text = 'Au 0471 12 34 56, +32 (0)4/222.33.44 ou 0032471123456, li@demo.test ; 12 000 euros le 2026-11-24'
    expect(withoutNames(text, [])).toBe('Au •••, ••• ou •••, ••• ; 12 000 euros le 2026-11-24')
  })
})

describe('[E4] what a decision says', () => {
  const decision: DecideApplication = { outcome: 'refused', feedback: 'Revenez au printemps', votes: [] }
  test('[E4] a reason when it refuses or deviates, conditions with a day, a partner to be redirected to', () => {
    expect(() => requireReasons(decision, 'redirect')).toThrow()
    expect(() => requireReasons({ ...decision, reason: 'Trop tôt' }, 'redirect')).not.toThrow()
    expect(() => requireReasons({ ...decision, reason: 'Trop tôt' }, 'admit')).toThrow()
    expect(() => requireReasons({ ...decision, reason: 'Trop tôt', deviationReason: 'Vu' }, 'admit')).not.toThrow()
    expect(() => requireReasons({ ...decision, outcome: 'admitted' }, 'discuss')).not.toThrow()
    const conditions = {
      ...decision,
      outcome: 'admitted_with_conditions' as const,
      conditions: [{ text: 'Un plan', dueOn: '2026-12-31' }],
    } satisfies DecideApplication
    expect(() => requireReasons({ ...conditions, conditions: [] }, 'admit')).toThrow()
    expect(() => requireReasons(conditions, 'admit')).not.toThrow()
    expect(() => requireReasons({ ...decision, outcome: 'redirected', reason: 'Ailleurs' }, 'redirect')).toThrow()
    expect(() => requireReasons({ ...decision, outcome: 'admitted', feedback: ' ' }, 'admit')).toThrow()
  })

  test('[E4] is told within five working days', () => {
    expect(feedbackDueOn('2026-11-24')).toBe('2026-12-01')
    expect(feedbackDueOn('2026-11-27')).toBe('2026-12-04')
    expect(feedbackDueOn('2026-11-28')).toBe('2026-12-04')
  })
})

describe('the machines of juries', () => {
  const table = [
    ['assigned', 'submit', 'submitted'],
    ['assigned', 'recuse', 'recused'],
    ['assigned', 'miss', 'missed'],
    ['submitted', 'correct', 'submitted'],
  ]
  test('[E2] [E3] a review is submitted, recused or missed; submitted it is corrected and nothing else', () => {
    const pairs = reviewMachine.states.flatMap((state) =>
      actsFrom(reviewMachine, state).map((act) => [state, act, after(reviewMachine, state, act)]),
    )
    expect(pairs).toEqual(table)
  })
  test('[E2] a round is prepared, scores, and is closed for good', () => {
    const pairs = juryRoundMachine.states.flatMap((state) =>
      actsFrom(juryRoundMachine, state).map((act) => [state, after(juryRoundMachine, state, act)]),
    )
    expect(pairs).toEqual([
      ['preparing', 'scoring'],
      ['scoring', 'closed'],
    ])
  })
})
