import type { Dataset } from '../../src/main/dataset/dataset.ts'
import { ImageAwayError, ImageFileError } from '../../src/main/dataset/errors.ts'
import { seeded } from '../tiny-network.ts'

/** A dataset of seeded noise, each image of two labels and two splits in turn, without a file. */
export interface PixelDataset
  extends Pick<Dataset, 'count' | 'entry' | 'item' | 'markUnreadable' | 'labels' | 'hash'> {
  /** How often each image was asked for. */
  readonly asked: Int32Array
  readonly reasons: Map<number, string>
  /** Images that cannot be got at for now. */
  readonly away: Set<number>
  /** The image as a network of this size takes it. */
  pixels(index: number): Float32Array
}

/**
 * @param side pixels of an image's side, to be the network's, so that fitting changes nothing
 * @param broken images that cannot be read
 */
export function pixelDataset(count: number, side: number, broken: readonly number[] = []): PixelDataset {
  const asked = new Int32Array(count)
  const reasons = new Map<number, string>()
  const away = new Set<number>()
  const pixelsOf = (index: number): Uint8Array => {
    const random = seeded(index + 1)
    return Uint8Array.from({ length: side * side * 3 }, () => Math.floor(256 * random()))
  }
  return {
    hash: `noise-${count}-${side}`,
    count,
    labels: Int32Array.from({ length: count }, (_, i) => i % 2),
    asked,
    reasons,
    away,
    entry: (index) => ({
      index,
      path: `${index}.png`,
      label: index % 2,
      split: null,
      unreadable: reasons.get(index) ?? null,
    }),
    item: async (index) => {
      asked[index] = (asked[index] ?? 0) + 1
      if (away.has(index))
        throw new ImageAwayError(`The image ${index}.png cannot be read: there is no such file.`)
      if (broken.includes(index)) throw new ImageFileError(`The image ${index}.png is damaged.`)
      return { width: side, height: side, channels: 3, pixels: pixelsOf(index) }
    },
    markUnreadable: (index, reason) => void reasons.set(index, reason),
    pixels: (index) => new Float32Array(pixelsOf(index)),
  }
}
