/** Waits that were given up: the page scrolled on. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp'
}

interface Waiting {
  givenUp: boolean
  readonly start: () => void
  readonly refuse: (reason: GivenUp) => void
}

/**
 * Runs a few pieces of work at a time, the newest first: what was asked for last is what is on screen. What is given up before its
 * turn is never begun.
 */
export class Lanes {
  readonly #limit: number
  /** The newest last; those given up stay until their turn. */
  readonly #stack: Waiting[] = []
  #waiting = 0
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting
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
    const waiting: Waiting = { givenUp: false, start: resolve, refuse: reject }
    const giveUp = (): void => {
      waiting.givenUp = true
      this.#waiting--
      waiting.refuse(new GivenUp('Nobody waits for this any more.'))
    }
    this.#stack.push(waiting)
    this.#waiting++
    if (signal?.aborted) giveUp()
    else signal?.addEventListener('abort', giveUp, { once: true })
    const started = promise.finally(() => signal?.removeEventListener('abort', giveUp))
    this.#next()
    return started
  }

  #next(): void {
    while (this.#running < this.#limit) {
      const newest = this.#stack.pop()
      if (newest === undefined) return
      if (newest.givenUp) continue
      this.#waiting--
      this.#running++
      newest.start()
    }
  }
}
