import { imageSchema } from '../../contract/image.ts'
import { type Report, reportSchema } from '../../contract/measures.ts'
import { type Result, type ResultSummary, resultSchema, resultSummarySchema } from '../../contract/result.ts'
import type { Blobs } from './blobs.ts'
import { blobIsNamed } from './named-blobs.ts'
import { jsonColumn, type Store } from './store.ts'

const picturesSchema = resultSchema.shape.images
type Pictures = Result['images']

/** A finished adversary as a maker hands it over: files still in memory. */
export interface NewResult {
  readonly key: string
  /** Hashes of images that the workspace knows. */
  readonly source: string
  readonly guide: string
  readonly report: Report
  /** Encoded PNGs, and the float32 adversary as an `.npy` file. */
  readonly files: Readonly<Record<'source' | 'guide' | 'adversary' | 'float32' | 'difference', Uint8Array>>
  readonly differenceFactor: number
}

const imageColumn = jsonColumn(imageSchema)
const summaryRow = resultSummarySchema.extend({ source: imageColumn, guide: imageColumn })
const resultRow = summaryRow.extend({ report: jsonColumn(reportSchema), images: jsonColumn(picturesSchema) })

const imageObject = (table: string): string =>
  `json_object('hash', ${table}.hash, 'name', ${table}.name, 'width', ${table}.width, 'height', ${table}.height, 'notes', json(${table}.notes))`

// The list shows the 8-bit picture, so the ratio beside it is the one measured on its pixels.
const summaryColumns = `
  results.key AS key, ${imageObject('s')} AS source, ${imageObject('g')} AS guide,
  report ->> '$.network' AS network, report ->> '$.layer' AS layer, report ->> '$.delta' AS delta,
  report ->> '$.solver' AS solver, report ->> '$.eightBit.ratio' AS ratio,
  report ->> '$.labels.adversary[0].label' AS label, results.created_at AS createdAt,
  pictures ->> '$.adversary' AS adversary`
const joined = `FROM results JOIN images s ON s.hash = results.source JOIN images g ON g.hash = results.guide`

/** Finished adversaries: a row with the report, its pictures as blobs. */
export class Results {
  readonly #store: Store
  readonly #blobs: Blobs

  constructor(store: Store, blobs: Blobs) {
    this.#store = store
    this.#blobs = blobs
  }

  /**
   * Stores files and row together: after a crash there is either all of it, or at most blobs nobody names. The
   * write lock is held throughout, so that `remove` in another process cannot take a blob in between.
   */
  put({ key, source, guide, report, files, differenceFactor }: NewResult): void {
    this.#store.transaction(() => {
      const pictures: Pictures = {
        source: this.#blobs.put(files.source),
        guide: this.#blobs.put(files.guide),
        adversary: this.#blobs.put(files.adversary),
        float32: this.#blobs.put(files.float32),
        difference: this.#blobs.put(files.difference),
        differenceFactor,
      }
      const documents = [JSON.stringify(report), JSON.stringify(pictures)]
      this.#store.run(
        'INSERT INTO results VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        ...[key, source, guide, ...documents, new Date().toISOString()],
      )
    })
  }

  has(key: string): boolean {
    return this.#store.has('SELECT 1 FROM results WHERE key = ?', key)
  }

  get(key: string): Result | undefined {
    const columns = `${summaryColumns}, report, pictures AS images`
    return this.#store.first(resultRow, `SELECT ${columns} ${joined} WHERE results.key = ?`, key)
  }

  /** Newest first. */
  list(): ResultSummary[] {
    const order = 'ORDER BY results.created_at DESC, results.rowid DESC'
    return this.#store.all(summaryRow, `SELECT ${summaryColumns} ${joined} ${order}`)
  }

  /** Forgets a result and deletes the pictures that nothing else names. False where there was none. */
  remove(key: string): boolean {
    const pictures = this.get(key)?.images
    if (pictures === undefined) return false
    // The row goes first, durably: a crash in between leaves blobs nobody names, never a row without its blobs.
    this.#store.run('DELETE FROM results WHERE key = ?', key)
    this.#store.transaction(() => this.#sweep(pictures))
    return true
  }

  #sweep({ differenceFactor: _, ...hashes }: Pictures): void {
    for (const hash of Object.values(hashes)) {
      if (!this.#store.has(blobIsNamed, hash)) this.#blobs.remove(hash)
    }
  }
}
