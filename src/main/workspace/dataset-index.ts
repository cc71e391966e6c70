import {
  classRow,
  countRow,
  factRow,
  folderRow,
  type IndexedClass,
  type IndexedImage,
  type IndexSummary,
  imageColumns,
  imageRow,
  joined,
  type NewIndexedImage,
  splitRow,
  summarySchema,
} from './dataset-rows.ts'
import { WorkspaceError } from './errors.ts'
import type { Store } from './store.ts'

export type { IndexedClass, IndexedImage, IndexSummary, NewIndexedImage } from './dataset-rows.ts'

/** One listing of a dataset's images, in a file of its own. */
export class DatasetIndex {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  summary(): IndexSummary {
    const facts = this.#store.all(factRow, 'SELECT name, value FROM facts')
    const summary = summarySchema.parse(Object.fromEntries(facts.map(({ name, value }) => [name, value])))
    const images = this.#store.first(countRow, 'SELECT ifnull(max(position), -1) + 1 AS count FROM images')
    return { ...summary, images: images?.count ?? 0 }
  }

  /** Says that it is whole. */
  complete(hash: string): void {
    this.#store.transaction(() => {
      this.#set('hash', hash)
      this.#set('indexedAt', new Date().toISOString())
    })
  }

  setStamp(stamp: string): void {
    this.#set('stamp', stamp)
  }

  /** By label. */
  classes(): IndexedClass[] {
    return this.#store.all(classRow, 'SELECT key, name, count FROM classes ORDER BY label')
  }

  splits(): { name: string; count: number }[] {
    return this.#store.all(splitRow, 'SELECT name, count FROM splits ORDER BY split')
  }

  /** Replaces what is said of classes, splits, further columns and notes. */
  describe(facts: {
    readonly classes: readonly IndexedClass[]
    readonly splits: readonly { readonly name: string; readonly count: number }[]
    readonly columns: readonly string[]
    readonly notes: readonly string[]
  }): void {
    this.#store.transaction(() => {
      this.#store.run('DELETE FROM classes')
      this.#store.run('DELETE FROM splits')
      const classes = facts.classes.map(({ key, name, count }, label) => [label, key, name, count])
      this.#store.runEach('INSERT INTO classes VALUES (?, ?, ?, ?)', classes)
      const splits = facts.splits.map(({ name, count }, split) => [split, name, count])
      this.#store.runEach('INSERT INTO splits VALUES (?, ?, ?)', splits)
      this.#set('columns', facts.columns)
      this.#set('notes', facts.notes)
    })
  }

  /** Adds images after those there are, and the folders that are new, in one transaction. */
  append(folders: readonly { folder: number; path: string }[], images: readonly NewIndexedImage[]): void {
    this.#store.transaction(() => {
      this.#store.runEach(
        'INSERT OR REPLACE INTO folders VALUES (?, ?)',
        folders.map(({ folder, path }) => [folder, path]),
      )
      this.#store.runEach(
        'INSERT INTO images VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, unhex(?), ?, ?)',
        images.map((image) => [
          ...[
            image.position,
            image.folder,
            image.name,
            image.label,
            image.split,
            image.bytes,
            image.modified,
          ],
          ...[image.width, image.height, image.hash],
          ...[image.columns && JSON.stringify(image.columns), image.trouble],
        ]),
      )
    })
  }

  /** Forgets the images from a position on. */
  truncate(from: number): void {
    this.#store.run('DELETE FROM images WHERE position >= ?', from)
  }

  /** Paths by number. */
  folders(): { folder: number; path: string }[] {
    return this.#store.all(folderRow, 'SELECT folder, path FROM folders ORDER BY folder')
  }

  /** Images at `count` positions from `start` on. */
  range(start: number, count: number): IndexedImage[] {
    return this.#store.all(
      imageRow,
      `SELECT ${imageColumns} FROM ${joined}
       WHERE i.position >= ? AND i.position < ? ORDER BY i.position`,
      ...[start, start + count],
    )
  }

  /** The images at these positions, by position; those that there are none at are left out. */
  images(positions: readonly number[]): IndexedImage[] {
    return this.#store.all(
      imageRow,
      `SELECT ${imageColumns} FROM json_each(?) p CROSS JOIN images i ON i.position = p.value
       JOIN folders f ON f.folder = i.folder`,
      JSON.stringify(positions),
    )
  }

  image(position: number): IndexedImage | undefined {
    return this.images([position])[0]
  }

  /** The next images from a position on that have not been looked into. */
  unmeasured(from: number, count: number): IndexedImage[] {
    return this.#store.all(
      imageRow,
      `SELECT ${imageColumns} FROM ${joined}
       WHERE i.position >= ? AND i.width IS NULL AND i.trouble IS NULL
       ORDER BY i.position LIMIT ?`,
      ...[from, count],
    )
  }

  /** Writes down what was found in images, and that all before `upTo` have been looked into. */
  measure(
    found: readonly Pick<IndexedImage, 'position' | 'width' | 'height' | 'trouble'>[],
    upTo: number,
  ): void {
    this.#store.transaction(() => {
      this.#store.runEach(
        'UPDATE images SET width = ?, height = ?, trouble = ? WHERE position = ?',
        found.map(({ position, width, height, trouble }) => [width, height, trouble, position]),
      )
      this.#set('measured', upTo)
    })
  }

  /** Remembers why an image cannot be read or decoded, if the disk will: else it is found out again. */
  setTrouble(position: number, reason: string): void {
    this.#attempt('UPDATE images SET trouble = ? WHERE position = ?', reason, position)
  }

  /** Remembers the hash of an image's content, likewise. */
  setHash(position: number, hash: string): void {
    this.#attempt('UPDATE images SET hash = unhex(?) WHERE position = ?', hash, position)
  }

  unreadableCount(): number {
    const sql = 'SELECT count(*) AS count FROM images WHERE trouble IS NOT NULL'
    return this.#store.first(countRow, sql)?.count ?? 0
  }

  unreadable(start: number, count: number): IndexedImage[] {
    return this.#store.all(
      imageRow,
      `SELECT ${imageColumns} FROM ${joined}
       WHERE i.trouble IS NOT NULL ORDER BY i.position LIMIT ? OFFSET ?`,
      ...[count, start],
    )
  }

  /** Of `count` images from a position on those for which an SQL condition over `i` (the image) and `f` (its folder) holds. */
  matching(start: number, count: number, condition: string, ...parameters: readonly string[]): Int32Array {
    const rows = this.#store.arrays(
      `SELECT i.position FROM ${joined} WHERE (${condition}) AND i.position >= ? AND i.position < ?`,
      ...[...parameters, start, start + count],
    )
    return Int32Array.from(rows, ([position]) => Number(position))
  }

  /** All positions in an SQL order over `i`: about a second for a million. */
  ordered(order: string): Int32Array {
    const rows = this.#store.arrays(`SELECT i.position FROM images i ORDER BY ${order}`)
    return Int32Array.from(rows, ([position]) => Number(position))
  }

  /** Label and split of `count` images from a position on, −1 for none. */
  labels(start: number, count: number): { labels: Int32Array; splits: Int32Array } {
    const rows = this.#store.arrays(
      `SELECT ifnull(label, -1), ifnull(split, -1) FROM images
       WHERE position >= ? AND position < ? ORDER BY position`,
      ...[start, start + count],
    )
    return {
      labels: Int32Array.from(rows, ([label]) => Number(label)),
      splits: Int32Array.from(rows, ([, split]) => Number(split)),
    }
  }

  close(): void {
    this.#store.close()
  }

  #attempt(sql: string, ...parameters: readonly (string | number)[]): void {
    try {
      this.#store.run(sql, ...parameters)
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error
    }
  }

  #set(name: string, value: unknown): void {
    this.#store.run('INSERT OR REPLACE INTO facts VALUES (?, ?)', name, JSON.stringify(value))
  }
}
