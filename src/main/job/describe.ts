import type { Job, JobState } from '../../contract/job.ts'
import type { JobRecord } from '../workspace/jobs.ts'
import type { Progress } from './progress.ts'
import type { JobEnd } from './run.ts'
import type { Worker } from './worker.ts'

const ended: ReadonlySet<JobState> = new Set(['finished', 'cancelled', 'failed'])

/** True for a job that nothing will change any more. */
export function hasEnded(state: JobState): boolean {
  return ended.has(state)
}

/** What is known of a job besides its record. */
export interface JobKnowledge {
  readonly worker: Worker | undefined
  /** While it runs here. */
  readonly progress: Progress | undefined
  /** Where it has ended but could not be written down. */
  readonly end: JobEnd | undefined
}

/** A job as the contract tells of it. */
export function describeJob(record: JobRecord, { worker, progress, end }: JobKnowledge): Job {
  const { id, spec, createdAt } = record
  const { state, result = null, error = null } = end ?? record
  const { done, total, figure, note } = progress ?? record
  const { rate = null, remaining = null } = progress ?? {}
  const isHeld = result !== null && (worker?.holds?.(result) ?? true)
  return {
    ...{ id, spec, state, done, total, rate, remaining, figure, note, error, createdAt },
    unit: worker?.unit ?? 'steps',
    result: state === 'finished' && isHeld ? result : null,
  }
}
