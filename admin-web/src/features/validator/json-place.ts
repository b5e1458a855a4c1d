/** Line and column, from 1, of the first sign by which a text is no JSON; null when it is. Browsers tell it each in its way, or not. */
export function placeOfFault(text: string): { line: number; column: number } | null {
  let at = 0
  const skip = (token: RegExp) => {
    token.lastIndex = at
    const found = token.test(text)
    if (found) at = token.lastIndex
    return found
  }
  const next = (token: RegExp) => {
    skip(/[ \t\n\r]*/y)
    return skip(token)
  }
  const list = (end: RegExp, item: () => boolean) => {
    if (next(end)) return true
    do if (!item()) return false
    while (next(/,/y))
    return next(end)
  }
  const string = () => next(/"(?:[ !#-[\]-\uFFFF]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y)
  const value = (): boolean => {
    if (next(/\{/y)) return list(/\}/y, () => string() && next(/:/y) && value())
    if (next(/\[/y)) return list(/\]/y, value)
    return string() || next(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y) || next(/true|false|null/y)
  }
  if (value()) {
    skip(/[ \t\n\r]*/y)
    if (at === text.length) return null
  }
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
