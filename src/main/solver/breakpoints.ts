import type { Box, Vector } from './solver.ts'

/**
 * The breakpoints of the projected gradient path x − t g, smallest first: where variables meet their bound. Only those
 * up to a limit that the caller raises as it needs are collected and put in a binary heap, since a Cauchy search rarely
 * passes many of them.
 */
export class Breakpoints<V extends Vector> {
  readonly #times: Float64Array
  readonly #indices: Int32Array
  #count = 0

  constructor(n: number) {
    this.#times = new Float64Array(n)
    this.#indices = new Int32Array(n)
  }

  /**
   * Starts anew with the breakpoints at times ≤ limit of the variables that `where` marks 0.
   *
   * @returns how many there are.
   */
  collect(point: V, gradient: V, { lower, upper }: Box<V>, where: Uint8Array, limit: number): number {
    let count = 0
    for (let i = 0; i < point.length; i++) {
      const slope = gradient[i] as number
      const distance =
        slope > 0 ? (point[i] as number) - (lower[i] as number) : (upper[i] as number) - (point[i] as number)
      const rate = Math.abs(slope)
      if (distance <= limit * rate && (where[i] as number) === 0 && rate > 0) {
        this.#times[count] = distance / rate
        this.#indices[count++] = i
      }
    }
    this.#count = count
    for (let i = (count >> 1) - 1; i >= 0; i--) this.#sink(i)
    return count
  }

  get count(): number {
    return this.#count
  }

  /** Time of the smallest breakpoint. */
  get time(): number {
    return this.#times[0] as number
  }

  /** Removes the smallest breakpoint and returns its variable. */
  take(): number {
    const index = this.#indices[0] as number
    const last = --this.#count
    this.#times[0] = this.#times[last] as number
    this.#indices[0] = this.#indices[last] as number
    this.#sink(0)
    return index
  }

  #sink(from: number): void {
    const times = this.#times
    const indices = this.#indices
    const count = this.#count
    const time = times[from] as number
    const index = indices[from] as number
    let hole = from
    while (true) {
      let child = 2 * hole + 1
      if (child >= count) break
      if (child + 1 < count && (times[child + 1] as number) < (times[child] as number)) child++
      if ((times[child] as number) >= time) break
      times[hole] = times[child] as number
      indices[hole] = indices[child] as number
      hole = child
    }
    times[hole] = time
    indices[hole] = index
  }
}
