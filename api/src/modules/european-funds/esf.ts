import {
  addMonths,
  esfNeeds,
  esfOutputs,
  esfResults,
  type EsfCode,
  type EsfLine,
  type EsfParticipant,
  type FundFinding,
} from '@interra/contracts'

/** Somebody as records tell them. */
export type Entrant = Omit<EsfParticipant, 'missing'>

const memberOf = { gender: 'gender', birth: 'age', employment: 'employment', schooling: 'schooling' } as const

/** With the answers that ESF+ needs and nobody gave. */
export function judged(entrant: Entrant): EsfParticipant {
  const missing = esfNeeds.filter((need) => (entrant[memberOf[need]] ?? null) === null)
  return { ...entrant, missing }
}

const isAged =
  (from: number, to: number) =>
  ({ age }: Entrant) => {
    const years = age ?? -1
    return years >= from && years < to
  }
const isWithoutWork = ({ employment }: Entrant) => employment !== 'employed'
const isOutOfWork = ({ employment }: Entrant) => employment === 'unemployed' || employment === 'long_term_unemployed'

/** Who counts in a line (annex I; results count whoever had no work at entry: ESF guidance of 2014-20, domain reference 2.2). */
const counts: Readonly<Record<EsfCode, (one: Entrant) => boolean>> = {
  EECO01: () => true,
  EECO02: isOutOfWork,
  EECO03: ({ employment }) => employment === 'long_term_unemployed',
  EECO04: ({ employment }) => employment === 'inactive',
  EECO05: ({ employment }) => employment === 'employed',
  EECO06: isAged(0, 18),
  EECO07: isAged(18, 30),
  EECO08: isAged(55, Infinity),
  EECO09: ({ schooling }) => schooling === 'isced_0_2',
  EECO10: ({ schooling }) => schooling === 'isced_3_4',
  EECO11: ({ schooling }) => schooling === 'isced_5_8',
  EECO13: ({ isThirdCountry }) => isThirdCountry === true,
  EECR02: ({ inTraining }) => inTraining === true,
  EECR04: (one) => isWithoutWork(one) && one.inEmployment === true,
  EECR05: (one) => isWithoutWork(one) && one.inEmploymentLater === true,
}

/** Each line by gender; people of whom an answer is missing are in none. */
export function esfLines(people: readonly EsfParticipant[]): EsfLine[] {
  const complete = people.filter(({ missing }) => missing.length === 0)
  return [...esfOutputs, ...esfResults].map((code) => {
    const counted = complete.filter(counts[code])
    const of = (gender: string) => counted.filter((one) => one.gender === gender).length
    return { code, total: counted.length, women: of('woman'), men: of('man'), nonBinary: of('non_binary') }
  })
}

/** Lines whose sum is another line, or at most another one. */
const identities: readonly (readonly [
  code: FundFinding['code'],
  parts: readonly EsfCode[],
  whole: readonly EsfCode[],
])[] = [
  ['parts-differ', ['EECO02', 'EECO04', 'EECO05'], ['EECO01']],
  ['parts-differ', ['EECO09', 'EECO10', 'EECO11'], ['EECO01']],
  ['part-exceeds', ['EECO03'], ['EECO02']],
  ['part-exceeds', ['EECO06', 'EECO07', 'EECO08'], ['EECO01']],
  ['part-exceeds', ['EECO13'], ['EECO01']],
  ['result-exceeds', ['EECR02'], ['EECO01']],
  ['result-exceeds', ['EECR04'], ['EECO02', 'EECO04']],
  ['result-exceeds', ['EECR05'], ['EECO02', 'EECO04']],
]
const genders = ['total', 'women', 'men', 'nonBinary'] as const

/** What the authority would refuse in these lines: sums that differ, parts and results that exceed what they belong to. */
export function esfFaults(lines: readonly EsfLine[]): FundFinding[] {
  return identities.flatMap(([code, parts, whole]) => {
    const sum = (codes: readonly EsfCode[], gender: (typeof genders)[number]) =>
      lines.filter((line) => codes.includes(line.code)).reduce((all, line) => all + line[gender], 0)
    const excess = genders.map((gender) => sum(parts, gender) - sum(whole, gender))
    const wrong = code === 'parts-differ' ? excess.map(Math.abs) : excess
    const most = Math.max(...wrong)
    return most > 0 ? [{ code, level: 'error', line: parts.join(' + '), with: whole.join(' + '), count: most }] : []
  })
}

const isUnknownLater = (today: string) => (one: EsfParticipant) =>
  one.leftOn !== null && isWithoutWork(one) && one.inEmploymentLater === null && addMonths(one.leftOn, 6) <= today

/** What stands between these people and a report that is complete. */
export function esfGaps(people: readonly EsfParticipant[], today: string): FundFinding[] {
  const complete = people.filter(({ missing }) => missing.length === 0)
  const gap = (code: FundFinding['code'], level: FundFinding['level'], line: EsfCode | null, count: number) =>
    count > 0 ? [{ code, level, line, with: null, count }] : []
  const left = complete.filter(({ leftOn }) => leftOn !== null)
  return [
    ...gap('incomplete', 'error', null, people.length - complete.length),
    ...gap('nationality-unknown', 'warning', 'EECO13', complete.filter((one) => one.isThirdCountry === null).length),
    ...gap('result-unknown', 'warning', 'EECR04', left.filter((one) => one.inEmployment === null).length),
    ...gap('result-unknown', 'warning', 'EECR05', left.filter(isUnknownLater(today)).length),
  ]
}
