import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { imageSchema } from '../../contract/image.ts'
import { type Report, reportSchema } from '../../contract/measures.ts'
import { type Result, type ResultSummary, resultSchema, resultSummarySchema } from '../../contract/result.ts'
import type { Blobs } from './blobs.ts'
import { transaction } from './database.ts'
import { explaining } from './errors.ts'
import { jsonColumn } from './rows.ts'

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
  readonly #db: DatabaseSync
  readonly #folder: string
  readonly #blobs: Blobs

  constructor(db: DatabaseSync, folder: string, blobs: Blobs) {
    this.#db = db
    this.#folder = folder
    this.#blobs = blobs
  }

  /**
   * Stores files and row together: after a crash there is either all of it, or at most blobs nobody names. The
   * write lock is held throughout, so that `remove` in another process cannot take a blob in between.
   */
  put(result: NewResult): void {
    explaining(this.#folder, () =>
      transaction(this.#db, () => {
        const pictures: Pictures = {
          source: this.#blobs.put(result.files.source),
          guide: this.#blobs.put(result.files.guide),
          adversary: this.#blobs.put(result.files.adversary),
          float32: this.#blobs.put(result.files.float32),
          difference: this.#blobs.put(result.files.difference),
          differenceFactor: result.differenceFactor,
        }
        this.#db
          .prepare('INSERT INTO results VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
          .run(
            result.key,
            result.source,
            result.guide,
            JSON.stringify(result.report),
            JSON.stringify(pictures),
            new Date().toISOString(),
          )
      }),
    )
  }

  has(key: string): boolean {
    return this.#db.prepare('SELECT 1 FROM results WHERE key = ?').get(key) !== undefined
  }

  get(key: string): Result | undefined {
    const found = this.#db
      .prepare(`SELECT ${summaryColumns}, report, pictures AS images ${joined} WHERE results.key = ?`)
      .get(key)
    return found === undefined ? undefined : resultRow.parse(found)
  }

  /** Newest first. */
  list(): ResultSummary[] {
    const rows = this.#db
      .prepare(`SELECT ${summaryColumns} ${joined} ORDER BY results.created_at DESC, results.rowid DESC`)
      .all()
    return rows.map((row) => summaryRow.parse(row))
  }

  /** Forgets a result and deletes the pictures that nothing else names. False where there was none. */
  remove(key: string): boolean {
    const result = this.get(key)
    if (result === undefined) return false
    // The row goes first, durably: a crash in between leaves blobs nobody names, never a row without its blobs.
    explaining(this.#folder, () => this.#db.prepare('DELETE FROM results WHERE key = ?').run(key))
    explaining(this.#folder, () => transaction(this.#db, () => this.#sweep(result.images)))
    return true
  }

  #sweep(pictures: Pictures): void {
    const used = this.#db.prepare(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM images WHERE hash = $hash)
       OR EXISTS (SELECT 1 FROM results, json_each(results.pictures) WHERE json_each.value = $hash)`,
    )
    const { differenceFactor: _, ...hashes } = pictures
    for (const hash of Object.values(hashes)) {
      if (used.get({ $hash: hash }) === undefined) this.#blobs.remove(z.string().parse(hash))
    }
  }
}
