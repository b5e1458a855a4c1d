import {
  daysBetween,
  genders,
  trajectoryOutcomes,
  trajectorySteps,
  type InterlabRole,
  type InterlabWomen,
  type Trajectories,
  type Trajectory,
  type TrajectoryStep,
} from '@interra/contracts'

/** The first day on which somebody took each step; null: never. */
export interface Steps {
  readonly participant: string | null
  readonly host: string | null
  readonly training: string | null
  readonly interlab: string | null
  readonly venture: string | null
  readonly job: string | null
}
export interface Traveller extends Steps {
  readonly gender: string
  readonly group: string
}

/** What a reader may be told: everything, or nothing small of a period that is over. */
export interface Telling {
  readonly level: Trajectories['level']
  readonly periodClosed: boolean
  readonly k: number
}
/** Hides what is small in a table, and what would tell it: `hiddenInTable` of the figures. */
export type Hide = (
  table: { readonly rows: readonly (readonly number[])[]; readonly columnTotals: boolean },
  k: number,
) => HiddenCells
interface HiddenCells {
  cell(row: number, column: number): boolean
  rowTotal(row: number): boolean
}

const groups = ['newcomer', 'local', 'in_between', 'unknown'] as const
const genderCodes = [...genders, 'unknown'] as const
/** A median or a share needs this many records (domain reference 3.5). */
const enoughRecords = 10

const outcomeOn = ({ venture, job }: Steps): string | null =>
  [venture, job].filter((on) => on !== null).sort()[0] ?? null
const dayOf = (steps: Steps, step: TrajectoryStep) => (step === 'outcome' ? outcomeOn(steps) : steps[step])
/** What came first: exactly one, where there is any. */
const kindOf = (steps: Steps) =>
  outcomeOn(steps) === null ? null : outcomeOn(steps) === steps.venture ? 'venture' : 'job'

/** The steps of one life, in their order. */
export function trajectoryOf(steps: Steps): Omit<Required<Trajectory>, 'hosted'> {
  const first = trajectorySteps.flatMap((step) => dayOf(steps, step) ?? []).sort()[0]
  return {
    steps: trajectorySteps.map((step) => {
      const on = dayOf(steps, step)
      return { step, on, daysSinceFirst: on === null || first === undefined ? null : daysBetween(first, on) }
    }),
    outcome: kindOf(steps),
  }
}

type Line = Trajectories['lines'][number]
type Column = Pick<Line, 'dimension' | 'code'> & { readonly people: readonly Traveller[] }

/** Lines of everybody, by gender and by group. Whoever does not know the people is told no small number, nor its complement. */
export function linesOf(
  travellers: readonly Traveller[],
  telling: Telling,
  hide: Hide,
): Pick<Trajectories, 'lines' | 'outcomes'> {
  const tellsAll = telling.level === 'internal_case'
  const all: Column = { dimension: 'all', code: 'all', people: travellers }
  const split = (dimension: 'gender' | 'group', codes: readonly string[]): Column[] =>
    codes.map((code) => ({ dimension, code, people: travellers.filter((one) => one[dimension] === code) }))
  const tables = [split('gender', genderCodes), split('group', groups)]
  const hidden = new Map<TrajectoryStep, { readonly codes: ReadonlySet<string>; readonly whole: boolean }>(
    trajectorySteps.map((step) => [step, hiddenAt(step, tables, telling, hide)]),
  )
  const isHidden = (step: TrajectoryStep, { dimension, code }: Column) =>
    !tellsAll && (dimension === 'all' ? hidden.get(step)?.whole : hidden.get(step)?.codes.has(`${dimension} ${code}`))
  const outcomeHidden = !tellsAll && outcomesHidden(travellers, telling, hide, hidden.get('outcome')?.whole ?? true)
  return {
    lines: [all, ...tables.flat()].map((column) => ({
      dimension: column.dimension,
      code: column.code,
      cells: trajectorySteps.map((step) => (isHidden(step, column) ? nothing(step) : cellOf(step, column, tellsAll))),
    })),
    outcomes: trajectoryOutcomes.map((outcome) => ({
      outcome,
      people: outcomeHidden ? null : travellers.filter((one) => kindOf(one) === outcome).length,
      suppressed: outcomeHidden,
    })),
  }
}

