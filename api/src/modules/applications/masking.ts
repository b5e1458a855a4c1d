const cover = '•••'
/** Shorter parts of a name are words of their own too often. */
const shortest = 3
const letters = /\p{L}[\p{L}\p{M}'’-]*/gu

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/**
 * Covers names in what somebody wrote freely, whatever the capitals and accents: each part of a name, where it stands as a
 * word. A script without capitals is compared as it is written.
 */
export function withoutNames(text: string, names: readonly (string | null)[]): string {
  const parts = new Set(
    names.flatMap((name) => (name === null ? [] : (name.match(letters) ?? []))).map((part) => folded(part)),
  )
  const known = new Set(
    [...parts].flatMap((part) => [part, ...part.split(/['’-]/)]).filter((part) => part.length >= shortest),
  )
  if (known.size === 0) return text
  return text.replaceAll(letters, (word) => {
    const plain = folded(word)
    const bare = plain.replace(/^[dlmnst]['’]/, '').replace(/['’]s$/, '')
    return known.has(plain) || known.has(bare) || plain.split('-').some((part) => known.has(part)) ? cover : word
  })
}
