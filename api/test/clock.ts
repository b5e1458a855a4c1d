import type { Clock } from '../src/platform/clock.ts'

/** A clock that tests set; it stands still. */
export interface SetClock extends Clock {
  /** An RFC 3339 instant or a Date. */
  set(instant: string | Date): void
}

export function createSetClock(start: string | Date): SetClock {
  let present = new Date(start)
  return {
    now: () => new Date(present),
    set(instant) {
      present = new Date(instant)
    },
  }
}
