import { z } from 'zod'
import { type Inversion, inversionReportSchema, inversionSchema } from '../../contract/inversion.ts'
import type { Blobs } from './blobs.ts'
import { blobIsNamed } from './named-blobs.ts'
import { jsonColumn, type Store } from './store.ts'

/** A finished inversion: its files still in memory. */
export interface NewInversion extends Pick<Inversion, 'key' | 'image' | 'report'> {
  readonly files: { readonly png: Uint8Array; readonly npy: Uint8Array }
}

type InversionSummary = Omit<Inversion, 'report'>

const summaryRow = inversionSchema.omit({ report: true })
const row = inversionSchema.extend({ report: jsonColumn(inversionReportSchema) })

// What is shown is the 8-bit picture, so the numbers beside it are those measured on its pixels.
const columns = `
  key, image, network, layer, report ->> '$.eightBit.objective' AS objective,
  sqrt(report ->> '$.eightBit.loss') AS ratio, created_at AS createdAt, png, npy`

/** Images turned back from representations: a row with the report, its two files as blobs. */
export class Inversions {
  readonly #store: Store
  readonly #blobs: Blobs

  constructor(store: Store, blobs: Blobs) {
    this.#store = store
    this.#blobs = blobs
  }

  /** Stores files and row together, as results are. */
  put({ key, image, report, files }: NewInversion): void {
    this.#store.transaction(() => {
      const hashes = [this.#blobs.put(files.png), this.#blobs.put(files.npy)]
      const { network, layer } = report
      this.#store.run(
        'INSERT INTO inversions VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ...[key, image, network, layer, JSON.stringify(report), ...hashes, new Date().toISOString()],
      )
    })
  }

  has(key: string): boolean {
    return this.#store.has('SELECT 1 FROM inversions WHERE key = ?', key)
  }

  get(key: string): Inversion | undefined {
    return this.#store.first(row, `SELECT ${columns}, report FROM inversions WHERE key = ?`, key)
  }

  /** Newest first. */
  list(): InversionSummary[] {
    return this.#store.all(
      summaryRow,
      `SELECT ${columns} FROM inversions ORDER BY created_at DESC, rowid DESC`,
    )
  }

  /** Forgets an inversion and deletes the files that nothing else names. False where there was none. */
  remove(key: string): boolean {
    const files = z.object({ png: z.string(), npy: z.string() })
    const found = this.#store.first(files, 'SELECT png, npy FROM inversions WHERE key = ?', key)
    if (found === undefined) return false
    this.#store.run('DELETE FROM inversions WHERE key = ?', key)
    this.#store.transaction(() => {
      for (const hash of [found.png, found.npy])
        if (!this.#store.has(blobIsNamed, hash)) this.#blobs.remove(hash)
    })
    return true
  }
}
