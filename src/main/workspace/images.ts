import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Image, imageSchema } from '../../contract/image.ts'
import { explaining } from './errors.ts'
import { jsonColumn } from './rows.ts'

const row = imageSchema.extend({ notes: jsonColumn(z.array(z.string())) })

/** The images the workspace knows; their bytes are blobs under the same hash. */
export class Images {
  readonly #db: DatabaseSync
  readonly #folder: string

  constructor(db: DatabaseSync, folder: string) {
    this.#db = db
    this.#folder = folder
  }

  /** Remembers an image whose blob is stored. One that is known keeps its first name. */
  add(image: Image): Image {
    return explaining(this.#folder, () => {
      this.#db
        .prepare(
          'INSERT INTO images (hash, name, width, height, notes, added_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
        )
        .run(
          image.hash,
          image.name,
          image.width,
          image.height,
          JSON.stringify(image.notes),
          new Date().toISOString(),
        )
      return this.get(image.hash) ?? image
    })
  }

  get(hash: string): Image | undefined {
    const found = this.#db
      .prepare('SELECT hash, name, width, height, notes FROM images WHERE hash = ?')
      .get(hash)
    return found === undefined ? undefined : row.parse(found)
  }
}
