import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What this process holds: it need not ask the file system, where somebody may have deleted the file meanwhile. */
const heldHere = new Set<string>()

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
      heldHere.add(file)
      return new FileLock(file, db)
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
