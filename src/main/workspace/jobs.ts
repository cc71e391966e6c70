import { z } from 'zod'
import {
  type JobKind,
  type JobSpec,
  type JobState,
  jobSpecSchema,
  jobStateSchema,
} from '../../contract/job.ts'
import { isAlive } from './owner.ts'
import { jsonColumn, type Store } from './store.ts'

const row = z.object({
  id: z.string(),
  /** Names what the job makes. */
  key: z.string(),
  spec: jsonColumn(jobSpecSchema),
  state: jobStateSchema,
  /** How often an engine began it: one that ends the engine each time is given up. */
  attempts: z.int(),
  done: z.int(),
  total: z.int().nullable(),
  figure: z.number().nullable(),
  note: z.string().nullable(),
  /** What it made, by its key in its own room. */
  result: z.string().nullable(),
  error: z.string().nullable(),
  createdAt: z.string(),
})
const columns =
  'id, key, spec, state, attempts, done, total, figure, note, result, error, created_at AS createdAt'

/** A job as it is kept: what it makes and how far it got. */
export type JobRecord = Readonly<z.infer<typeof row>>

/** What a change of state says besides; what it leaves out stays as it was, but for `error`. */
export interface JobChange {
  readonly done?: number | undefined
  readonly total?: number | null | undefined
  readonly figure?: number | null | undefined
  readonly note?: string | null | undefined
  readonly result?: string | null | undefined
  readonly error?: string | undefined
}

const update = `UPDATE jobs SET state = ?, owner = NULL, done = coalesce(?, done), total = coalesce(?, total),
  figure = coalesce(?, figure), note = coalesce(?, note), result = coalesce(?, result), error = ? WHERE id = ?`
const pendingStates = "state IN ('queued', 'running', 'interrupted')"
const newestFirst = 'ORDER BY created_at DESC, rowid DESC'
const ownedRow = z.object({ id: z.string(), owner: z.string().nullable(), attempts: z.int() })
const givenUp = (limit: number): string =>
  `The engine ended unexpectedly ${limit} times while making this, so it was given up: a network too large for the memory is the usual cause.`
const values = (state: JobState, change: JobChange = {}): (string | number | null)[] => {
  const { done = null, total = null, figure = null, note = null, result = null, error = null } = change
  return [state, done, total, figure, note, result, error]
}

/** The queue on disk, shared by every engine that has the workspace open. */
export class Jobs {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Adds a job that waits, or one whose result is there already. */
  add(job: { id: string; key: string; spec: JobSpec; total: number | null; result: string | null }): void {
    const { id, key, spec, total, result } = job
    const state = result === null ? 'queued' : 'finished'
    this.#store.run(
      'INSERT INTO jobs (id, key, kind, spec, state, total, result, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      ...[id, key, spec.kind, JSON.stringify(spec), state, total, result, new Date().toISOString()],
    )
  }

  get(id: string): JobRecord | undefined {
    return this.#store.first(row, `SELECT ${columns} FROM jobs WHERE id = ?`, id)
  }

  /** All that wait or run and the newest of all, newest first. */
  list(limit = 500): JobRecord[] {
    const newest = `SELECT rowid FROM jobs ${newestFirst} LIMIT ?`
    const sql = `SELECT ${columns} FROM jobs WHERE ${pendingStates} OR rowid IN (${newest}) ${newestFirst}`
    return this.#store.all(row, sql, limit)
  }

  /** The job that is making `key` or waits to. */
  pending(key: string): JobRecord | undefined {
    return this.#store.first(row, `SELECT ${columns} FROM jobs WHERE key = ? AND ${pendingStates}`, key)
  }

  /** Gives the oldest waiting job of one of the kinds to `owner`, to no other engine too; undefined where none waits. */
  take(owner: string, kinds: readonly JobKind[]): JobRecord | undefined {
    return this.#store.first(
      row,
      `UPDATE jobs SET state = 'running', owner = ?, attempts = attempts + 1, done = 0, figure = NULL, note = NULL
       WHERE id = (SELECT id FROM jobs WHERE state IN ('queued', 'interrupted')
         AND kind IN (SELECT value FROM json_each(?)) ORDER BY created_at, rowid LIMIT 1)
       RETURNING ${columns}`,
      ...[owner, JSON.stringify(kinds)],
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
