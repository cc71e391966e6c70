import type { Card } from '../card.ts'
import type { Weight } from '../graph.ts'

/** Pixels of a picture of filters, and how they are laid out in it. */
export interface FilterSheet {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity. */
  readonly pixels: Uint8Array
  readonly count: number
  readonly columns: number
  /** Height and width of a filter. */
  readonly size: readonly [number, number]
}

/** Pixels between two filters, transparent. */
const gap = 1

/**
 * The filters of a first convolution as one picture, a pixel a weight, in rows of about as many as there are rows. Each is stretched by
 * itself so that its smallest weight is black and its largest white; one of equal weights is mid-grey.
 * @param weight `[filters, channels, height, width]`, of one channel or three in the network's order
 * @returns undefined for filters that are no colours: of other channels, or of one pixel
 */
export function filterSheet(weight: Weight, order: Card['channelOrder']): FilterSheet | undefined {
  const [count = 0, channels = 0, height = 0, width = 0] = weight.shape
  const drawn = weight.shape.length === 4 && (channels === 1 || channels === 3) && height * width > 1
  if (!drawn || count === 0) return undefined
  const columns = Math.ceil(Math.sqrt(count))
  const rows = Math.ceil(count / columns)
  const sheet = {
    width: columns * (width + gap) - gap,
    height: rows * (height + gap) - gap,
    ...{ count, columns },
    size: [height, width] as const,
  }
  const pixels = new Uint8Array(sheet.width * sheet.height * 4)
  const planes = channels === 1 ? [0, 0, 0] : order === 'BGR' ? [2, 1, 0] : [0, 1, 2]
  for (let filter = 0; filter < count; filter++) {
    const area = height * width
    const values = weight.data.subarray(filter * channels * area, (filter + 1) * channels * area)
    const shade = shades(values)
    const top = Math.floor(filter / columns) * (height + gap)
    const left = (filter % columns) * (width + gap)
    for (let at = 0; at < area; at++) {
      const row = top + Math.floor(at / width)
      const to = 4 * (row * sheet.width + left + (at % width))
      planes.forEach((plane, colour) => {
        pixels[to + colour] = shade(values[plane * area + at] ?? 0)
      })
      pixels[to + 3] = 255
    }
  }
  return { ...sheet, pixels }
}

function shades(values: Float32Array): (value: number) => number {
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (least === most) return () => 128
  return (value) => Math.round((255 * (value - least)) / (most - least))
}
