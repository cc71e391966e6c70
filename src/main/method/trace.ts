import type { TracePoint } from '../../contract/measures.ts'

/** The most points a thinned trace has. */
const MOST = 500

/** What an optimisation went through, written down while it runs. */
export class Trace {
  readonly #points: TracePoint[] = []
  readonly #initial: number
  #best = Number.POSITIVE_INFINITY

  /** @param initial the squared distance at the source, for the ratios */
  constructor(initial: number) {
    this.#initial = initial
  }

  /** Adds an evaluation's value and returns the point it makes. */
  add(value: number): TracePoint {
    this.#best = Math.min(this.#best, value)
    const point = {
      evaluations: this.#points.length + 1,
      objective: this.#best,
      ratio: Math.sqrt(this.#best / this.#initial),
    }
    this.#points.push(point)
    return point
  }

  /** At most 500 points: evenly spaced ones, the last always among them. */
  thinned(): TracePoint[] {
    const stride = Math.ceil(this.#points.length / MOST)
    const last = this.#points.length - 1
    return this.#points.filter((_, i) => i === last || (last - i) % stride === 0)
  }
}
