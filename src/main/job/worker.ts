import type { JobKind, JobSpec, JobUnit, SpecOf } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'

/** `compute` jobs block the engine's thread with native calls, so one runs at a time; `io` jobs run beside it. */
export type LaneName = 'compute' | 'io'

/** What is known of a job before it runs. */
export interface Prepared {
  /** Names what the job makes: jobs of the same key are the same work. */
  readonly key: string
  /** How many units there are to do at most, where that is known. */
  readonly total?: number
  /** The result, where it is made already. */
  readonly done?: string
}

/** What has happened since the last step. What is left out stays as it was. */
export interface Step {
  /** Units done in all. */
  readonly done?: number
  readonly total?: number
  readonly figure?: number
  /** New points only. */
  readonly trace?: readonly TracePoint[]
  /** Hash of a PNG in the workspace's cache. */
  readonly frame?: string
  readonly note?: string
}

export interface Task<S> {
  readonly key: string
  readonly spec: S
}

export interface RunOptions {
  /** Aborting it ends the work within one native call; `run` then rejects. */
  readonly signal: AbortSignal
  /** Costs next to nothing: may be called after every evaluation. */
  readonly onProgress: (step: Step) => void
  /** True while somebody watches and the last frame is a second old. */
  readonly wantsFrame: () => boolean
}

/**
 * Does the jobs of one kind: the science of one room behind one interface, so that the queue knows none of it. A job
 * may have been begun before by an engine that died: `run` goes on from what it finds on disk.
 */
export interface Worker<S extends JobSpec = JobSpec> {
  readonly kind: S['kind']
  readonly lane: LaneName
  readonly unit: JobUnit
  /** Checks that all the spec names is there. Throws JobRefused, or another error with a sentence for the user. */
  prepare(spec: S): Promise<Prepared>
  /**
   * @returns the result's key in its own room, null where the kind has none
   * @throws what ends the job as failed, with the sentence the user reads
   */
  run(task: Task<S>, options: RunOptions): Promise<string | null>
  /** Whether what a finished job made is still there. */
  holds?(result: string): boolean
  /** What to queue when a job has finished: the next step with what it made. */
  follow?(result: string, spec: S): JobSpec | undefined
  /** The whole trace of a finished job. */
  trace?(result: string): readonly TracePoint[]
}

/** A worker of one kind. */
export type WorkerOf<K extends JobKind> = Worker<SpecOf<K>>
