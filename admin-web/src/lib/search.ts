/** Reads one member of the address: a value, or undefined when absent or not one of ours. */
type Reader<T> = (value: unknown) => T | undefined
type Read<S extends Record<string, Reader<unknown>>> = { [K in keyof S]?: ReturnType<S[K]> | undefined }

/** One of a closed list. */
export function oneOf<T extends string>(list: readonly T[]): Reader<T> {
  return (value) => list.find((one) => one === value)
}
/** A text of at most 200 characters. */
export const anyText: Reader<string> = (value) => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined
}
/** An address of this application, to return to after signing in; never another site's. */
export const localAddress: Reader<string> = (value) =>
  typeof value === 'string' && /^\/(?![/\\])[^\s]*$/.test(value) && value.length <= 1_000 ? value : undefined
/** `YYYY-MM-DD`. */
export const anyDate: Reader<string> = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined
/** A language, by its ISO 639 code. */
export const languageCode: Reader<string> = (value) =>
  typeof value === 'string' && /^[a-z]{2,3}$/.test(value) ? value : undefined
/** Present or not. */
export const flag: Reader<true> = (value) => (value === true || value === 'true' || value === 1 ? true : undefined)

/** `validateSearch: searchOf({ state: oneOf(accountStates) })`. What is not ours is dropped: an old link still opens. */
export function searchOf<S extends Record<string, Reader<unknown>>>(readers: S) {
  return (given: Record<string, unknown>): Read<S> => {
    const found = Object.entries(readers).map(([name, read]) => [name, read(given[name])] as const)
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Read<S>
  }
}
