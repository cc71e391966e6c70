import { describe, expect, it } from 'vitest'
import { activationPicture } from './activation-picture.ts'
import { colourOf } from './colours.ts'

const options = { colours: 'grey', ownScale: false } as const

/** The colour at a row and a column. */
const at = (picture: ReturnType<typeof activationPicture>, row: number, column: number): number[] => {
  const [, width] = picture.shape
  return [...picture.pixels.subarray(3 * (row * width + column), 3 * (row * width + column) + 3)]
}

describe('colourOf', () => {
  it('is matplotlib’s viridis, and cuts what lies outside', () => {
    // Its colours 8, 100, 200 and 244 of 256, as matplotlib 3.11.2 gives them.
    const recorded = { 8: [71, 13, 96], 100: [42, 118, 142], 200: [112, 207, 87], 244: [226, 228, 24] }
    for (const [index, expected] of Object.entries(recorded))
      expect(colourOf(Number(index) / 255, 'viridis'), index).toEqual(expected)
    expect(colourOf(-1, 'viridis')).toEqual([68, 1, 84])
    expect(colourOf(7, 'viridis')).toEqual([253, 231, 37])
    expect(colourOf(0.2, 'grey')).toEqual([51, 51, 51])
    expect(colourOf(Number.NaN, 'viridis')).toEqual([0, 0, 0])
  })
})

describe('activationPicture', () => {
  // Five maps of 2 × 2: the first 0 1 / 2 3, each further one 4 more.
  const maps = Float32Array.from({ length: 20 }, (_, i) => i)

  it('lays the maps out row by row on one scale, and writes its ends', () => {
    const picture = activationPicture(maps, [5, 2, 2], options)
    expect([picture.min, picture.max]).toEqual([0, 19])
    // Three columns of 40 pixels, 2 between them, 8 around; the bar is longer.
    expect(picture.shape).toEqual([40 * 2 + 2 + 8 + 10 + 2 + 10 + 16, 200 + 16, 3])
    const grey = (value: number) => Array(3).fill(Math.round((255 * value) / 19))
    expect(at(picture, 8, 8)).toEqual(grey(0))
    expect(at(picture, 8 + 25, 8 + 25)).toEqual(grey(3))
    expect(at(picture, 8, 8 + 42)).toEqual(grey(4))
    expect(at(picture, 8 + 42 + 39, 8 + 42 + 39)).toEqual(grey(19))
    expect(at(picture, 8 + 41, 8)).toEqual([255, 255, 255])
    // The bar from black to white, and under its end the upper dots of 19's digits.
    expect([at(picture, 98, 8), at(picture, 98, 207)]).toEqual([grey(0), grey(19)])
    expect(at(picture, 110, 207)).toEqual([0, 0, 0])
  })

  it('gives each map its own scale where asked to', () => {
    const picture = activationPicture(maps, [5, 2, 2], { ...options, ownScale: true })
    expect(picture.shape).toEqual([40 * 2 + 2 + 16, 3 * 42 - 2 + 16, 3])
    for (const left of [8, 50, 92]) {
      expect(at(picture, 8, left)).toEqual([0, 0, 0])
      expect(at(picture, 8 + 39, left + 39)).toEqual([255, 255, 255])
    }
  })

  it('draws units as cells of one map', () => {
    const picture = activationPicture(maps.subarray(0, 10), [10], options)
    // Four columns, three rows of 6 pixels.
    expect(picture.shape[0]).toBe(3 * 6 + 8 + 10 + 2 + 10 + 16)
    expect(at(picture, 8 + 6, 8 + 6)).toEqual(Array(3).fill(Math.round((255 * 5) / 9)))
    expect(at(picture, 8 + 12 + 5, 8 + 11)).toEqual([255, 255, 255])
    expect(activationPicture(maps.subarray(0, 10), [10, 1, 1], options)).toEqual(picture)
  })

  it('draws what does not vary', () => {
    expect(at(activationPicture(new Float32Array(4).fill(3), [1, 2, 2], options), 8, 8)).toEqual([0, 0, 0])
  })
})
