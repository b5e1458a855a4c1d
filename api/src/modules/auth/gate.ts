import { problem } from '@interra/contracts'

/** Lets so many through at once, keeps so many waiting, and tells the others to come back: `unavailable`. */
export class Gate {
  readonly #limits: { readonly running: number; readonly waiting: number }
  readonly #queue: (() => void)[] = []
  #running = 0

  constructor(limits: { readonly running: number; readonly waiting: number }) {
    this.#limits = limits
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limits.running) {
      if (this.#queue.length >= this.#limits.waiting) throw problem('unavailable', { retryAfter: 2 })
      await new Promise<void>((turn) => void this.#queue.push(turn))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      if (next) next()
      else this.#running--
    }
  }
}
