/**
 * A Belgian enterprise number as it is stored: ten digits. `BE 0427.178.892` and `427178892` are 0427178892. Undefined for
 * what is none: another length, a first digit other than 0 or 1 (2 to 8 are establishment units), a check number that does
 * not fit (97 less the rest of the first eight digits by 97). That the check fits does not prove that somebody holds it.
 */
export function enterpriseNumberOf(written: string): string | undefined {
  const digits = written
    .trim()
    .replace(/^BE/i, '')
    .replace(/[\s.-]/g, '')
  if (!/^\d{9,10}$/.test(digits)) return undefined
  const number = digits.padStart(10, '0')
  const check = 97 - (Number(number.slice(0, 8)) % 97)
  return /^[01]/.test(number) && Number(number.slice(8)) === check ? number : undefined
}

/** As it is printed: `0427.178.892`. */
export function writtenEnterpriseNumber(number: string): string {
  return `${number.slice(0, 4)}.${number.slice(4, 7)}.${number.slice(7)}`
}
