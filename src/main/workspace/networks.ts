import { z } from 'zod'
import { type NetworkSummary, networkSummarySchema } from '../../contract/network.ts'
import { jsonColumn, type Store } from './store.ts'

/** A network the user opened: where it is, and what was read there, so that a list need not read it again. */
export interface OpenedNetwork {
  /** As `--network` takes it. */
  readonly path: string
  readonly labels: string | null
  readonly summary: NetworkSummary
}

const row = z.object({
  path: z.string(),
  labels: z.string().nullable(),
  summary: jsonColumn(networkSummarySchema),
})

/** The networks the user opened, which lie where they lay. */
export class OpenedNetworks {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  put({ path, labels, summary }: OpenedNetwork): void {
    const values = [path, labels, JSON.stringify(summary), new Date().toISOString()]
    this.#store.run('INSERT OR REPLACE INTO networks VALUES (?, ?, ?, ?)', ...values)
  }

  /** False where there was none. */
  remove(path: string): boolean {
    const known = this.#store.has('SELECT 1 FROM networks WHERE path = ?', path)
    this.#store.run('DELETE FROM networks WHERE path = ?', path)
    return known
  }

  /** Most recently opened first. */
  list(): OpenedNetwork[] {
    return this.#store.all(
      row,
      'SELECT path, labels, summary FROM networks ORDER BY opened_at DESC, rowid DESC',
    )
  }
}