const nothing = (step: TrajectoryStep) => ({
  step,
  people: null,
  goneOn: null,
  medianDays: null,
  before: null,
  suppressed: true,
})

function cellOf(step: TrajectoryStep, { people }: Column, tellsAll: boolean): Line['cells'][number] {
  const there = people.filter((one) => dayOf(one, step) !== null)
  const later = trajectorySteps.slice(trajectorySteps.indexOf(step) + 1)
  const goneOn = there.filter((one) => later.some((next) => dayOf(one, next) !== null)).length
  const days = there.flatMap((one) => {
    const on = dayOf(one, step)
    return one.participant === null || on === null ? [] : [daysBetween(one.participant, on)]
  })
  // what was there before the first presence took no time after it
  const after = days.filter((one) => one >= 0)
  const isTold = tellsAll || after.length >= enoughRecords
  return {
    step,
    people: there.length,
    // those who went on to one step but not to another could be had by subtraction
    goneOn: tellsAll ? goneOn : null,
    medianDays: isTold ? median(after) : null,
    before: tellsAll ? days.length - after.length : null,
    suppressed: false,
  }
}

/** A step is a part of those who began: neither those who took it nor those who did not may be a small number. */
function hiddenAt(step: TrajectoryStep, tables: readonly Column[][], { k, periodClosed }: Telling, hide: Hide) {
  const codes = new Set<string>()
  let whole = !periodClosed
  for (const columns of tables) {
    const there = columns.map(({ people }) => people.filter((one) => dayOf(one, step) !== null).length)
    const rest = columns.map(({ people }, index) => people.length - (there[index] ?? 0))
    const table = hide(
      { rows: step === 'participant' ? [there] : [there, rest], columnTotals: step !== 'participant' },
      k,
    )
    const began = hide({ rows: [columns.map(({ people }) => people.length)], columnTotals: false }, k)
    for (const [index, { dimension, code }] of columns.entries())
      if (!periodClosed || table.cell(0, index) || began.cell(0, index)) codes.add(`${dimension} ${code}`)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    if (table.rowTotal(0) || began.rowTotal(0) || isSmall(sum(there), k) || isSmall(sum(rest), k)) whole = true
  }
  return { codes, whole }
}

function outcomesHidden(travellers: readonly Traveller[], { k, periodClosed }: Telling, hide: Hide, whole: boolean) {
  const counts = trajectoryOutcomes.map((outcome) => travellers.filter((one) => kindOf(one) === outcome).length)
  const table = hide({ rows: [counts], columnTotals: false }, k)
  return !periodClosed || whole || table.cell(0, 0) || table.cell(0, 1)
}

const isSmall = (count: number, k: number) => count > 0 && count < k

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

export interface InRole {
  readonly role: InterlabRole
  readonly women: number
  readonly others: number
  readonly unknown: number
}

/** INC-05 of each role; those whose gender is not known stand apart, never in the denominator. */
export function womenIn(
  roles: readonly InRole[],
  { level, periodClosed, k }: Telling,
  hide: Hide,
): InterlabWomen['roles'] {
  const applicants = roles.find(({ role }) => role === 'applicant')
  return roles.map((one) => {
    const { role, women, others, unknown } = one
    const cells = [women, others, unknown]
    const rest = role === 'admitted' && applicants ? [restOf(applicants, one)] : []
    const table = hide({ rows: [cells, ...rest], columnTotals: rest.length > 0 }, k)
    const isAnyHidden = [0, 1, 2].some((column) => table.cell(0, column)) || table.rowTotal(0)
    if (level !== 'internal_case' && (!periodClosed || isAnyHidden))
      return { role, women: null, known: null, unknown: null, share: null, suppressed: true }
    const known = women + others
    const isTold = known > 0 && (level === 'internal_case' || known >= enoughRecords)
    const share = isTold ? Math.round((women / known) * 10_000) / 10_000 : null
    return { role, women, known, unknown, share, suppressed: false }
  })
}

const restOf = (whole: InRole, part: InRole) => [
  whole.women - part.women,
  whole.others - part.others,
  whole.unknown - part.unknown,
]
