import { median } from '../statistics.ts'

/** Frame times in milliseconds. A frame was missed where the next one came later than one and a half of the display's own. */
export interface FrameSummary {
  readonly frames: number
  readonly median: number
  readonly ninetyFifth: number
  readonly longest: number
  readonly missed: number
}

/** What a row of frame times says, `period` being the display's own (60 Hz). */
export function frameSummary(times: readonly number[], period = 1000 / 60): FrameSummary {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    frames: times.length,
    median: median(times),
    ninetyFifth: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN,
    longest: sorted.at(-1) ?? Number.NaN,
    missed: times.filter((time) => time > 1.5 * period).length,
  }
}
