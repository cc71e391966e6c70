import type { PairSpec } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import type { NewResult } from '../workspace/results.ts'

/** What a maker is given: the pair's description and its two files. */
export interface MakeTask {
  readonly spec: PairSpec
  readonly source: NamedFile
  readonly guide: NamedFile
}

export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface MakeOptions {
  /** Aborting it ends the work within one evaluation; the promise then rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Called after each evaluation, or seldom enough that it costs nothing. */
  readonly onProgress: (point: TracePoint) => void
}

/** An adversary with its report and files, ready to be stored. */
export type Made = Omit<NewResult, 'key' | 'source' | 'guide'>

/** What turns one pair into an adversary: the engine's science behind one call, so that the queue knows none of it. */
export interface Maker {
  make(task: MakeTask, options: MakeOptions): Promise<Made>
}
