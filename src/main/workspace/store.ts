import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { type ZodType, z } from 'zod'
import { explaining, workspaceError } from './errors.ts'

/** A text column that holds JSON of the given schema. */
export const jsonColumn = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)

type Parameters = readonly SQLInputValue[]

/**
 * The database as the tables use it: every row is checked against a schema, and whatever the disk or SQLite will not do
 * is a WorkspaceError with a sentence.
 */
export class Store {
  readonly folder: string
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.folder = folder
  }

  all<T>(schema: ZodType<T>, sql: string, ...parameters: Parameters): T[] {
    const rows = explaining(this.folder, () => this.#db.prepare(sql).all(...parameters))
    return rows.map((row) => this.#checked(schema, row))
  }

  /** The first row; undefined where there is none. */
  first<T>(schema: ZodType<T>, sql: string, ...parameters: Parameters): T | undefined {
    const row = explaining(this.folder, () => this.#db.prepare(sql).get(...parameters))
    return row === undefined ? undefined : this.#checked(schema, row)
  }

  has(sql: string, ...parameters: Parameters): boolean {
    return explaining(this.folder, () => this.#db.prepare(sql).get(...parameters)) !== undefined
  }

  run(sql: string, ...parameters: Parameters): void {
    explaining(this.folder, () => this.#db.prepare(sql).run(...parameters))
  }

  /** As `run`, for each list of parameters. */
  runEach(sql: string, lists: readonly Parameters[]): void {
    if (lists.length === 0) return
    explaining(this.folder, () => {
      const statement = this.#db.prepare(sql)
      for (const parameters of lists) statement.run(...parameters)
    })
  }

  /** Rows as arrays of their columns, for a million of them. */
  arrays(sql: string, ...parameters: Parameters): SQLOutputValue[][] {
    return explaining(this.folder, () => {
      const statement = this.#db.prepare(sql)
      statement.setReturnArrays(true)
      const rows: unknown = statement.all(...parameters)
      return Array.isArray(rows) ? rows : []
    })
  }

  /** Runs `body` holding the write lock from its start, so that what it reads is still true when it writes. */
  transaction<T>(body: () => T): T {
    return explaining(this.folder, () => transaction(this.#db, body))
  }

  close(): void {
    this.#db.close()
  }

  #checked<T>(schema: ZodType<T>, row: unknown): T {
    const parsed = schema.safeParse(row)
    if (!parsed.success) throw workspaceError('damaged', this.folder, parsed.error)
    return parsed.data
  }
}

/** Begins, commits, and rolls back where `body` throws. */
export const transaction = <T>(db: DatabaseSync, body: () => T): T => {
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = body()
    db.exec('COMMIT')
    return value
  } catch (error) {
    // A full disk has SQLite roll back by itself, and then there is nothing left to roll back.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
