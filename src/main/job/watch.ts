import { setTimeout as delay } from 'node:timers/promises'
import type { JobEvent } from '../../contract/job.ts'
import { hasEnded } from './describe.ts'
import type { Progress } from './progress.ts'
import type { Queue } from './queue.ts'

/** At most this often an event is sent, in milliseconds: a chart needs no more, and a small network is much faster. */
const interval = 100
/** How often a job that another engine runs is looked at, in milliseconds. */
const poll = 1000

/** Waits for the change, or until it is time to look anyway. */
async function changeOrPoll(change: Promise<void>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([change, delay(poll, undefined, { signal: timer.signal })])
  timer.abort()
}

/**
 * The job's events: all of the trace so far, then what is new at each change, ending after the event in which the job has ended.
 * Ends early when `signal` aborts. Yields nothing for an unknown id.
 */
export async function* watchJob(queue: Queue, id: string, signal?: AbortSignal): AsyncGenerator<JobEvent> {
  let sent = 0
  // Kept after the job has ended, for the points since the last event.
  let progress: Progress | undefined
  const leave = queue.watchers.add(id)
  try {
    while (!signal?.aborted) {
      const change = queue.changed.next
      const job = queue.get(id)
      if (job === undefined) return
      progress = queue.progress(id) ?? progress
      const known = progress?.trace ?? queue.storedTrace(id)
      const trace = known.slice(sent)
      sent += trace.length
      yield { job, trace, frame: progress?.frame ?? null }
      if (hasEnded(job.state)) return
      await delay(interval)
      await changeOrPoll(change)
    }
  } finally {
    leave()
  }
}
