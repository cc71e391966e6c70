import { randomUUID } from 'node:crypto'
import type { Job, JobState, PairSpec } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import type { JobRecord } from '../workspace/jobs.ts'
import { Owner } from '../workspace/owner.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { Bell } from './bell.ts'
import type { Maker } from './maker.ts'
import { Progress } from './progress.ts'
import { type JobEnd, runJob } from './run.ts'

/** A job that has been begun this often without ending, each time because the engine died, is given up. */
const attemptLimit = 3

const ended: ReadonlySet<JobState> = new Set(['finished', 'cancelled', 'failed'])

/** True for a job that nothing will change any more. */
export function hasEnded(state: JobState): boolean {
  return ended.has(state)
}

/**
 * The embedded queue: one job at a time, oldest first, kept in the workspace so that it survives the engine. A new
 * queue takes up again what an engine that died was running.
 */
export class Queue {
  readonly #workspace: Workspace
  readonly #maker: Maker
  readonly #owner: Owner
  readonly #running = new Map<string, Progress>()
  /** Ends that could not be written down, the disk being full: they hold for as long as this queue lives. */
  readonly #unwritten = new Map<string, JobEnd>()
  /** Rung at every change of any job. */
  readonly changed = new Bell()
  #closed = false
  #draining: Promise<void> = Promise.resolve()

  constructor(workspace: Workspace, maker: Maker) {
    this.#workspace = workspace
    this.#maker = maker
    this.#owner = new Owner(workspace.folder)
    workspace.jobs.recover(attemptLimit)
    this.#drain()
  }

  /** Queues the pair under its item key; one already made is answered as finished, one already waiting as it is. */
  start(spec: PairSpec, key: string): Job {
    const pending = this.#workspace.jobs.pending(key)
    if (pending !== undefined) return this.#describe(pending)
    const id = randomUUID()
    const state = this.#workspace.results.has(key) ? 'finished' : 'queued'
    this.#workspace.jobs.add({ id, key, spec, state })
    this.#drain()
    return this.#known(id)
  }

  /** Undefined where no job has this id. */
  get(id: string): Job | undefined {
    const record = this.#workspace.jobs.get(id)
    return record === undefined ? undefined : this.#describe(record)
  }

  list(): Job[] {
    return this.#workspace.jobs.list().map((record) => this.#describe(record))
  }

  /** What the running job has shown so far; undefined unless this queue is running it. */
  progress(id: string): Progress | undefined {
    return this.#running.get(id)
  }

  /** Cancels a job that waits or runs here, at once for whoever asks; one that has ended stays as it is. */
  cancel(id: string): Job | undefined {
    const record = this.#workspace.jobs.get(id)
    if (record === undefined) return undefined
    if (hasEnded(record.state) || this.#unwritten.has(id)) return this.#describe(record)
    const progress = this.#running.get(id)
    progress?.controller.abort()
    this.#workspace.jobs.cancel(id, { evaluations: progress?.evaluations, ratio: progress?.ratio })
    this.changed.ring()
    return this.#known(id)
  }

  /** Stops, leaving what runs to be taken up by the next queue. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const progress of this.#running.values()) progress.controller.abort()
    await this.#draining
    this.#owner.release()
  }

  /** The whole trace of a job that has ended well; empty otherwise. */
  storedTrace(id: string): readonly TracePoint[] {
    const record = this.#workspace.jobs.get(id)
    return record?.state === 'finished' ? (this.#workspace.results.get(record.key)?.report.trace ?? []) : []
  }

  #drain(): void {
    this.changed.ring()
    // What cannot be taken because the disk is full stays queued, and is tried again with the next job.
    this.#draining = this.#draining.then(() => this.#runAll()).catch(() => undefined)
  }

  async #runAll(): Promise<void> {
    while (!this.#closed) {
      const record = this.#workspace.jobs.take(this.#owner.id)
      if (record === undefined) return
      const progress = new Progress(record.spec.maxEvaluations)
      this.#running.set(record.id, progress)
      this.changed.ring()
      const end = await runJob(this.#workspace, this.#maker, record, progress, () => this.changed.ring())
      this.#running.delete(record.id)
      this.#settle(record.id, end, progress)
      this.changed.ring()
    }
  }

  #settle(id: string, end: JobEnd, progress: Progress): void {
    const { evaluations, ratio } = progress
    try {
      if (end.state !== 'cancelled') {
        this.#workspace.jobs.settle(id, this.#owner.id, end.state, { evaluations, ratio, error: end.error })
      } else if (this.#closed) this.#workspace.jobs.release(id, this.#owner.id)
      // A cancelled job was written down when the user asked.
    } catch {
      this.#unwritten.set(id, end)
    }
  }

  #known(id: string): Job {
    const job = this.get(id)
    if (job === undefined) throw new Error(`The job ${id} is gone from the workspace.`)
    return job
  }

  #describe(record: JobRecord): Job {
    const { id, key, spec, createdAt } = record
    const { state, error = null } = this.#unwritten.get(id) ?? record
    const progress = this.#running.get(id)
    return {
      id,
      spec,
      state,
      evaluations: progress?.evaluations ?? record.evaluations,
      rate: progress?.rate ?? null,
      remaining: progress?.remaining ?? null,
      ratio: progress?.ratio ?? record.ratio,
      result: state === 'finished' && this.#workspace.results.has(key) ? key : null,
      error,
      createdAt,
    }
  }
}
