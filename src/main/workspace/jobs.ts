import { z } from 'zod'
import { type JobState, jobStateSchema, type PairSpec, pairSpecSchema } from '../../contract/job.ts'
import { isAlive } from './owner.ts'
import { jsonColumn, type Store } from './store.ts'

/** A job as it is kept: what it makes, how far it got, and which engine has it. */
export interface JobRecord {
  readonly id: string
  /** The key its result has, or will have. */
  readonly key: string
  readonly spec: PairSpec
  readonly state: JobState
  /** How often an engine began it: one that ends the engine each time is given up. */
  readonly attempts: number
  readonly evaluations: number
  readonly ratio: number | null
  readonly error: string | null
  readonly createdAt: string
}

/** What a change of state says besides. */
export interface JobChange {
  readonly evaluations?: number | undefined
  readonly ratio?: number | null | undefined
  readonly error?: string | undefined
}

const row = z.object({
  id: z.string(),
  key: z.string(),
  spec: jsonColumn(pairSpecSchema),
  state: jobStateSchema,
  attempts: z.int(),
  evaluations: z.int(),
  ratio: z.number().nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
})
const columns = 'id, key, spec, state, attempts, evaluations, ratio, error, created_at AS createdAt'

const update = `UPDATE jobs SET state = ?, owner = NULL, evaluations = coalesce(?, evaluations),
  ratio = coalesce(?, ratio), error = ? WHERE id = ?`
const pendingStates = "state IN ('queued', 'running', 'interrupted')"
const ownedRow = z.object({ id: z.string(), owner: z.string().nullable(), attempts: z.int() })
const givenUp = (limit: number): string =>
  `The engine ended unexpectedly ${limit} times while making this, so it was given up: a network too large for the memory is the usual cause.`
const values = (
  state: JobState,
  { evaluations, ratio, error }: JobChange = {},
): (string | number | null)[] => [state, evaluations ?? null, ratio ?? null, error ?? null]

/** The queue on disk, shared by every engine that has the workspace open. */
export class Jobs {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  add(job: { id: string; key: string; spec: PairSpec; state: 'queued' | 'finished' }): void {
    const { id, key, spec, state } = job
    this.#store.run(
      'INSERT INTO jobs (id, key, spec, state, created_at) VALUES (?, ?, ?, ?, ?)',
      ...[id, key, JSON.stringify(spec), state, new Date().toISOString()],
    )
  }

  get(id: string): JobRecord | undefined {
    return this.#store.first(row, `SELECT ${columns} FROM jobs WHERE id = ?`, id)
  }

  /** Newest first. */
  list(): JobRecord[] {
    return this.#store.all(row, `SELECT ${columns} FROM jobs ORDER BY created_at DESC, rowid DESC`)
  }

  /** The job that is making `key` or waits to. */
  pending(key: string): JobRecord | undefined {
    return this.#store.first(row, `SELECT ${columns} FROM jobs WHERE key = ? AND ${pendingStates}`, key)
  }

  /** Gives the oldest waiting job to `owner`, to no other engine too; undefined where none waits. */
  take(owner: string): JobRecord | undefined {
    return this.#store.first(
      row,
      `UPDATE jobs SET state = 'running', owner = ?, attempts = attempts + 1, evaluations = 0, ratio = NULL
       WHERE id = (SELECT id FROM jobs WHERE state IN ('queued', 'interrupted') ORDER BY created_at, rowid LIMIT 1)
       RETURNING ${columns}`,
      owner,
    )
  }

  /** Writes down how a job that `owner` runs has ended; one cancelled meanwhile stays cancelled. */
  settle(id: string, owner: string, state: JobState, change: JobChange): void {
    this.#store.run(`${update} AND owner = ?`, ...values(state, change), id, owner)
  }

  /** Gives back a job that `owner` runs and stops for a reason that is not the job's: it waits again, as if not begun. */
  release(id: string, owner: string): void {
    this.#store.run(
      "UPDATE jobs SET state = 'interrupted', owner = NULL, attempts = attempts - 1 WHERE id = ? AND owner = ?",
      ...[id, owner],
    )
  }

  /** Cancels a job whoever has it; one that has ended stays as it is. */
  cancel(id: string, change: JobChange): void {
    this.#store.run(`${update} AND ${pendingStates}`, ...values('cancelled', change), id)
  }

  /**
   * Marks as interrupted what engines that are gone were running, so that it is taken again; a job that was begun
   * `limit` times fails instead.
   */
  recover(limit: number): void {
    this.#store.transaction(() => {
      const running = this.#store.all(
        ownedRow,
        "SELECT id, owner, attempts FROM jobs WHERE state = 'running'",
      )
      for (const { id, owner, attempts } of running) {
        if (owner !== null && isAlive(this.#store.folder, owner)) continue
        const change = attempts < limit ? values('interrupted') : values('failed', { error: givenUp(limit) })
        this.#store.run(update, ...change, id)
      }
    })
  }
}
