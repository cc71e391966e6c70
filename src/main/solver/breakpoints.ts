/** A binary heap of breakpoints, the earliest on top, in arrays that the caller fills. */
export class BreakpointHeap {
  readonly #times: Float64Array
  readonly #variables: Int32Array
  #count = 0

  constructor(times: Float64Array, variables: Int32Array) {
    this.#times = times
    this.#variables = variables
  }

  /** Takes over the first `count` entries of the arrays. */
  fill(count: number): void {
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

  /** Removes the earliest breakpoint and returns its variable. */
  take(): number {
    const variable = this.#variables[0] as number
    const last = --this.#count
    this.#times[0] = this.#times[last] as number
    this.#variables[0] = this.#variables[last] as number
    this.#sink(0)
    return variable
  }

  #sink(from: number): void {
    const times = this.#times
    const variables = this.#variables
    const count = this.#count
    const time = times[from] as number
    const variable = variables[from] as number
    let hole = from
    while (true) {
      let child = 2 * hole + 1
      if (child >= count) break
      if (child + 1 < count && (times[child + 1] as number) < (times[child] as number)) child++
      if ((times[child] as number) >= time) break
      times[hole] = times[child] as number
      variables[hole] = variables[child] as number
      hole = child
    }
    times[hole] = time
    variables[hole] = variable
  }
}
