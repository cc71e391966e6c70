import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * What this process holds, by path. Kept here, a lock lasts as long as the process although nobody else may keep it:
 * its database, collected as garbage, would drop it. And no file need be asked that somebody may have deleted meanwhile.
 */
const heldHere = new Map<string, FileLock>()

/** A lock that the operating system drops however the process ends, as a process id written to a file could not be. */
export class FileLock {
  readonly #file: string
  readonly #held: DatabaseSync

  private constructor(file: string, held: DatabaseSync) {
    this.#file = file
    this.#held = held
  }

  /** Takes the exclusive lock of a file, which is made; undefined if it is held, by this process or another. */
  static take(name: string): FileLock | undefined {
    const file = resolve(name)
    if (heldHere.has(file)) return undefined
    const db = new DatabaseSync(file, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
      const lock = new FileLock(file, db)
      heldHere.set(file, lock)
      return lock
    } catch {
      db.close()
      return undefined
    }
  }

  /** Gives the lock up and deletes its file. */
  release(): void {
    this.#held.close()
    heldHere.delete(this.#file)
    rmSync(this.#file, { force: true })
    rmSync(`${this.#file}-journal`, { force: true })
  }
}
