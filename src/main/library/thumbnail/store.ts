import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Bytes of pictures kept at most: about 200,000 of them. */
const usualLimit = 512 * 2 ** 20
/** After the oldest were thrown away, so much of the limit is in use. */
const kept = 0.8

const schema = `
  CREATE TABLE IF NOT EXISTS pictures (key BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS size (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), bytes INTEGER NOT NULL) STRICT;
  INSERT OR IGNORE INTO size VALUES (1, 0);
`

/**
 * Thumbnails in one file, `thumbnails/datasets.db`: a hundred thousand small pictures are found faster there than as files. All can be made
 * again, so nothing is flushed to the disk, and a file that is damaged is thrown away.
 */
export class ThumbnailStore {
  readonly #file: string
  readonly #limit: number
  #db: DatabaseSync | undefined

  constructor(workspace: string, limit = usualLimit) {
    this.#file = join(workspace, 'thumbnails', 'datasets.db')
    this.#limit = limit
  }

  /** Undefined where it was never kept, or has been thrown away. */
  get(key: Uint8Array): Buffer | undefined {
    return this.#attempt((db) => {
      const row = db.prepare('SELECT bytes FROM pictures WHERE key = ?').get(key)
      return row?.bytes instanceof Uint8Array ? Buffer.from(row.bytes) : undefined
    })
  }

  put(key: Uint8Array, bytes: Uint8Array): void {
    this.#attempt((db) => {
      db.exec('BEGIN IMMEDIATE')
      const { changes } = db.prepare('INSERT OR IGNORE INTO pictures VALUES (?, ?)').run(key, bytes)
      if (changes > 0) db.prepare('UPDATE size SET bytes = bytes + ?').run(bytes.length)
      db.exec('COMMIT')
      this.#sweep(db)
    })
  }

  /** Bytes of the pictures kept. */
  get size(): number {
    return this.#attempt((db) => Number(db.prepare('SELECT bytes FROM size').get()?.bytes)) ?? 0
  }

  close(): void {
    this.#db?.close()
    this.#db = undefined
  }

  /** Throws away those that were made first. */
  #sweep(db: DatabaseSync): void {
    const sum = Number(db.prepare('SELECT bytes FROM size').get()?.bytes)
    if (sum <= this.#limit) return
    let excess = sum - this.#limit * kept
    let last = 0
    for (const { id, length } of db
      .prepare('SELECT rowid AS id, length(bytes) AS length FROM pictures ORDER BY rowid')
      .iterate()) {
      if (excess <= 0) break
      excess -= Number(length)
      last = Number(id)
    }
    db.exec('BEGIN IMMEDIATE')
    db.prepare('DELETE FROM pictures WHERE rowid <= ?').run(last)
    db.exec('UPDATE size SET bytes = (SELECT ifnull(sum(length(bytes)), 0) FROM pictures)')
    db.exec('COMMIT')
  }

  /** Undefined where the disk will not: a cache that fails costs the cache, not the picture. */
  #attempt<T>(body: (db: DatabaseSync) => T): T | undefined {
    try {
      this.#db ??= this.#open()
      return body(this.#db)
    } catch (error) {
      try {
        if (this.#db?.isTransaction) this.#db.exec('ROLLBACK')
        // Not a database, or one that is damaged (SQLITE_NOTADB, SQLITE_CORRUPT).
        if (isDamage(error)) this.#discard()
      } catch {
        this.#db = undefined
      }
      return undefined
    }
  }

  #open(): DatabaseSync {
    mkdirSync(dirname(this.#file), { recursive: true })
    const db = new DatabaseSync(this.#file, { timeout: 1000 })
    try {
      db.exec('PRAGMA journal_mode = WAL')
      db.exec('PRAGMA synchronous = OFF')
      db.exec(schema)
      return db
    } catch (error) {
      db.close()
      if (isDamage(error)) this.#discard()
      throw error
    }
  }

  #discard(): void {
    this.#db?.close()
    this.#db = undefined
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#file + suffix, { force: true })
  }
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}
