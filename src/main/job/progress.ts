import type { TracePoint } from '../../contract/measures.ts'
import { RateMeter } from './rate.ts'
import type { Step } from './worker.ts'

/** At least so long between two frames, in milliseconds. */
const FRAME_INTERVAL = 1000

/** What is known of a running job while it runs. */
export class Progress {
  readonly trace: TracePoint[] = []
  readonly controller = new AbortController()
  done = 0
  total: number | null
  figure: number | null = null
  frame: string | null = null
  note: string | null = null
  readonly #meter = new RateMeter()
  readonly #now: () => number
  #framed = Number.NEGATIVE_INFINITY

  /** @param total units at which the job ends at the latest, where known */
  constructor(total: number | null, now: () => number = () => performance.now()) {
    this.total = total
    this.#now = now
  }

  add({ done, total, figure, trace = [], frame, note }: Step): void {
    this.trace.push(...trace)
    this.total = total ?? this.total
    this.figure = figure ?? this.figure
    this.note = note ?? this.note
    if (done !== undefined) {
      this.done = done
      // The first step starts the clock: a job taken up again has done much of it before.
      this.#meter.mark(done, this.#now())
    }
    if (frame !== undefined) {
      this.frame = frame
      this.#framed = this.#now()
    }
  }

  /** True once the last frame is a second old. */
  get frameDue(): boolean {
    return this.#now() - this.#framed >= FRAME_INTERVAL
  }

  /** Units per second. */
  get rate(): number | null {
    return this.#meter.rate
  }

  /** Seconds left if all of the total is to be done. */
  get remaining(): number | null {
    const { rate, total } = this
    return rate === null || rate <= 0 || total === null ? null : Math.max(0, total - this.done) / rate
  }
}
