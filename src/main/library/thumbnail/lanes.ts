/** Waits that were given up: the page scrolled on. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

interface Waiting {
  readonly start: () => void
  readonly refuse: (reason: GivenUp) => void
}

/**
 * Runs a few pieces of work at a time, the newest first: what was asked for last is what is on screen. What is given up before its
 * turn is never begun.
 */
export class Lanes {
  readonly #limit: number
  readonly #waiting = new Set<Waiting>()
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.size
  }

  /** @throws {GivenUp} where `signal` aborts before its turn */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#turn(signal)
    try {
      return await work()
    } finally {
      this.#running--
      this.#next()
    }
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiting: Waiting = { start: resolve, refuse: reject }
    const giveUp = (): void => {
      if (this.#waiting.delete(waiting)) waiting.refuse(new GivenUp('Nobody waits for this any more.'))
    }
    this.#waiting.add(waiting)
    if (signal?.aborted) giveUp()
    else signal?.addEventListener('abort', giveUp, { once: true })
    this.#next()
    return promise.finally(() => signal?.removeEventListener('abort', giveUp))
  }

  #next(): void {
    while (this.#running < this.#limit) {
      const newest = [...this.#waiting].at(-1)
      if (newest === undefined) return
      this.#waiting.delete(newest)
      this.#running++
      newest.start()
    }
  }
}
