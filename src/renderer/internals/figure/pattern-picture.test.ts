import { expect, it } from 'vitest'
import { commonRange, patternPicture, shownUnits } from './pattern-picture.ts'

// The ends of matplotlib's viridis: #440154 and #fde725.
const low = [0x44, 0x01, 0x54, 255]
const high = [0xfd, 0xe7, 0x25, 255]
const image = (values: number[]) => ({
  role: 'source' as const,
  title: 'Source',
  hash: '',
  values: Float32Array.from(values),
})

it('puts channels side by side, a transparent pixel between them', () => {
  // Four channels of 1 × 2.
  const values = Float32Array.from([0, 1, 1, 0, 0, 0, 1, 1])
  const { width, height, pixels } = patternPicture(values, [4, 1, 2], [0, 1, 2, 3], { low: 0, high: 1 })
  expect([width, height]).toEqual([5, 3])
  const row = (y: number) =>
    Array.from({ length: width }, (_, x) => [
      ...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
    ])
  const none = [0, 0, 0, 0]
  expect(row(0)).toEqual([low, high, none, high, low])
  expect(row(1)).toEqual(Array(5).fill(none))
  expect(row(2)).toEqual([low, low, none, high, high])
})

it('makes a square of single units', () => {
  const { width, height } = patternPicture(new Float32Array(384), [384], [...Array(384).keys()], {
    low: 0,
    high: 1,
  })
  expect([width, height]).toEqual([20, 20])
})

it('shows of many maps those most active in any image, in their order', () => {
  const quiet = new Array(100).fill(0)
  const one = image(quiet.map((_, i) => (i === 99 ? 5 : 0)).flatMap((value) => [value, value]))
  const other = image(quiet.map((_, i) => (i === 70 ? 3 : 0)).flatMap((value) => [value, value]))
  const shown = shownUnits([one, other], [100, 1, 2])
  expect(shown).toHaveLength(64)
  expect(shown.slice(-2)).toEqual([70, 99])
  expect(shownUnits([one], [200])).toHaveLength(200)
})

it('takes one range for all images, zero in it', () => {
  expect(commonRange([image([1, 2]), image([0.5, 4])])).toEqual({ low: 0, high: 4 })
  expect(commonRange([image([-1, 2])])).toEqual({ low: -1, high: 2 })
})
