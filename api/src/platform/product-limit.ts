/** Something that was watched for some days: whether it ended on the last one, or was only watched until then. */
export interface Watched {
  readonly days: number
  readonly ended: boolean
}

/** The product-limit estimate of what has not ended, after each day on which something did (Kaplan and Meier, 1958). */
function steps(watched: readonly Watched[]): { readonly day: number; readonly left: number }[] {
  const days = [...new Set(watched.filter(({ ended }) => ended).map(({ days }) => days))].toSorted((a, b) => a - b)
  let left = 1
  return days.map((day) => {
    const atRisk = watched.filter((one) => one.days >= day).length
    const ended = watched.filter((one) => one.ended && one.days === day).length
    left *= 1 - ended / atRisk
    return { day, left }
  })
}

/**
 * Days after which such a share had ended: the first at which the estimate is at most the rest. What has not ended counts
 * for as long as it was watched. Null when the estimate never falls that low.
 */
export function daysUntil(share: number, watched: readonly Watched[]): number | null {
  // a half that a product of fractions misses by its last digit is a half
  return steps(watched).find(({ left }) => left <= 1 - share + 1e-12)?.day ?? null
}
/** Days after which half had ended. */
export const medianDays = (watched: readonly Watched[]) => daysUntil(0.5, watched)

/** The share that has not ended after so many days; null when nothing was watched that long, unless all had ended. */
export function leftAfter(watched: readonly Watched[], days: number): number | null {
  const left = steps(watched).findLast(({ day }) => day <= days)?.left ?? 1
  return left > 0 && !watched.some((one) => one.days >= days) ? null : left
}
