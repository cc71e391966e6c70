import type { DatasetKind, DatasetOptions } from '../../../contract/dataset.ts'
import type { DatasetClassName } from '../dataset.ts'
import type { ImageItem } from '../item.ts'

/** Which image of a source: `name` is its file's name below `folder`, or its number in the file `folder`. */
export interface ItemPlace {
  /** Below the source's path with `/`, '' for the path itself; absolute where a table names files elsewhere. */
  readonly folder: string
  readonly name: string
}

/** One image as a source lists it. */
export interface SourceEntry extends ItemPlace {
  /** A class's key; null where it has none. */
  readonly label: string | null
  readonly split: string | null
  /** Values of the source's further columns, in their order. */
  readonly columns?: readonly string[]
  /** What is known without looking: of one of many in a file. Absent for an image with a file of its own. */
  readonly packed?: PackedFacts
}

export interface PackedFacts {
  readonly width: number
  readonly height: number
  /** Bytes of its pixels. */
  readonly size: number
  /** Of the file it lies in, in milliseconds since 1970. */
  readonly modified: number
  /** Why it cannot be read, where that is known. */
  readonly trouble?: string
}

export interface ScanOptions {
  readonly signal?: AbortSignal | undefined
  /** Told of what was left out and why, as a sentence. */
  readonly onNote: (sentence: string) => void
}

/** A dataset as it lies on disk. Its images come in the same order each time, as long as nothing changes. */
export interface DatasetSource {
  /** In the order their labels are numbered. */
  readonly classes: readonly DatasetClassName[]
  /** In order. */
  readonly splits: readonly string[]
  /** Names of further columns. */
  readonly columns: readonly string[]
  /** How many there are, where that is known before they are listed. */
  readonly count: number | null
  scan(options: ScanOptions): AsyncIterable<SourceEntry>
  close(): Promise<void>
}

/** Reads images that a scan listed. */
export interface ItemReader {
  /** Rejects with ImageFileError. */
  item(place: ItemPlace): Promise<ImageItem>
  close(): Promise<void>
}

/** What is known of a path before it is opened. */
export interface Candidate {
  /** Absolute, or `synthetic:…`. */
  readonly path: string
  readonly isFolder: boolean
  /** The names in a folder, sorted; empty for a file. */
  readonly names: readonly string[]
  /** A file's first bytes, at most 64; empty for a folder. */
  readonly head: Buffer
  /** Bytes of a file. */
  readonly size: number
}

/** One kind of source. */
export interface SourceKind {
  readonly kind: DatasetKind
  /** Whether what is at the path is of this kind. */
  match(candidate: Candidate): boolean | Promise<boolean>
  /** Throws DatasetError where it cannot be used. */
  open(path: string, options: DatasetOptions): Promise<DatasetSource>
  /** Opens it for reading single images, without listing them. */
  reader(path: string, options: DatasetOptions): ItemReader
}
