const cover = '•••'
/** Shorter parts of a name are words of their own too often to be covered whatever their capitals. */
const shortest = 3
/** Titles tell a gender as names do. What the grammar of a sentence tells is not covered: jurors are told so. */
const titles = [
  'madame',
  'mme',
  'mademoiselle',
  'mlle',
  'monsieur',
  'mrs',
  'miss',
  'ms',
  'mr',
  'sir',
  'mevrouw',
  'juffrouw',
  'mijnheer',
  'meneer',
  'dhr',
  'السيدة',
  'السيد',
]
const letters = /\p{L}[\p{L}\p{M}'’-]*/gu

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** A telephone number, however it is grouped: it begins with + or 0 and has nine digits or more. */
const phone = /(?<![\p{N}])(?:\+|0)(?:[\s./()-]{0,2}\p{N}){8,14}(?![\p{N}])/gu
const email = /[^\s@<>]+@[^\s@<>]+\.[^\s@<>,;]+/g

/**
 * Covers names in what somebody wrote freely, whatever the capitals and accents: each part of a name, where it stands as a
 * word. A part of one or two letters is covered where the capitals are those of the name. A script without capitals is
 * compared as it is written. Titles are covered. Telephone numbers and e-mail addresses are covered, whoever’s they are.
 */
export function withoutNames(text: string, names: readonly (string | null)[]): string {
  const parts = names
    .flatMap((name) => (name === null ? [] : (name.match(letters) ?? [])))
    .flatMap((part) => [part, ...part.split(/['’-]/)])
    .filter((part) => part !== '')
  const known = new Set([...titles, ...parts.filter((part) => folded(part).length >= shortest)].map(folded))
  const short = new Set(parts.filter((part) => folded(part).length < shortest))
  return text
    .replaceAll(email, cover)
    .replaceAll(phone, cover)
    .replaceAll(letters, (word) => {
      const plain = folded(word)
      const bare = plain.replace(/^[dlmnst]['’]/, '').replace(/['’]s$/, '')
      const named = (part: string) => known.has(folded(part)) || short.has(part)
      return known.has(bare) ||
        named(word) ||
        plain.split('-').some((part) => known.has(part)) ||
        word.split(/['’-]/).some((part) => short.has(part))
        ? cover
        : word
    })
}
