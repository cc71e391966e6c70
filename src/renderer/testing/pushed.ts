/** A stream whose values a test pushes, and which it ends or breaks. */
export class Pushed<T> {
  readonly #waiting: T[] = []
  #ended = false
  #error: Error | null = null
  #wake: (() => void) | null = null

  push(value: T): void {
    this.#waiting.push(value)
    this.#wake?.()
  }

  end(): void {
    this.#ended = true
    this.#wake?.()
  }

  /** Ends it as a lost connection does. */
  break(): void {
    this.#error = new Error('The connection was lost.')
    this.#wake?.()
  }

  async *iterate(): AsyncGenerator<T, void, void> {
    for (;;) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else if (this.#error) throw this.#error
      else if (this.#ended) return
      else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
