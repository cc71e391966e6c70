import type { JobState } from '../../contract/job.ts'
import type { JobRecord } from '../workspace/jobs.ts'
import type { RunOptions, Worker } from './worker.ts'

export interface JobEnd {
  readonly state: Extract<JobState, 'finished' | 'cancelled' | 'failed'>
  readonly result?: string | null
  readonly error?: string
}

/** Lets a worker do one job. Never rejects: what goes wrong is the job's own end. */
export async function runJob(worker: Worker, { key, spec }: JobRecord, options: RunOptions): Promise<JobEnd> {
  const { signal } = options
  try {
    signal.throwIfAborted()
    const result = await worker.run({ key, spec }, options)
    return signal.aborted ? { state: 'cancelled' } : { state: 'finished', result }
  } catch (error) {
    if (signal.aborted) return { state: 'cancelled' }
    return { state: 'failed', error: error instanceof Error ? error.message : String(error) }
  }
}
