import type { DecodedImage } from './decode.ts'
import type { FitCard } from './fit.ts'
import type { ImageItem } from './item.ts'

/** A class as the dataset names it; its place in the dataset's list is the images' `label`. */
export interface DatasetClassName {
  /** As the source writes it: a folder's name, a WordNet id, a number. */
  readonly key: string
  /** As people call it. */
  readonly name: string
}

/** What is known of one image without opening it. */
export interface DatasetEntry {
  readonly index: number
  /** Below the dataset's path, with `/`. */
  readonly path: string
  readonly label: number | null
  readonly split: string | null
  /** Why it cannot be decoded, where that is known already. */
  readonly unreadable: string | null
}

/**
 * An indexed dataset, to be read image by image. Indexes go from 0 to `count` − 1 and mean the same images for as long as `hash` is
 * the same.
 */
export interface Dataset {
  readonly id: string
  readonly name: string
  /** SHA-256 of the list of images: their paths, sizes, times, labels and splits. */
  readonly hash: string
  readonly count: number
  readonly classes: readonly DatasetClassName[]
  /** Each image's label, −1 where it has none. */
  readonly labels: Int32Array
  readonly splits: readonly string[]
  /** Each image's place in `splits`, −1 where it has none. */
  readonly splitOf: Int32Array
  /** Throws RangeError outside 0 … count − 1. */
  entry(index: number): DatasetEntry
  /**
   * Where the image is or what it is, undecoded: what a worker thread needs for `decodeItem`. Rejects with ImageFileError.
   */
  item(index: number): Promise<ImageItem>
  /** Rejects with ImageFileError where it cannot be read or decoded, and remembers that in the index. */
  decode(index: number): Promise<DecodedImage>
  /** The image fitted to a network's card, as `fitImage`: integers in [0, 255], height × width × channels. */
  pixels(index: number, card: FitCard): Promise<Float32Array>
  /** Remembers that the image cannot be decoded, for what decodes it elsewhere than with `decode`. */
  markUnreadable(index: number, reason: string): void
  close(): Promise<void>
}
