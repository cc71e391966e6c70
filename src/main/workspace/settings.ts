import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type BackendName, backendNameSchema } from '../../contract/about.ts'
import { explaining } from './errors.ts'

/** What the user chose and the app remembers. */
export class Settings {
  readonly #db: DatabaseSync
  readonly #folder: string

  constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  /** The backend the user wants; null leaves it to the app. */
  get backend(): BackendName | null {
    const found = this.#db.prepare("SELECT value FROM settings WHERE name = 'backend'").get()
    return found === undefined ? null : z.object({ value: backendNameSchema }).parse(found).value
  }

  set backend(name: BackendName | null) {
    explaining(this.#folder, () =>
      name === null
        ? this.#db.prepare("DELETE FROM settings WHERE name = 'backend'").run()
        : this.#db.prepare("INSERT OR REPLACE INTO settings VALUES ('backend', ?)").run(name),
    )
  }
}
