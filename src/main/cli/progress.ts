import { RateMeter } from '../job/rate.ts'
import { duration, significant } from './format.ts'
import type { TextStream } from './terminal.ts'

/** Milliseconds between two updates: of a line on a terminal, and of lines in a file. */
const TERMINAL_INTERVAL = 100
const FILE_INTERVAL = 10_000

/** Where some pairs stand, as one line that is rewritten on a terminal, and as a line now and then elsewhere. */
export class Progress {
  readonly #stream: TextStream
  readonly #maxEvaluations: number
  readonly #clock: () => number
  readonly #noun: string
  readonly #evaluations: number[]
  readonly #rate = new RateMeter()
  #total = 0
  #ratio = 1
  #shown = Number.NEGATIVE_INFINITY

  /**
   * @param maxEvaluations of one pair
   * @param clock milliseconds
   * @param noun what is counted, where it is not pairs
   */
  constructor(
    stream: TextStream,
    pairs: number,
    maxEvaluations: number,
    clock = () => performance.now(),
    noun = 'pairs',
  ) {
    this.#stream = stream
    this.#maxEvaluations = maxEvaluations
    this.#clock = clock
    this.#noun = noun
    this.#evaluations = new Array<number>(pairs).fill(0)
  }

  /** Tells of one evaluation of a pair. */
  add(pair: number, { evaluations, ratio }: { readonly evaluations: number; readonly ratio: number }): void {
    const now = this.#clock()
    this.#evaluations[pair] = evaluations
    this.#total++
    this.#ratio = ratio
    this.#rate.mark(this.#total, now)
    const interval = this.#stream.isTTY ? TERMINAL_INTERVAL : FILE_INTERVAL
    if (now - this.#shown < interval) return
    this.#shown = now
    this.#show()
  }

  /** Ends the line, so that what follows starts on its own. */
  end(): void {
    if (this.#stream.isTTY && this.#total > 0) this.#stream.write('\r\x1b[2K')
  }

  #show(): void {
    const line = this.#line()
    if (this.#stream.isTTY) {
      this.#stream.write(`\r\x1b[2K${line.slice(0, Math.max(20, (this.#stream.columns || 80) - 1))}`)
    } else this.#stream.write(`${line}\n`)
  }

  #line(): string {
    const pairs = this.#evaluations.length
    const all = pairs * this.#maxEvaluations
    const parts = [`${this.#total} of at most ${all} evaluations`]
    if (pairs > 1) {
      const done = this.#evaluations.filter((count) => count >= this.#maxEvaluations).length
      parts.unshift(`${done} of ${pairs} ${this.#noun}`)
    } else parts.push(`distance ratio ${significant(this.#ratio)}`)
    const { rate } = this.#rate
    if (rate !== null) {
      parts.push(`${significant(rate)}/s`, `${duration((all - this.#total) / rate)} left`)
    }
    return parts.join(' · ')
  }
}
