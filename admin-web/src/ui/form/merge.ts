/** One field that two people changed: what I wrote, what they wrote. */
export interface Clash {
  readonly field: string
  readonly mine: unknown
  readonly theirs: unknown
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Three ways: what I read (`before`), what I wrote (`mine`), what stands there now (`theirs`). A field that only one of
 * us changed is that one's; a field that both changed differently is a clash, kept as mine until decided.
 */
export function merge<V extends Record<string, unknown>>(
  before: V,
  mine: V,
  theirs: V,
): { merged: V; clashes: Clash[] } {
  const clashes: Clash[] = []
  const merged = Object.entries(mine).map(([field, value]) => {
    if (same(value, before[field])) return [field, theirs[field]]
    if (!same(theirs[field], before[field]) && !same(theirs[field], value))
      clashes.push({ field, mine: value, theirs: theirs[field] })
    return [field, value]
  })
  return { merged: Object.fromEntries(merged) as V, clashes }
}
