import type { BenchPage } from './bench-page.ts'
import { type FrameSummary, frameSummary } from './frame-summary.ts'

export interface MeasuredFrames extends FrameSummary {
  /** Milliseconds a frame that the page's main thread itself has computed. */
  readonly mainThread: number
}

/** What the frames say that a page makes while something is done to it; `frames` gives their times. */
export async function measuredFrames(
  { mainThread }: Pick<BenchPage, 'mainThread'>,
  frames: () => Promise<readonly number[]>,
): Promise<MeasuredFrames> {
  const before = await mainThread()
  const times = await frames()
  return { ...frameSummary(times), mainThread: ((await mainThread()) - before) / times.length }
}
