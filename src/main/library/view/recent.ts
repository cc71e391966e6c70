/** Keeps what was used last, and forgets the oldest beyond a limit. */
export class Recent<T> {
  readonly #kept = new Map<string, T>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key)
    if (found !== undefined) this.put(key, found)
    return found
  }

  delete(key: string): void {
    this.#kept.delete(key)
  }

  put(key: string, value: T): void {
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const oldest = this.#kept.keys().next()
    if (this.#kept.size > this.#limit && !oldest.done) this.#kept.delete(oldest.value)
  }
}
