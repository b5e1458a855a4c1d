import { usualWeights } from '@interra/contracts'
import { assign } from '../../api/src/modules/duos/assignment.ts'
import { compare } from '../../api/src/modules/duos/compare.ts'
import { planOf, worthOf, type Aims } from '../../api/src/modules/duos/plan.ts'
import { bareAssignment } from './bare-assignment.ts'
import { inventPool, randomFrom } from './duo-pool.ts'

/** Time of our assignment to that of the bare one of the same matrix, at most. */
const bar = 1.5
const times = Number(process.env['BENCH_ROUNDS'] ?? 5)

const say = (line: string) => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const megabytes = () => process.memoryUsage().rss / 1e6

function timed<T>(work: () => T): [result: T, ms: number] {
  const began = performance.now()
  const result = work()
  return [result, performance.now() - began]
}

/** Rounds of duos over everybody, each pair possible: comparing, the plan, and the bare assignment, in turn. */
export function benchDuoRounds(): string[] {
  const misses: string[] = []
  const aims: Aims = { aim: 'most_duos', threshold: 0, waitingLimitDays: 60, pins: [] }
  say(
    `\nRounds of duos, dense; medians of ${times}, in turn. Ratio: our assignment, with its prices, to the bare one. The plan ` +
      `is the matrix, the assignment and the pairs.\n`,
  )
  say('pool             comparing ms   plan ms   assign ms   bare ms   ratio   same worth   duos   memory MB')
  for (const size of [200, 500, 2000]) {
    const random = randomFrom(size)
    const [newcomers, locals] = [inventPool('n', size, random), inventPool('l', size, random)]
    const round = { newcomers, locals, weights: usualWeights, language: 'fr', apart: [] }
    const [spent, planned, assigned, bare]: [number[], number[], number[], number[]] = [[], [], [], []]
    let [same, duos, memory] = [true, 0, 0]
    // small ones are over before the engine has compiled them: more of them, the first not counted
    for (let time = 0; time <= times * (size < 1000 ? 5 : 1); time++) {
      const [comparison, comparing] = timed(() => compare(round))
      const worth = worthOf(comparison, aims)
      const cost = Float64Array.from({ length: size * size }, (_, at) => -worth.of(Math.floor(at / size), at % size))
      const [columns, bareMs] = timed(() => bareAssignment(cost, size))
      const [, assignMs] = timed(() => assign(cost, size))
      const [plan, planMs] = timed(() => planOf(comparison, aims))
      memory = Math.max(memory, megabytes())
      const least = columns.reduce((sum, column, row) => sum + (cost[row * size + column] ?? NaN), 0)
      same &&= plan.pairs.reduce((sum, pair) => sum - worth.of(pair.newcomer, pair.local), 0) === least
      duos = plan.pairs.length
      if (time === 0) continue
      spent.push(comparing)
      planned.push(planMs)
      assigned.push(assignMs)
      bare.push(bareMs)
    }
    const ratio = median(assigned) / median(bare)
    const cells = [
      `${size} × ${size}`.padEnd(15),
      fixed(median(spent), 14),
      fixed(median(planned), 9),
      fixed(median(assigned), 11),
      fixed(median(bare), 9),
    ]
    say([...cells, ratio.toFixed(2).padStart(7), String(same).padStart(12), fixed(duos, 6), fixed(memory, 11)].join(''))
    if (ratio > bar) misses.push(`assignment ${size}: ${ratio.toFixed(2)}`)
    if (!same) misses.push(`plan ${size}: another worth than the bare assignment`)
  }
  return misses
}

const fixed = (value: number, width: number) => value.toFixed(0).padStart(width)
