import type { Indicator, TableFigure } from '@interra/contracts'
import type { Item } from './oracle.ts'

/** Means, pairs and their intervals a second time, by the words of the domain reference (3.2 G15, 3.4): nothing of the service. */

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const meanOf = (values: readonly number[]) => sumOf(values) / values.length
const varianceOf = (values: readonly number[]) =>
  sumOf(values.map((value) => (value - meanOf(values)) ** 2)) / (values.length - 1)

/** The area under cos^power from one angle to another, by Simpson's rule. */
function areaOfCosines(power: number, from: number, to: number): number {
  const steps = 2000
  const width = (to - from) / steps
  const weighed = Array.from({ length: steps + 1 }, (_, at) => {
    const weight = at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2
    return weight * Math.abs(Math.cos(from + at * width)) ** power
  })
  return (sumOf(weighed) * width) / 3
}

const points = new Map<number, number>()
/** The 97.5 % point of Student's t: with t = √n tan(angle) its density is a power of the cosine. */
export function tPoint(freedom: number): number {
  const known = points.get(freedom)
  if (known !== undefined) return known
  const half = areaOfCosines(freedom - 1, 0, Math.PI / 2)
  let [low, high] = [0, Math.PI / 2]
  for (let turn = 0; turn < 50; turn++) {
    const middle = (low + high) / 2
    if (areaOfCosines(freedom - 1, 0, middle) / half < 0.95) low = middle
    else high = middle
  }
  points.set(freedom, Math.sqrt(freedom) * Math.tan(low))
  return tPoint(freedom)
}

function intervalOf(values: readonly number[]): { low: number; high: number } | null {
  if (values.length < 2) return null
  const by = tPoint(values.length - 1) * Math.sqrt(varianceOf(values) / values.length)
  return { low: meanOf(values) - by, high: meanOf(values) + by }
}

type Told = Readonly<Record<string, number | string | null>>
const couples = (items: readonly Item[]) =>
  items.flatMap(({ numerator, denominator = null }) =>
    numerator === null || denominator === null ? [] : [{ first: numerator, last: denominator }],
  )

/** Whether nothing varies but by the last digits of a computer. */
const isNought = (variance: number) => variance < 1e-18

function pairsTold(items: readonly Item[], higherIsBetter: boolean): Told {
  const whole = items.filter(({ part = null }) => part === null)
  const pairs = couples(whole)
  const n = pairs.length
  const firsts = pairs.map(({ first }) => first)
  const lasts = pairs.map(({ last }) => last)
  const differences = pairs.map(({ first, last }) => last - first)
  const up = differences.filter((one) => one > 0).length
  const down = differences.filter((one) => one < 0).length
  const ways = { improved: higherIsBetter ? up : down, same: n - up - down, worse: higherIsBetter ? down : up }
  const areWaysTold = n >= 5 && Object.values(ways).every((count) => count === 0 || count >= 5)
  const spread = n < 2 ? 0 : (varianceOf(firsts) + varianceOf(lasts)) / 2
  const isFlat = isNought(spread) || n < 2 || isNought(varianceOf(differences))
  const dAv = isNought(spread) ? null : meanOf(differences) / Math.sqrt(spread)
  const lost = whole.flatMap(({ numerator, denominator = null }) =>
    numerator !== null && denominator === null ? [numerator] : [],
  )
  const apart = n < 2 || lost.length < 2 ? 0 : (varianceOf(firsts) + varianceOf(lost)) / 2
  const isBiased = !isNought(apart) && Math.abs(meanOf(firsts) - meanOf(lost)) / Math.sqrt(apart) > 0.25
  const interval = n < 10 ? null : intervalOf(differences)
  const flags = [
    ...(n < 30 ? ['low_precision'] : []),
    ...(n >= 10 && isFlat ? ['no_variation'] : []),
    ...(n >= 10 && isBiased ? ['attrition_bias'] : []),
  ]
  const others = new Set(items.filter(({ part }) => part === 'no_baseline').map(({ key }) => key))
  const differencesOf = (code: string) =>
    couples(items.filter(({ part }) => part === code)).map(({ first, last }) => last - first)
  const [atThree, interra] = [differencesOf('change_t3'), differencesOf('interra')]
  return {
    asked: whole.length,
    pairs: n,
    follow_up_rate: n < 5 ? null : n / (whole.length + others.size),
    improved: areWaysTold ? ways.improved : null,
    same: areWaysTold ? ways.same : null,
    worse: areWaysTold ? ways.worse : null,
    d_av: n < 30 ? null : dAv,
    g_av: n < 30 || dAv === null ? null : dAv * (1 - 3 / (4 * (n - 1) - 1)),
    dz: n < 30 || isFlat ? null : meanOf(differences) / Math.sqrt(varianceOf(differences)),
    pairs_t3: atThree.length,
    change_t3: atThree.length < 10 ? null : meanOf(atThree),
    pairs_interra: interra.length,
    interra: interra.length < 10 ? null : meanOf(interra),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    flags: flags.join(' '),
  }
}

/** Sizes in their order: those a quarter, half and three quarters of the way up, between the two around the place. */
function sizesTold(items: readonly Item[], isKnown: boolean): Told {
  const sizes = items.flatMap(({ part = null, numerator }) => (part === null && numerator !== null ? [numerator] : []))
  const inOrder = sizes.toSorted((a, b) => a - b)
  const at = (share: number) => {
    const place = (inOrder.length - 1) * share
    const [below, above] = [inOrder[Math.floor(place)], inOrder[Math.ceil(place)]]
    return below === undefined || above === undefined ? null : below + (above - below) * (place % 1)
  }
  const interval = isKnown ? intervalOf(sizes) : null
  const quarters = { p25: at(0.25), p50: at(0.5), p75: at(0.75), median: at(0.5) }
  return { ...quarters, low: interval?.low ?? null, high: interval?.high ?? null }
}

function toldOf({ kind, parts, parameters }: Indicator, items: readonly Item[], figure: TableFigure): Told {
  if (kind === 'paired') return pairsTold(items, parameters?.['higherIsBetter'] !== 0)
  const isOfSizes = kind === 'ratio' && parts.some((code) => code === 'median' || code === 'p50')
  return isOfSizes ? sizesTold(items, figure.value !== null) : {}
}

/** What the reference says of these items besides their value, that the service tells otherwise. */
export function statisticFaults(indicator: Indicator, items: readonly Item[], figure: TableFigure): unknown[] {
  const told = toldOf(indicator, items, figure)
  const { parts, interval, flags } = figure
  const codes = parts.map(({ code, value }) => [code, value] as const)
  const own = flags.filter((flag) => /^(low_precision|no_variation|attrition_bias)$/.test(flag)).join(' ')
  const service: Told = {
    ...Object.fromEntries(codes),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    flags: own,
  }
  return Object.entries(told)
    .filter(
      ([code]) => code in service && !isAlike(told[code] ?? null, service[code] ?? null, digitsOf(indicator, code)),
    )
    .map(([code, of]) => ({ code, told: of, service: service[code] }))
}

/** Digits after the comma. */
function digitsOf({ decimals }: Indicator, code: string): number {
  if (code === 'low' || code === 'high') return 9
  return ['follow_up_rate', 'd_av', 'g_av', 'dz'].includes(code) ? 4 : decimals
}

/** Alike but for rounding; text is the same. */
function isAlike(one: number | string | null, other: number | string | null, digits: number): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= 0.5000001 * 10 ** -digits
}
