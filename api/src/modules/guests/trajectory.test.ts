import { trajectorySteps } from '@interra/contracts'
import { describe, expect, test } from '@jest/globals'
import { hiddenInTable } from '../../platform/hidden-in-table.ts'
import { linesOf, trajectoryOf, womenIn, type InRole, type Telling, type Traveller } from './trajectory.ts'

const never = { participant: null, host: null, training: null, interlab: null, venture: null, job: null }
const began = { ...never, participant: '2025-01-10' }
const caseTeam: Telling = { level: 'internal_case', periodClosed: false, k: 5 }
const others: Telling = { level: 'internal_report', periodClosed: true, k: 5 }
const many = (count: number, one: Partial<Traveller>): Traveller[] =>
  Array.from({ length: count }, () => ({ ...began, gender: 'woman', group: 'newcomer', ...one }))
const lineOf = (people: readonly Traveller[], telling: Telling, code = 'all') => {
  const found = linesOf(people, telling, hiddenInTable).lines.find((line) => line.code === code)
  return new Map(found?.cells.map((cell) => [cell.step, cell]))
}

describe('[M16] from passion to profession', () => {
  test('[M16] one life: the first day of each step, and what it led to first', () => {
    const life = { ...began, host: '2025-02-09', interlab: '2025-04-20', venture: '2026-01-10', job: '2025-12-01' }
    expect(trajectoryOf(life)).toEqual({
      steps: [
        { step: 'participant', on: '2025-01-10', daysSinceFirst: 0 },
        { step: 'host', on: '2025-02-09', daysSinceFirst: 30 },
        { step: 'training', on: null, daysSinceFirst: null },
        { step: 'interlab', on: '2025-04-20', daysSinceFirst: 100 },
        { step: 'outcome', on: '2025-12-01', daysSinceFirst: 325 },
      ],
      outcome: 'job',
    })
    expect(trajectoryOf(never).outcome).toBeNull()
  })

  test('[M16] how many took each step, who went on, and after how many days', () => {
    const people = [
      ...many(3, { host: '2025-01-20' }),
      ...many(1, { host: '2025-02-09', interlab: '2025-03-11', job: '2025-06-01' }),
      ...many(2, {}),
    ]
    const all = lineOf(people, caseTeam)
    expect(all.get('participant')).toMatchObject({ people: 6, goneOn: 4, medianDays: 0 })
    expect(all.get('host')).toMatchObject({ people: 4, goneOn: 1, medianDays: 10 })
    expect(all.get('interlab')).toMatchObject({ people: 1, goneOn: 1, medianDays: 60 })
    expect(linesOf(people, caseTeam, hiddenInTable).outcomes).toMatchObject([{ people: 0 }, { people: 1 }])
  })

  test('[M16] a step before the first presence is said to be so, and takes no part in the days', () => {
    const people = [
      ...many(2, { host: '2025-01-20' }),
      ...many(3, { host: '2024-12-01' }),
      ...many(1, { interlab: '2025-01-10' }),
      ...many(1, { training: '2025-01-09' }),
    ]
    const all = lineOf(people, caseTeam)
    expect(all.get('host')).toMatchObject({ people: 5, before: 3, medianDays: 10 })
    expect(all.get('interlab')).toMatchObject({ people: 1, before: 0, medianDays: 0 })
    expect(all.get('training')).toMatchObject({ people: 1, before: 1, medianDays: null })
    // nine days after the first presence are too few to tell a median of, though twelve took the step
    const few = [...many(9, { host: '2025-01-20' }), ...many(3, { host: '2024-12-01' }), ...many(9, {})]
    expect(lineOf(few, others).get('host')).toMatchObject({ people: 12, medianDays: null, before: null })
  })

  test('[M16] by gender and by the group at the first step, each line adding up to all', () => {
    const people = [...many(7, { host: '2025-02-01' }), ...many(6, { gender: 'man', group: 'local' })]
    const { lines } = linesOf(people, caseTeam, hiddenInTable)
    for (const dimension of ['gender', 'group'])
      for (const [index] of trajectorySteps.entries()) {
        const sum = lines
          .filter((line) => line.dimension === dimension)
          .reduce((total, { cells }) => total + (cells[index]?.people ?? 0), 0)
        expect(sum).toBe(lines[0]?.cells[index]?.people)
      }
  })

  test('[M16] whoever does not know the people is told no small number, nor one that tells it', () => {
    const people = [
      ...many(20, { host: '2025-02-01' }),
      ...many(10, {}),
      ...many(3, { gender: 'man', host: '2025-02-01' }),
      ...many(12, { gender: 'man' }),
    ]
    const women = lineOf(people, others, 'woman')
    const men = lineOf(people, others, 'man')
    expect(women.get('participant')).toMatchObject({ people: 30, goneOn: null })
    // 3 men: hidden, and so are the women, for the total is shown
    expect(men.get('host')).toMatchObject({ people: null, suppressed: true })
    expect(women.get('host')).toMatchObject({ people: null, suppressed: true })
    expect(lineOf(people, others).get('host')).toMatchObject({ people: 23 })
  })

  test('[M16] nor how few did not take a step', () => {
    const people = [...many(20, { host: '2025-02-01' }), ...many(3, {})]
    expect(lineOf(people, others).get('participant')?.people).toBe(23)
    expect(lineOf(people, others).get('host')).toMatchObject({ people: null, suppressed: true })
  })

  test('[M16] nor anything of a year that is not over', () => {
    const people = many(40, { host: '2025-02-01' })
    const { lines, outcomes } = linesOf(people, { ...others, periodClosed: false }, hiddenInTable)
    expect(lines.flatMap(({ cells }) => cells).every(({ people: shown }) => shown === null)).toBe(true)
    expect(outcomes.every(({ suppressed }) => suppressed)).toBe(true)
  })
})

describe('[E13] women at each role', () => {
  const role = (name: InRole['role'], women: number, other: number, unknown = 0): InRole => ({
    role: name,
    women,
    others: other,
    unknown,
  })
  test('[E13] the denominator is those whose gender is known, the others stand apart', () => {
    expect(womenIn([role('coach', 3, 1, 2)], caseTeam, hiddenInTable)).toEqual([
      { role: 'coach', women: 3, known: 4, unknown: 2, share: 0.75, suppressed: false },
    ])
    expect(womenIn([role('mentor', 0, 0, 2)], caseTeam, hiddenInTable)[0]?.share).toBeNull()
  })

  test('[E13] small numbers are hidden from whoever does not know the people', () => {
    const hidden = { women: null, known: null, unknown: null, share: null, suppressed: true }
    expect(womenIn([role('coach', 3, 20)], others, hiddenInTable)).toEqual([{ role: 'coach', ...hidden }])
    expect(womenIn([role('coach', 12, 8)], others, hiddenInTable)).toMatchObject([{ women: 12, known: 20, share: 0.6 }])
    expect(womenIn([role('coach', 12, 8)], { ...others, periodClosed: false }, hiddenInTable)).toEqual([
      { role: 'coach', ...hidden },
    ])
  })

  test('[E13] the admitted are a part of the applicants: neither may tell how few were not', () => {
    const [applicant, admitted] = womenIn([role('applicant', 20, 20), role('admitted', 18, 10)], others, hiddenInTable)
    expect(applicant).toMatchObject({ women: 20, known: 40 })
    expect(admitted).toMatchObject({ women: null, suppressed: true })
  })
})
