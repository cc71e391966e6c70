import { createHash } from 'node:crypto'
import type { DatasetSource, SourceEntry } from '../dataset/source/source.ts'
import type { DatasetIndex, IndexedImage, NewIndexedImage } from '../workspace/dataset-index.ts'
import { type FileFacts, fileFacts } from './facts.ts'
import type { Previous } from './previous.ts'

/** Names with the number of images of each; one that is new is given the next place. */
class Counter {
  readonly #places = new Map<string, number>()
  readonly counts: number[] = []
  readonly names: string[] = []

  constructor(names: Iterable<string>) {
    for (const name of names) this.#place(name)
  }

  /** Its place; null for none. */
  add(name: string | null): number | null {
    if (name === null) return null
    const place = this.#place(name)
    this.counts[place] = (this.counts[place] ?? 0) + 1
    return place
  }

  #place(name: string): number {
    const known = this.#places.get(name)
    if (known !== undefined) return known
    const place = this.names.push(name) - 1
    this.#places.set(name, place)
    this.counts.push(0)
    return place
  }
}

/** Most sentences kept of one listing. */
const noteLimit = 100

export interface WriterOptions {
  readonly source: DatasetSource
  /** What the images' files are relative to. */
  readonly root: string
  readonly previous?: Previous | undefined
}

/**
 * Writes what a source lists into an index, a batch at a time. One that was begun earlier is gone through again: as long as the source
 * lists the same as it holds nothing is looked at anew, and from the first difference on it is made afresh.
 */
export class IndexWriter {
  readonly #index: DatasetIndex
  readonly #options: WriterOptions
  readonly #classes: Counter
  readonly #splits: Counter
  readonly #folders: Map<string, number>
  readonly #hash = createHash('sha256')
  readonly #notes = new Set<string>()
  /** Images there already, which may be the same. */
  #there: number
  #written = 0

  constructor(index: DatasetIndex, options: WriterOptions) {
    this.#index = index
    this.#options = options
    this.#classes = new Counter(options.source.classes.map(({ key }) => key))
    this.#splits = new Counter(options.source.splits)
    this.#folders = new Map(index.folders().map(({ folder, path }) => [path, folder]))
    this.#there = index.summary().images
    this.#describe()
  }

  /** Images so far. */
  get written(): number {
    return this.#written
  }

  note(sentence: string): void {
    if (this.#notes.size < noteLimit) this.#notes.add(sentence)
  }

  async add(entries: readonly SourceEntry[]): Promise<void> {
    const known = this.#known(entries)
    const labels = entries.map(({ label }) => this.#classes.add(label))
    const splits = entries.map(({ split }) => this.#splits.add(split))
    const facts = known ?? (await Promise.all(entries.map((entry) => fileFacts(this.#options.root, entry))))
    for (const [i, { folder, name, label, split }] of entries.entries()) {
      const { bytes = 0, modified = 0 } = facts[i] ?? {}
      this.#hash.update(`${folder}\0${name}\0${bytes}\0${modified}\0${label ?? ''}\0${split ?? ''}\n`)
    }
    if (known === undefined) {
      const folders: { folder: number; path: string }[] = []
      const images = entries.map((entry, i) => {
        const folder = this.#folder(entry.folder, folders)
        return this.#image(entry, facts[i], { folder, label: labels[i] ?? null, split: splits[i] ?? null }, i)
      })
      this.#index.append(folders, images)
    }
    this.#written += entries.length
  }

  /** Ends the listing: what the index still holds beyond it is forgotten. Returns the index's hash. */
  finish(): string {
    if (this.#there > this.#written) this.#index.truncate(this.#written)
    const { names: classes } = this.#classes
    this.#hash.update(JSON.stringify([classes, this.#splits.names]))
    this.#describe()
    const hash = this.#hash.digest('hex')
    this.#index.complete(hash)
    return hash
  }

  /** What the index holds of these images, if it is the same; else it forgets all from here on. */
  #known(entries: readonly SourceEntry[]): readonly IndexedImage[] | undefined {
    if (this.#there <= this.#written) return undefined
    const images = this.#index.range(this.#written, entries.length)
    const same =
      images.length === entries.length &&
      images.every(({ folder, name, label, split }, i) => {
        const entry = entries[i]
        const labelled = label === null ? null : (this.#classes.names[label] ?? null)
        const splitted = split === null ? null : (this.#splits.names[split] ?? null)
        return (
          folder === entry?.folder &&
          name === entry.name &&
          labelled === entry.label &&
          splitted === entry.split
        )
      })
    if (same) return images
    this.#index.truncate(this.#written)
    this.#there = 0
    return undefined
  }

  #image(
    { folder: path, name, packed, columns }: SourceEntry,
    facts: FileFacts | undefined,
    numbers: Pick<NewIndexedImage, 'folder' | 'label' | 'split'>,
    i: number,
  ): NewIndexedImage {
    const { bytes = 0, modified = 0, trouble = null } = facts ?? {}
    const known = this.#options.previous?.find({ folder: path, name }, bytes, modified)
    // What could not be read is tried again.
    const earlier = known?.trouble === null ? known : undefined
    return {
      ...numbers,
      ...{ position: this.#written + i, name, bytes, modified },
      width: packed?.width ?? earlier?.width ?? null,
      height: packed?.height ?? earlier?.height ?? null,
      hash: earlier?.hash ?? null,
      columns: columns ?? null,
      trouble,
    }
  }

  #folder(path: string, added: { folder: number; path: string }[]): number {
    const known = this.#folders.get(path)
    if (known !== undefined) return known
    const folder = this.#folders.size
    this.#folders.set(path, folder)
    added.push({ folder, path })
    return folder
  }

  #describe(): void {
    const names = new Map(this.#options.source.classes.map(({ key, name }) => [key, name]))
    const { counts } = this.#classes
    this.#index.describe({
      classes: this.#classes.names.map((key, i) => ({
        key,
        name: names.get(key) ?? key,
        count: counts[i] ?? 0,
      })),
      splits: this.#splits.names.map((name, i) => ({ name, count: this.#splits.counts[i] ?? 0 })),
      columns: this.#options.source.columns,
      notes: [...this.#notes],
    })
  }
}
