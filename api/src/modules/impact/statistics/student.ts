/** Coefficients of the Lanczos series with g = 7, nine terms (Press et al., Numerical Recipes 6.1; relative error below 1e-14). */
const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const

/** Natural logarithm of the gamma function, for x ≥ 0.5. */
function logGamma(x: number): number {
  const [first, ...rest] = lanczos
  const sum = rest.reduce<number>((total, coefficient, at) => total + coefficient / (x + at), first)
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum)
}

/** The continued fraction of the incomplete beta function, by Lentz's method (Numerical Recipes 6.4). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / (Math.abs(1 - ((a + b) * x) / (a + 1)) < tiny ? tiny : 1 - ((a + b) * x) / (a + 1))
  let value = d
  const step = (term: number) => {
    d = 1 / (Math.abs(1 + term * d) < tiny ? tiny : 1 + term * d)
    c = Math.abs(1 + term / c) < tiny ? tiny : 1 + term / c
    value *= c * d
    return c * d
  }
  for (let m = 1; m < 10_000; m++) {
    step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)))
    if (Math.abs(step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))) - 1) < 1e-16) break
  }
  return value
}

/** The regularised incomplete beta function I_x(a, b). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

/** Probability that Student's t exceeds a positive value. */
function upperTail(t: number, freedom: number): number {
  return incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
}

const points = new Map<number, number>()

/** The 97.5 % point of Student's t. Throws for less than one degree of freedom. */
export function t975(freedom: number): number {
  if (freedom < 1) throw new RangeError('Student’s t needs one degree of freedom')
  // a table asks for the same few points in each of its cells
  const point = points.get(freedom) ?? pointOf(freedom)
  points.set(freedom, point)
  return point
}

/** By halving an interval around it. */
function pointOf(freedom: number): number {
  let [low, high] = [1.9, 13]
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (upperTail(middle, freedom) > 0.025) low = middle
    else high = middle
  }
  return (low + high) / 2
}
