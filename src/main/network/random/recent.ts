/**
 * Keeps what was costly to make for a while, so that who asks again soon, or at the same time, need not wait again.
 * A failure is not kept. What is kept must not be changed by those who get it.
 */
export class Recent<T> {
  readonly #milliseconds: number
  readonly #made = new Map<string, Promise<T>>()

  /** @param milliseconds how long after it was made */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  /** What was made under this key of late; else it is made. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#made.set(key, made)
    const forget = (): boolean => this.#made.delete(key)
    made.then(() => setTimeout(forget, this.#milliseconds).unref(), forget)
    return made
  }
}
