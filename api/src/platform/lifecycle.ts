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

export interface Stoppable {
  readonly name: string
  stop(): Promise<void>
}

/** A stop may take this long, in milliseconds; what is not finished then is cut. */
const stopWithin = 9000

/**
 * Stops the parts in order, once, when the process is told to end: SIGTERM, SIGINT, or the parent that started it is
 * gone. Exits 0, or 1 when a part did not stop in time.
 */
export function stopOnSignal(lifecycle: Lifecycle, parts: readonly Stoppable[], tell: (signal: string) => void): void {
  const stop = (signal: string) => {
    if (lifecycle.draining) return
    lifecycle.draining = true
    tell(signal)
    setTimeout(() => process.exit(1), stopWithin).unref()
    stopAll(parts).then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  process.on('disconnect', () => stop('disconnect'))
}

async function stopAll(parts: readonly Stoppable[]): Promise<void> {
  for (const part of parts) await part.stop()
}
