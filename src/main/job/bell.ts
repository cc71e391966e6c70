/** Wakes everyone who waits, once for each ring. */
export class Bell {
  #waiting = Promise.withResolvers<void>()

  ring(): void {
    const rung = this.#waiting
    this.#waiting = Promise.withResolvers<void>()
    rung.resolve()
  }

  /** Resolves at the next ring. Take it before looking at what the ring announces, or a ring may be missed. */
  get next(): Promise<void> {
    return this.#waiting.promise
  }
}
