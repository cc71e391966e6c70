/** A binary heap of numbered breakpoints, the earliest on top. */
export class BreakpointHeap {
  readonly #times: Float64Array
  readonly #numbers: Int32Array
  #count: number

  /** @param times of the breakpoints from 0 to `count`; the heap puts them into another order */
  constructor(times: Float64Array, count: number) {
    this.#times = times
    this.#numbers = Int32Array.from({ length: count }, (_, i) => i)
    this.#count = count
    for (let i = (count >> 1) - 1; i >= 0; i--) this.#sink(i)
  }

  get count(): number {
    return this.#count
  }

  /** Time of the earliest breakpoint. */
  get time(): number {
    return this.#times[0] as number
  }

  /** Removes the earliest breakpoint and returns its number. */
  take(): number {
    const number = this.#numbers[0] as number
    const last = --this.#count
    this.#times[0] = this.#times[last] as number
    this.#numbers[0] = this.#numbers[last] as number
    this.#sink(0)
    return number
  }

  #sink(from: number): void {
    const times = this.#times
    const numbers = this.#numbers
    const count = this.#count
    const time = times[from] as number
    const number = numbers[from] as number
    let hole = from
    while (true) {
      let child = 2 * hole + 1
      if (child >= count) break
      if (child + 1 < count && (times[child + 1] as number) < (times[child] as number)) child++
      if ((times[child] as number) >= time) break
      times[hole] = times[child] as number
      numbers[hole] = numbers[child] as number
      hole = child
    }
    times[hole] = time
    numbers[hole] = number
  }
}
