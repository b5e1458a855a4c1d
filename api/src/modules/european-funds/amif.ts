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

/** Sums that differ, and lines larger than the people supported. */
export function amifFaults(lines: readonly AmifLine[]): FundFinding[] {
  const supported = lines.find(({ code }) => code === 'O.2.3')?.total ?? 0
  return lines.flatMap((line): FundFinding[] => {
    const ages = line.under18 + line.from18To60 + line.over60 + line.ageUnknown
    const genders = line.women + line.men + line.nonBinary + line.genderUnknown
    const differ = Math.max(Math.abs(ages - line.total), Math.abs(genders - line.total))
    const more = line.total - supported
    return [
      ...(differ > 0
        ? [{ code: 'parts-differ', level: 'error', line: line.code, with: null, count: differ } as const]
        : []),
      ...(more > 0 && line.code.startsWith('R')
        ? [{ code: 'result-exceeds', level: 'error', line: line.code, with: 'O.2.3', count: more } as const]
        : []),
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
