import { z } from 'zod'
import { type BackendName, backendNameSchema } from '../../contract/about.ts'
import type { Store } from './store.ts'

const backendRow = z.object({ value: backendNameSchema })

/** What the user chose and the app remembers. */
export class Settings {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** The backend the user wants; null leaves it to the app. */
  get backend(): BackendName | null {
    return this.#store.first(backendRow, "SELECT value FROM settings WHERE name = 'backend'")?.value ?? null
  }

  set backend(name: BackendName | null) {
    if (name === null) this.#store.run("DELETE FROM settings WHERE name = 'backend'")
    else this.#store.run("INSERT OR REPLACE INTO settings VALUES ('backend', ?)", name)
  }
}
