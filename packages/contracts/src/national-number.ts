/** Eleven digits as a national register number is written: together, or 85.07.30-033.28 with other marks or spaces. */
const written =
  /(?<!\d)(?<!(?:\+|(?:^|\D)00)\d{0,3}[ ./-]?)(?=(\d{2}([ ./-]?)\d{2}\2\d{2}[ ./-]?\d{3}[ ./-]?\d{2})(?!\d))/g

/**
 * Whether a text holds a Belgian national register number, NN or BIS (domain reference DP-02): a date and a check number
 * that fit. The law forbids to keep one. Numbers written with `+` or `00` in front are telephone numbers.
 */
export function holdsNationalNumber(text: string): boolean {
  return [...text.matchAll(written)].some(([, found = '']) => fits(found.replace(/\D/g, '')))
}

/** Months +20 and +40 are BIS numbers; month or day 00 stand for an unknown birthday. */
function fits(digits: string): boolean {
  const month = Number(digits.slice(2, 4))
  if (month > 52 || month % 20 > 12 || Number(digits.slice(4, 6)) > 31) return false
  const number = Number(digits.slice(0, 9))
  const check = Number(digits.slice(9))
  return check === 97 - (number % 97) || check === 97 - ((2_000_000_000 + number) % 97)
}
