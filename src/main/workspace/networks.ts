import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type NetworkSummary, networkSummarySchema } from '../../contract/network.ts'
import { explaining } from './errors.ts'
import { jsonColumn } from './rows.ts'

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
  readonly #db: DatabaseSync
  readonly #folder: string

  constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  put(network: OpenedNetwork): void {
    explaining(this.#folder, () =>
      this.#db
        .prepare('INSERT OR REPLACE INTO networks VALUES (?, ?, ?, ?)')
        .run(network.path, network.labels, JSON.stringify(network.summary), new Date().toISOString()),
    )
  }

  /** Most recently opened first. */
  list(): OpenedNetwork[] {
    return this.#db
      .prepare('SELECT path, labels, summary FROM networks ORDER BY opened_at DESC, rowid DESC')
      .all()
      .map((found) => row.parse(found))
  }
}
