import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import recorded from '../../../test/peers/opencv_resize.json' with { type: 'json' }
import { resizeBilinear } from './bilinear.ts'
import { sourceHash } from './kernels-module.ts'

type Size = [number, number]

/** The pattern of test/peers/opencv_resize.py. */
function pattern([height, width]: Size, channels: number): Uint8Array {
  const pixels = new Uint8Array(height * width * channels)
  let i = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        pixels[i++] = y * 31 + x * 17 + c * 101 + ((x * y) % 7) * 13 + ((x * x + 3 * y * y) % 251)
      }
    }
  }
  return pixels
}

describe(`resizeBilinear against OpenCV ${recorded.opencv}`, () => {
  it.each(recorded.cases)('$from to $to, $channels channels, to the bit', (example) => {
    const from = example.from as Size
    const channels = example.channels === 1 ? 1 : 3
    const result = resizeBilinear(pattern(from, channels), from, channels, example.to as Size)
    if (example.pixels) expect([...result]).toEqual(example.pixels)
    expect(createHash('sha256').update(result).digest('hex')).toBe(example.sha256)
  })

  it('leaves an image of the right size as it is', () => {
    const pixels = pattern([9, 11], 3)
    expect(resizeBilinear(pixels, [9, 11], 3, [9, 11])).toEqual(pixels)
  })

  it.each<[Size, Size]>([
    [
      [375, 500],
      [256, 256],
    ],
    [
      [1, 1],
      [5, 3],
    ],
    [
      [7, 2],
      [9, 31],
    ],
    [
      [2, 400_000],
      [3, 37],
    ],
    [
      [19, 23],
      [13, 17],
    ],
  ])('%s to %s: each channel as if it were alone', (from, to) => {
    const colours = pattern(from, 3)
    const channel = (pixels: Uint8Array, c: number): Uint8Array => pixels.filter((_, i) => i % 3 === c)
    const result = resizeBilinear(colours, from, 3, to)
    for (const c of [0, 1, 2])
      expect(channel(result, c)).toEqual(resizeBilinear(channel(colours, c), from, 1, to))
  })
})

it('has kernels that were compiled from the source beside them', () => {
  const source = readFileSync(join(import.meta.dirname, 'assembly/index.ts'))
  expect(createHash('sha256').update(source).digest('hex')).toBe(sourceHash)
})
