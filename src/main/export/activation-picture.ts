import { Canvas, TEXT_HEIGHT, textWidth } from './canvas.ts'
import { type ColourScale, colourOf } from './colours.ts'

export interface ActivationPictureOptions {
  readonly colours: ColourScale
  /** One scale for all channels, or each channel on its own from its least value to its largest. */
  readonly ownScale: boolean
}

export interface ActivationPicture {
  /** Height × width × RGB. */
  readonly pixels: Uint8Array
  readonly shape: readonly [number, number, number]
  /** What the scale's ends stand for; of a picture with own scales the least and the largest of all. */
  readonly min: number
  readonly max: number
}

/** Least side of a map, and of a single unit's cell. */
const MAP_SIDE = 40
const CELL_SIDE = 6
const GAP = 2
const MARGIN = 8
const BAR_HEIGHT = 10
/** The bar is at least long enough for its two numbers. */
const BAR_WIDTH = 200
const WHITE = [255, 255, 255] as const
const BLACK = [0, 0, 0] as const

/**
 * A representation as a picture: the channels' maps side by side, row by row, or a vector's units as cells of one map; under them
 * the colour scale with the numbers of its ends.
 * @param values channel by channel, each row by row
 * @param shape channels, height, width; or units
 */
export function activationPicture(
  values: Float32Array,
  shape: readonly number[],
  { colours, ownScale }: ActivationPictureOptions,
): ActivationPicture {
  const [min, max] = range(values)
  const [channels, height, width] = layout(shape, values.length)
  const cell = hasMaps(shape) ? Math.ceil(MAP_SIDE / width) : CELL_SIDE
  const columns = Math.ceil(Math.sqrt((channels * height) / width))
  const rows = Math.ceil(channels / columns)
  const inner = columns * (width * cell + GAP) - GAP
  const body = rows * (height * cell + GAP) - GAP
  const across = Math.max(inner, ownScale ? 0 : BAR_WIDTH)
  const foot = ownScale ? 0 : MARGIN + BAR_HEIGHT + GAP + TEXT_HEIGHT
  const canvas = new Canvas(body + foot + 2 * MARGIN, across + 2 * MARGIN, WHITE)
  const size = height * width
  for (let channel = 0; channel < channels; channel++) {
    const map = values.subarray(channel * size, (channel + 1) * size)
    const [low, high] = ownScale ? range(map) : [min, max]
    const top = MARGIN + Math.floor(channel / columns) * (height * cell + GAP)
    const left = MARGIN + (channel % columns) * (width * cell + GAP)
    for (const [i, value] of map.entries()) {
      const colour = colourOf(high > low ? (value - low) / (high - low) : 0, colours)
      canvas.fill(top + Math.floor(i / width) * cell, left + (i % width) * cell, cell, cell, colour)
    }
  }
  if (!ownScale) drawScale(canvas, MARGIN + body + MARGIN, across, min, max, colours)
  return { pixels: canvas.pixels, shape: canvas.shape, min, max }
}

const hasMaps = ([, height = 1, width = 1]: readonly number[]): boolean => height * width > 1

/** Maps as they are; a vector as one map that is about square. */
function layout(shape: readonly number[], units: number): [number, number, number] {
  const [channels = 1, height = 1, width = 1] = shape
  if (hasMaps(shape)) return [channels, height, width]
  const side = Math.ceil(Math.sqrt(units))
  return [1, Math.ceil(units / side), side]
}

function range(values: Float32Array): [number, number] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return [min, max]
}

function drawScale(
  canvas: Canvas,
  top: number,
  width: number,
  min: number,
  max: number,
  colours: ColourScale,
): void {
  for (let x = 0; x < width; x++)
    canvas.fill(top, MARGIN + x, BAR_HEIGHT, 1, colourOf(x / (width - 1), colours))
  const [least, largest] = [min, max].map((value) => String(Number(value.toPrecision(3))))
  const line = top + BAR_HEIGHT + GAP
  canvas.write(least ?? '', line, MARGIN, BLACK)
  canvas.write(largest ?? '', line, MARGIN + width - textWidth(largest ?? ''), BLACK)
}
