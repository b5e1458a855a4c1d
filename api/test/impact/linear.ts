/** Places that are not zero. */
export type Vector = ReadonlyMap<number, bigint>

/** Larger than any minor of the sums of a fixture is likely to divide. */
const prime = 2_147_483_647n
const residue = (value: bigint) => ((value % prime) + prime) % prime

function inverse(value: bigint): bigint {
  let [power, base, exponent] = [1n, residue(value), prime - 2n]
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) power = (power * base) % prime
    base = (base * base) % prime
  }
  return power
}

/** Whether a sum follows from other sums, by adding, subtracting and multiplying them (Gauss, modulo a prime). */
export function isInSpan(known: readonly Vector[]): (wanted: Vector) => boolean {
  const pivots = new Map<number, Map<number, bigint>>()
  const reduced = (vector: Vector): Map<number, bigint> => {
    const rest = new Map(vector)
    for (const [place, row] of pivots) {
      const factor = rest.get(place)
      if (factor === undefined) continue
      for (const [at, value] of row) {
        const next = residue((rest.get(at) ?? 0n) - factor * value)
        if (next === 0n) rest.delete(at)
        else rest.set(at, next)
      }
    }
    return rest
  }
  for (const vector of known) {
    const rest = reduced(vector)
    const first = [...rest.keys()][0]
    if (first === undefined) continue
    const scale = inverse(rest.get(first) ?? 1n)
    pivots.set(first, new Map([...rest].map(([place, value]) => [place, residue(value * scale)])))
  }
  return (wanted) => reduced(wanted).size === 0
}
