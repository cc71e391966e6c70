import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type JobState, jobStateSchema, type PairSpec, pairSpecSchema } from '../../contract/job.ts'
import { transaction } from './database.ts'
import { explaining } from './errors.ts'
import { isAlive } from './owner.ts'
import { jsonColumn } from './rows.ts'

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
const values = (
  state: JobState,
  { evaluations, ratio, error }: JobChange = {},
): (string | number | null)[] => [state, evaluations ?? null, ratio ?? null, error ?? null]

/** The queue on disk, shared by every engine that has the workspace open. */
export class Jobs {
  readonly #db: DatabaseSync
  readonly #folder: string

  constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  add(job: { id: string; key: string; spec: PairSpec; state: 'queued' | 'finished' }): void {
    this.#write(
      'INSERT INTO jobs (id, key, spec, state, created_at) VALUES (?, ?, ?, ?, ?)',
      job.id,
      job.key,
      JSON.stringify(job.spec),
      job.state,
      new Date().toISOString(),
    )
  }

  get(id: string): JobRecord | undefined {
    const found = this.#db.prepare(`SELECT ${columns} FROM jobs WHERE id = ?`).get(id)
    return found === undefined ? undefined : row.parse(found)
  }

  /** Newest first. */
  list(): JobRecord[] {
    const rows = this.#db.prepare(`SELECT ${columns} FROM jobs ORDER BY created_at DESC, rowid DESC`).all()
    return rows.map((found) => row.parse(found))
  }

  /** The job that is making `key` or waits to. */
  pending(key: string): JobRecord | undefined {
    const found = this.#db
      .prepare(
        `SELECT ${columns} FROM jobs WHERE key = ? AND state IN ('queued', 'running', 'interrupted') LIMIT 1`,
      )
      .get(key)
    return found === undefined ? undefined : row.parse(found)
  }

  /** Gives the oldest waiting job to `owner`, to no other engine too; undefined where none waits. */
  take(owner: string): JobRecord | undefined {
    return explaining(this.#folder, () => {
      const found = this.#db
        .prepare(
          `UPDATE jobs SET state = 'running', owner = ?, attempts = attempts + 1, evaluations = 0, ratio = NULL
           WHERE id = (SELECT id FROM jobs WHERE state IN ('queued', 'interrupted') ORDER BY created_at, rowid LIMIT 1)
           RETURNING ${columns}`,
        )
        .get(owner)
      return found === undefined ? undefined : row.parse(found)
    })
  }

  /** Writes down how a job that `owner` runs has ended; one cancelled meanwhile stays cancelled. */
  settle(id: string, owner: string, state: JobState, change: JobChange): void {
    this.#write(`${update} AND owner = ?`, ...values(state, change), id, owner)
  }

  /** Cancels a job whoever has it; one that has ended stays as it is. */
  cancel(id: string, change: JobChange): void {
    this.#write(
      `${update} AND state IN ('queued', 'running', 'interrupted')`,
      ...values('cancelled', change),
      id,
    )
  }

  /**
   * Marks as interrupted what engines that are gone were running, so that it is taken again; a job that was begun
   * `limit` times fails instead. Returns the ids of both.
   */
  recover(limit: number): { interrupted: string[]; failed: string[] } {
    const owned = z.array(z.object({ id: z.string(), owner: z.string().nullable(), attempts: z.int() }))
    return explaining(this.#folder, () =>
      transaction(this.#db, () => {
        const running = this.#db.prepare("SELECT id, owner, attempts FROM jobs WHERE state = 'running'").all()
        const lost = owned.parse(running).filter(({ owner }) => !owner || !isAlive(this.#folder, owner))
        const failed = lost.filter(({ attempts }) => attempts >= limit).map(({ id }) => id)
        const interrupted = lost.filter(({ attempts }) => attempts < limit).map(({ id }) => id)
        for (const id of interrupted) this.#write(update, ...values('interrupted'), id)
        const error = `The engine ended unexpectedly ${limit} times while making this, so it was given up: a network too large for the memory is the usual cause.`
        for (const id of failed) this.#write(update, ...values('failed', { error }), id)
        return { interrupted, failed }
      }),
    )
  }

  #write(sql: string, ...parameters: (string | number | null)[]): void {
    explaining(this.#folder, () => this.#db.prepare(sql).run(...parameters))
  }
}
