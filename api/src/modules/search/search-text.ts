/** What somebody typed, taken apart. Folding is PostgreSQL's (`interra.words`), so that both sides do it alike. */
export interface SearchTerms {
  /** Words, each of which must be found. */
  readonly words: string
  /** Other forms to find; those of one `token` are alternatives. Tokens count down from -1, words up from 1. */
  readonly facts: readonly { readonly token: number; readonly form: string }[]
}

const phoneLike = /^\+?[\d\s./()-]*$/
const fewestDigits = 3

/**
 * Takes a search apart. Marks are those of `search_word`: `>` and `<` a telephone number from its beginning or its end,
 * `@` an e-mail, `=` a year of birth.
 */
export function termsOf(text: string): SearchTerms {
  const trimmed = text.trim().toLowerCase()
  if (/^\S+@\S*$/.test(trimmed)) return { words: '', facts: [{ token: -1, form: `@${trimmed}` }] }
  if (phoneLike.test(trimmed)) return phoneTerms(trimmed)
  const tokens = trimmed.split(/\s+/)
  const isFact = (token: string) => /^\d+$/.test(token) && token.length >= fewestDigits
  const numbers = tokens.filter(isFact)
  return {
    words: tokens.filter((token) => !isFact(token)).join(' '),
    facts: numbers.flatMap((digits, index) => factsOf(-1 - index, [digits, `<${reversed(digits)}`, ...yearOf(digits)])),
  }
}

/** A number said by itself: the beginning or the end of a telephone number, or a year. */
function phoneTerms(typed: string): SearchTerms {
  const digits = typed.replace(/\D/g, '')
  if (digits.length < fewestDigits) return { words: typed, facts: [] }
  const abroad = typed.startsWith('+') || digits.startsWith('00')
  const significant = digits.replace(/^0+/, '')
  const national = abroad ? significant.replace(/^32/, '') : significant
  const forms = [`>${national}`, `<${reversed(significant)}`, ...(digits === typed ? [digits, ...yearOf(digits)] : [])]
  return { words: '', facts: factsOf(-1, forms) }
}

const factsOf = (token: number, forms: readonly string[]) =>
  forms.filter((form) => form.length > 1).map((form) => ({ token, form }))
const reversed = (digits: string) => [...digits].reverse().join('')
const yearOf = (digits: string) => (/^(19|20)\d\d$/.test(digits) ? [`=${digits}`] : [])
