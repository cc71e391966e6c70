import type { TracePoint } from '../../contract/measures.ts'
import { RateMeter } from './rate.ts'

/** What is known of the running job while it runs, and who waits to hear of it. */
export class Progress {
  readonly trace: TracePoint[] = []
  readonly controller = new AbortController()
  readonly #meter = new RateMeter()
  readonly #budget: number
  readonly #now: () => number

  /** @param budget evaluations at which the job ends at the latest */
  constructor(budget: number, now: () => number = () => performance.now()) {
    this.#budget = budget
    this.#now = now
    this.#meter.mark(0, now())
  }

  add(point: TracePoint): void {
    this.trace.push(point)
    this.#meter.mark(point.evaluations, this.#now())
  }

  get evaluations(): number {
    return this.trace.at(-1)?.evaluations ?? 0
  }

  get ratio(): number | null {
    return this.trace.at(-1)?.ratio ?? null
  }

  /** Evaluations per second. */
  get rate(): number | null {
    return this.#meter.rate
  }

  /** Seconds left if the whole budget is used. */
  get remaining(): number | null {
    const rate = this.rate
    return rate === null || rate === 0 ? null : Math.max(0, this.#budget - this.evaluations) / rate
  }
}
