/** What the parts of a running copy know about its life. */
export interface Lifecycle {
  /** Stopping: nothing new is taken on. */
  draining: boolean
  /** Requests in work. */
  inFlight: number
}

export function createLifecycle(): Lifecycle {
  return { draining: false, inFlight: 0 }
}

/** A stop may take this long, in milliseconds; what is not finished then is cut. */
const stopWithin = 9000

/**
 * Stops the parts in order, once, when the process is told to end: SIGTERM, SIGINT, or the process that started it is
 * gone. From that moment readiness says no and new requests are refused; those in work are finished. Exits 0, or 1 when
 * a part did not stop in time.
 */
export function stopOnSignal(
  lifecycle: Lifecycle,
  parts: readonly (() => Promise<unknown>)[],
  tell: (signal: string) => void,
): void {
  const stop = async (signal: string) => {
    tell(signal)
    setTimeout(() => process.exit(1), stopWithin).unref()
    for (const part of parts) await part()
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) {
    process.on(signal, () => {
      if (lifecycle.draining) return
      lifecycle.draining = true
      stop(signal).then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}
