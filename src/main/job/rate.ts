/** Events a second over the last few seconds, so that a slow start or a pause does not weigh for ever. */
export class RateMeter {
  readonly #window: number
  readonly #marks: { time: number; count: number }[] = []

  /** @param seconds how far back it looks */
  constructor(seconds = 5) {
    this.#window = seconds * 1000
  }

  /** Notes that `count` events have happened in all by `time`, in milliseconds. */
  mark(count: number, time: number): void {
    this.#marks.push({ time, count })
    // The oldest mark kept is the last one outside the window, so that the rate covers the whole of it.
    while (this.#marks.length > 2 && time - (this.#marks[1]?.time ?? time) >= this.#window)
      this.#marks.shift()
  }

  /** Null until two marks lie apart in time. */
  get rate(): number | null {
    const first = this.#marks[0]
    const last = this.#marks.at(-1)
    if (first === undefined || last === undefined || last.time <= first.time) return null
    return ((last.count - first.count) / (last.time - first.time)) * 1000
  }
}
