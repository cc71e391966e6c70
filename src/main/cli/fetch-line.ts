import type { FetchStep } from '../download/files.ts'
import { RateMeter } from '../job/rate.ts'
import { duration, significant } from './format.ts'
import { StatusLine } from './status-line.ts'
import type { TextStream } from './terminal.ts'

const megabytes = (bytes: number): string => significant(bytes / 1e6)

/** How far a download is. */
export class FetchLine {
  readonly #line: StatusLine
  readonly #clock: () => number
  readonly #rate = new RateMeter()

  /** @param clock milliseconds */
  constructor(stream: TextStream, clock = () => performance.now()) {
    this.#line = new StatusLine(stream, clock)
    this.#clock = clock
  }

  show({ done, total, note }: FetchStep): void {
    this.#rate.mark(done, this.#clock())
    const { rate } = this.#rate
    this.#line.show(() => {
      const parts = [note, `${megabytes(done)}${total === null ? '' : ` of ${megabytes(total)}`} MB`]
      if (rate !== null && rate > 0) {
        parts.push(`${megabytes(rate)} MB/s`)
        if (total !== null && total > done) parts.push(`${duration((total - done) / rate)} left`)
      }
      return parts.join(' · ')
    })
  }

  end(): void {
    this.#line.end()
  }
}
