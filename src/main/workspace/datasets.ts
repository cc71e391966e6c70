import { randomUUID } from 'node:crypto'
import { readdirSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import {
  type DatasetKind,
  type DatasetOptions,
  datasetKindSchema,
  datasetOptionsSchema,
} from '../../contract/dataset.ts'
import { openDatasetFile } from './dataset-file.ts'
import { DatasetIndex } from './dataset-index.ts'
import { WorkspaceError } from './errors.ts'
import { isAlive } from './owner.ts'
import { jsonColumn, type Store } from './store.ts'

/** What is to be remembered of a dataset that is added. */
export interface NewDataset {
  readonly name: string
  readonly kind: DatasetKind
  /** Absolute, or `synthetic:…`. */
  readonly path: string
  readonly options: DatasetOptions
}

/** A dataset as it is kept. Its indexes have keys: the one in use, and the one that is being made. */
export interface DatasetRecord extends NewDataset {
  readonly id: string
  readonly current: string | null
  readonly building: string | null
  readonly error: string | null
}

const row = z.object({
  id: z.string(),
  name: z.string(),
  kind: datasetKindSchema,
  path: z.string(),
  options: jsonColumn(datasetOptionsSchema),
  current: z.string().nullable(),
  building: z.string().nullable(),
  error: z.string().nullable(),
})
const columns = 'id, name, kind, path, options, current, building, error'
const damaged = 'The list of its images was damaged on the disk: refresh the dataset to make it again.'
const ownerRow = z.object({ owner: z.string().nullable() })

/** The datasets that were added; their images lie where they lay. */
export class Datasets {
  readonly #store: Store
  readonly #open = new Map<string, DatasetIndex>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Remembers a dataset under an id made of its name; one of the same path, kind and options stays as it is. */
  add({ name, kind, path, options }: NewDataset): DatasetRecord {
    return this.#store.transaction(() => {
      const json = JSON.stringify(options)
      const known = this.#store.first(
        row,
        `SELECT ${columns} FROM datasets WHERE path = ? AND kind = ? AND options = ?`,
        ...[path, kind, json],
      )
      if (known !== undefined) return known
      const id = this.#freeId(name)
      this.#store.run(
        'INSERT INTO datasets (id, name, kind, path, options, added_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...[id, name, kind, path, json, new Date().toISOString()],
      )
      return { id, name, kind, path, options, current: null, building: null, error: null }
    })
  }

  get(id: string): DatasetRecord | undefined {
    return this.#store.first(row, `SELECT ${columns} FROM datasets WHERE id = ?`, id)
  }

  /** In the order they were added. */
  list(): DatasetRecord[] {
    return this.#store.all(row, `SELECT ${columns} FROM datasets ORDER BY added_at, rowid`)
  }

  /** Forgets a dataset; false where there was none. Its images stay where they are. */
  remove(id: string): boolean {
    const known = this.get(id) !== undefined
    this.#store.run('DELETE FROM datasets WHERE id = ?', id)
    this.#discard(id)
    return known
  }

  /**
   * The index that a record's `current` or `building` names. A file that is damaged is thrown away: it holds nothing that cannot be
   * listed again, which the dataset then says.
   */
  index(id: string, key: string): DatasetIndex {
    const file = join(this.#folder(id), `${key}.db`)
    const open = this.#open.get(file) ?? new DatasetIndex(this.#openFile(id, file))
    this.#open.set(file, open)
    return open
  }

  /**
   * The index to go on making for a dataset: that which was begun, else a new one.
   * @param owner who makes it, as `Owner` marks processes
   * @returns undefined where there is no such dataset, or another process that is alive makes its index
   */
  begin(id: string, owner: string): DatasetIndex | undefined {
    const key = this.#store.transaction(() => {
      const record = this.get(id)
      if (record === undefined || this.isBeingIndexed(id)) return undefined
      const begun = record.building ?? randomUUID()
      this.#store.run(
        'UPDATE datasets SET building = ?, owner = ?, error = NULL WHERE id = ?',
        begun,
        owner,
        id,
      )
      return begun
    })
    return key === undefined ? undefined : this.index(id, key)
  }

  /** Whether a process that is alive is making an index for it. */
  isBeingIndexed(id: string): boolean {
    const owner = this.#store.first(ownerRow, 'SELECT owner FROM datasets WHERE id = ?', id)?.owner
    return owner != null && isAlive(this.#store.folder, owner)
  }

  /** Whether making an index for it has ever been begun. */
  wasBegun(id: string): boolean {
    return this.#store.has('SELECT 1 FROM datasets WHERE id = ? AND owner IS NOT NULL', id)
  }

  /** Puts the index that was being made in the place of the one in use. */
  complete(id: string): void {
    this.#store.run(
      'UPDATE datasets SET current = building, building = NULL, error = NULL WHERE id = ? AND building IS NOT NULL',
      id,
    )
    this.#discard(id)
  }

  /** Says why making the index ended early; what there is of it is kept for the next time. */
  fail(id: string, error: string): void {
    this.#store.run('UPDATE datasets SET error = ? WHERE id = ?', error, id)
  }

  close(): void {
    for (const index of this.#open.values()) index.close()
    this.#open.clear()
  }

  #openFile(id: string, file: string): Store {
    try {
      return openDatasetFile(file, this.#store.folder)
    } catch (error) {
      if (!(error instanceof WorkspaceError) || error.trouble !== 'damaged') throw error
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
      this.#store.run('UPDATE datasets SET current = NULL, error = ? WHERE id = ?', damaged, id)
      return openDatasetFile(file, this.#store.folder)
    }
  }

  #folder(id: string): string {
    return join(this.#store.folder, 'datasets', id)
  }

  /** Deletes the indexes that a dataset does not use any more. One that another process has open may have to wait for the next time. */
  #discard(id: string): void {
    const record = this.get(id)
    const used = [record?.current, record?.building].map((key) => `${key}.db`)
    for (const file of this.#open.keys()) {
      // Not closed: who reads a dataset goes on with the list that was there when he began.
      if (dirname(file) === this.#folder(id) && !used.includes(basename(file))) this.#open.delete(file)
    }
    try {
      for (const name of readdirSync(this.#folder(id))) {
        if (!used.some((file) => name.startsWith(file))) rmSync(join(this.#folder(id), name), { force: true })
      }
      if (record === undefined) rmdirSync(this.#folder(id))
    } catch {
      // Nothing was there, or a system that deletes no open files.
    }
  }

  #freeId(name: string): string {
    const plain = name
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 48)
      .replace(/-+$/, '')
    const start = plain || 'dataset'
    let id = start
    for (let n = 2; this.#store.has('SELECT 1 FROM datasets WHERE id = ?', id); n++) id = `${start}-${n}`
    return id
  }
}
