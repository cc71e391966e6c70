import { type ColourRange, pixelOf, viridis } from '../../charts/colour-scale.ts'
import {
  mapSize,
  type PatternImage,
  type PatternShape,
  unitCount,
} from '../../components/activations/pattern.ts'
import { descending, unitMeans } from '../../components/activations/units.ts'

/** Pixels, four bytes each: red, green, blue, opacity. */
export interface RawPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
}

/** More maps than this cannot be told apart on paper: the most active ones stand for all. */
const MOST_MAPS = 64

/** The units a picture shows: all, or of many maps those most active in any of the images, in the layer's order. */
export function shownUnits(images: readonly PatternImage[], shape: PatternShape): number[] {
  const { height, width } = mapSize(shape)
  const count = unitCount(shape)
  const all = Array.from({ length: count }, (_, unit) => unit)
  if (height * width === 1 || count <= MOST_MAPS) return all
  const means = images.map(({ values }) => unitMeans(values, shape))
  const strongest = Float64Array.from(all, (unit) => Math.max(...means.map((of) => of[unit] ?? 0)))
  return [...descending(strongest).slice(0, MOST_MAPS)].sort((a, b) => a - b)
}

/** One colour range for all: from zero, or the least value where some are negative, to the largest. */
export function commonRange(images: readonly PatternImage[]): ColourRange {
  let low = 0
  let high = 0
  for (const { values } of images) {
    for (const value of values) {
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return { low, high }
}

/** One image's activations as an about square grid: a small map for each channel, or a pixel for each unit. */
export function patternPicture(
  values: Float32Array,
  shape: PatternShape,
  units: readonly number[],
  range: ColourRange,
): RawPicture {
  const map = mapSize(shape)
  const gap = map.height * map.width > 1 ? 1 : 0
  const columns = Math.ceil(Math.sqrt(units.length))
  const rows = Math.ceil(units.length / columns)
  const width = columns * (map.width + gap) - gap
  const height = rows * (map.height + gap) - gap
  const words = new Uint32Array(width * height)
  const pixel = pixelOf(viridis, range)
  for (const [place, unit] of units.entries()) {
    const left = (place % columns) * (map.width + gap)
    const top = Math.floor(place / columns) * (map.height + gap)
    for (let at = 0; at < map.height * map.width; at++) {
      const x = left + (at % map.width)
      const y = top + Math.floor(at / map.width)
      words[y * width + x] = pixel(values[unit * map.height * map.width + at] ?? 0)
    }
  }
  return { width, height, pixels: new Uint8ClampedArray(words.buffer) }
}

/** The scale itself, from low to high, a pixel high. */
export function scalePicture(): RawPicture {
  const { pixels } = viridis
  return {
    width: pixels.length,
    height: 1,
    pixels: new Uint8ClampedArray(Uint32Array.from(pixels).buffer),
  }
}
