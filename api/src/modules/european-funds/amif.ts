import { amifCodes, type AmifLine, type FundFinding } from '@interra/contracts'

/** Somebody counted in a line. */
export interface Supported {
  readonly code: AmifLine['code']
  readonly personId: string
  readonly gender: string | null
  /** `0-17`, `18-60`, `61+` on the first day. */
  readonly age: string | null
  readonly isThirdCountry: boolean | null
}

const genders = ['women', 'men', 'nonBinary', 'genderUnknown'] as const
const ages = ['under18', 'from18To60', 'over60', 'ageUnknown'] as const
const sum = (line: AmifLine, parts: readonly ((typeof genders)[number] | (typeof ages)[number])[]) =>
  parts.reduce((all, part) => all + line[part], 0)

/** Nationals of third countries by line, gender and age. */
export function amifLines(people: readonly Supported[]): AmifLine[] {
  return amifCodes.map((code) => {
    const own = people.filter((one) => one.code === code && one.isThirdCountry === true)
    const gender = (wanted: string | null) => own.filter((one) => one.gender === wanted).length
    const age = (wanted: string | null) => own.filter((one) => one.age === wanted).length
    return {
      code,
      total: own.length,
      women: gender('woman'),
      men: gender('man'),
      nonBinary: gender('non_binary'),
      genderUnknown: gender(null),
      under18: age('0-17'),
      from18To60: age('18-60'),
      over60: age('61+'),
      ageUnknown: age(null),
    }
  })
}

const cells = ['total', ...genders, ...ages] as const

/** Sums that differ, and lines larger than the people supported, all of them or those of a gender or an age. */
export function amifFaults(lines: readonly AmifLine[]): FundFinding[] {
  const supported = lines.find(({ code }) => code === 'O.2.3')
  return lines.flatMap((line): FundFinding[] => {
    const differ = Math.max(...[genders, ages].map((parts) => Math.abs(sum(line, parts) - line.total)))
    const more = Math.max(...cells.map((cell) => line[cell] - (supported?.[cell] ?? 0)))
    const exceeds = line.code.startsWith('R') ? 'result-exceeds' : 'part-exceeds'
    return [
      ...(differ > 0
        ? [{ code: 'parts-differ', level: 'error', line: line.code, with: null, count: differ } as const]
        : []),
      ...(more > 0 ? [{ code: exceeds, level: 'error', line: line.code, with: 'O.2.3', count: more } as const] : []),
    ]
  })
}

/** People of the lines who did not tell their nationality: they are in none. */
export function amifGaps(people: readonly Supported[]): FundFinding[] {
  return amifCodes.flatMap((line) => {
    const count = people.filter((one) => one.code === line && one.isThirdCountry === null).length
    return count > 0 ? [{ code: 'nationality-unknown', level: 'warning', line, with: null, count } as const] : []
  })
}
