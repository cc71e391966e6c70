import { randomUUID } from 'node:crypto'
import type { Job, JobKind, JobSpec } from '../../contract/job.ts'
import type { TracePoint } from '../../contract/measures.ts'
import type { JobRecord } from '../workspace/jobs.ts'
import { Owner } from '../workspace/owner.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { Bell } from './bell.ts'
import { describeJob, hasEnded } from './describe.ts'
import { Lane } from './lane.ts'
import { Progress } from './progress.ts'
import { JobRefused } from './refused.ts'
import { type JobEnd, runJob } from './run.ts'
import { Watchers } from './watchers.ts'
import type { LaneName, Worker } from './worker.ts'

/** A job that has been begun this often without ending, each time because the engine died, is given up. */
const attemptLimit = 3
/** How many jobs of a lane run at once. */
const widths: Readonly<Record<LaneName, number>> = { compute: 1, io: 2 }

/**
 * The embedded queue, oldest job first, kept in the workspace so that it survives the engine: one compute job at a time,
 * two io jobs beside it. A new queue takes up again what an engine that died was running.
 */
export class Queue {
  readonly watchers = new Watchers()
  /** Rung at every change of any job. */
  readonly changed = new Bell()
  readonly #workspace: Workspace
  readonly #workers: ReadonlyMap<JobKind, Worker>
  readonly #owner: Owner
  readonly #lanes: readonly Lane<JobRecord>[]
  readonly #running = new Map<string, Progress>()
  /** The last run of each key: one that was cancelled may still be ending when it is asked for again. */
  readonly #runs = new Map<string, Promise<void>>()
  /** Ends that could not be written down, the disk being full: they hold for as long as this queue lives. */
  readonly #unwritten = new Map<string, JobEnd>()
  #closed = false

  constructor(workspace: Workspace, workers: readonly Worker[]) {
    this.#workspace = workspace
    this.#workers = new Map(workers.map((worker) => [worker.kind, worker]))
    this.#owner = new Owner(workspace.folder)
    this.#lanes = (['compute', 'io'] as const).map((name) => {
      const kinds = workers.filter(({ lane }) => lane === name).map(({ kind }) => kind)
      return new Lane(
        widths[name],
        () => this.#take(kinds),
        (record) => this.#run(record),
      )
    })
    workspace.jobs.recover(attemptLimit)
    this.#fill()
  }

  /**
   * Queues what the spec describes; what is made already is answered as finished, what waits or runs as it is.
   * Rejects with the worker's sentence where it cannot be made.
   */
  async start(spec: JobSpec): Promise<Job> {
    const worker = this.#workers.get(spec.kind)
    if (worker === undefined)
      throw new JobRefused(`This engine has no worker for jobs of kind “${spec.kind}”.`)
    const { key, total = null, done } = await worker.prepare(spec)
    const pending = this.#workspace.jobs.pending(key)
    if (pending !== undefined) return this.#describe(pending)
    const id = randomUUID()
    this.#workspace.jobs.add({ id, key, spec, total, result: done ?? null })
    this.#fill()
    return this.#known(id)
  }

  /** Undefined where no job has this id. */
  get(id: string): Job | undefined {
    const record = this.#workspace.jobs.get(id)
    return record === undefined ? undefined : this.#describe(record)
  }

  /** All that wait or run, and the newest of the others. */
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
    this.#workspace.jobs.cancel(id, progress ?? {})
    this.changed.ring()
    return this.#known(id)
  }

  /** Stops, leaving what runs to be taken up by the next queue. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    for (const progress of this.#running.values()) progress.controller.abort()
    await Promise.all(this.#lanes.map((lane) => lane.idle()))
    this.#owner.release()
  }

  /** The whole trace of a job that has ended well; empty otherwise. */
  storedTrace(id: string): readonly TracePoint[] {
    const { spec, result } = this.get(id) ?? {}
    if (spec === undefined || typeof result !== 'string') return []
    return this.#workers.get(spec.kind)?.trace?.(result) ?? []
  }

  #fill(): void {
    this.changed.ring()
    for (const lane of this.#lanes) lane.fill()
  }

  #take(kinds: readonly JobKind[]): JobRecord | undefined {
    if (this.#closed) return undefined
    try {
      return this.#workspace.jobs.take(this.#owner.id, kinds)
    } catch {
      // What cannot be taken because the disk is full stays queued, and is tried again with the next job.
      return undefined
    }
  }

  async #run(record: JobRecord): Promise<void> {
    const { id, key, spec } = record
    const worker = this.#workers.get(spec.kind)
    if (worker === undefined) return
    const progress = new Progress(record.total)
    this.#running.set(id, progress)
    this.changed.ring()
    const run = (this.#runs.get(key) ?? Promise.resolve()).then(async () => {
      const end = await runJob(worker, record, {
        signal: progress.controller.signal,
        onProgress: (step) => {
          progress.add(step)
          this.changed.ring()
        },
        wantsFrame: () => progress.frameDue && this.watchers.has(id),
      })
      await this.#follow(worker, spec, end)
      this.#running.delete(id)
      this.#settle(id, end, progress)
      this.changed.ring()
    })
    this.#runs.set(key, run)
    await run
    if (this.#runs.get(key) === run) this.#runs.delete(key)
  }

  /** Queues what comes after a job, before the job is written down as finished: if the engine dies here, both are done again. */
  async #follow(worker: Worker, spec: JobSpec, { result }: JobEnd): Promise<void> {
    const next = typeof result === 'string' ? worker.follow?.(result, spec) : undefined
    // What cannot be begun now the user can begin later; the job itself is done.
    if (next !== undefined && !this.#closed) await this.start(next).catch(() => undefined)
  }

  #settle(id: string, end: JobEnd, { done, total, figure, note }: Progress): void {
    const { state, result, error } = end
    try {
      if (state !== 'cancelled') {
        this.#workspace.jobs.settle(id, this.#owner.id, state, { done, total, figure, note, result, error })
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
    const { id, spec } = record
    return describeJob(record, {
      worker: this.#workers.get(spec.kind),
      progress: this.#running.get(id),
      end: this.#unwritten.get(id),
    })
  }
}
