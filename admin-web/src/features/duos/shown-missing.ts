import type { Missing } from '@interra/contracts'

/** The first `most` of those who are missing, in their order, the greatest lack of each kind among them: a language that nobody speaks is not hidden by the evenings. */
export function shownMissing(missing: readonly Missing[], most: number): Missing[] {
  const heads = missing.filter(({ trait }, at) => missing.findIndex((one) => one.trait === trait) === at)
  const shown = [...heads, ...missing.filter((one) => !heads.includes(one))].slice(0, most)
  return missing.filter((one) => shown.includes(one))
}
