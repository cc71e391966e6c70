import { z } from 'zod'
import { type Image, imageSchema } from '../../contract/image.ts'
import { jsonColumn, type Store } from './store.ts'

const row = imageSchema.extend({ notes: jsonColumn(z.array(z.string())) })

/** The images the workspace knows; their bytes are blobs under the same hash. */
export class Images {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Remembers an image whose blob is stored. One that is known keeps its first name. */
  add({ hash, name, width, height, notes }: Image): Image {
    const values = [hash, name, width, height, JSON.stringify(notes), new Date().toISOString()]
    const known = this.#store.transaction(() => {
      this.#store.run('INSERT INTO images VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', ...values)
      return this.get(hash)
    })
    return known ?? { hash, name, width, height, notes }
  }

  get(hash: string): Image | undefined {
    return this.#store.first(row, 'SELECT hash, name, width, height, notes FROM images WHERE hash = ?', hash)
  }
}
