/** Runs what it can take from a source, at most `width` at once, and takes the next when one has ended. */
export class Lane<T> {
  readonly #width: number
  readonly #take: () => T | undefined
  readonly #run: (item: T) => Promise<void>
  readonly #running = new Set<Promise<void>>()

  /** @param run never rejects */
  constructor(width: number, take: () => T | undefined, run: (item: T) => Promise<void>) {
    this.#width = width
    this.#take = take
    this.#run = run
  }

  /** Takes as much as there is room for. */
  fill(): void {
    while (this.#running.size < this.#width) {
      const item = this.#take()
      if (item === undefined) return
      const running = this.#run(item).finally(() => {
        this.#running.delete(running)
        this.fill()
      })
      this.#running.add(running)
    }
  }

  /** Resolves when nothing runs any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
