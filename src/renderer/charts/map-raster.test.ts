import { expect, it } from 'vitest'
import { drawPoints } from './map-raster.ts'

const size = { width: 9, height: 7 }
const camera = { x: 0, y: 0, scale: 1 }

/** Opacity of each pixel, a string a row: `.` none, `1` one point, `2` more. */
function drawn(points: number[], radius: number, shown: Uint8Array | null = null): string[] {
  const pixels = new Uint8ClampedArray(4 * size.width * size.height)
  drawPoints(pixels, Float32Array.from(points), shown, camera, size, radius, [10, 20, 30])
  const marks = Array.from({ length: size.width * size.height }, (_, i) => {
    const opacity = pixels[4 * i + 3] ?? 0
    return opacity === 0 ? '.' : opacity < 120 ? '1' : '2'
  })
  return Array.from({ length: size.height }, (_, y) => marks.slice(9 * y, 9 * y + 9).join(''))
}

it('draws a disc where the camera puts the point, y upwards', () => {
  // The middle of 9 × 7 is at (4.5, 3.5): (0.5, 1.5) lies at pixel (5, 2).
  expect(drawn([0.5, 1.5], 1)).toEqual([
    '.........',
    '.....1...',
    '....111..',
    '.....1...',
    '.........',
    '.........',
    '.........',
  ])
})

it('is darker where points lie on each other', () => {
  expect(drawn([-0.5, 0.5, 0.5, 0.5], 1)[3]).toBe('...1221..')
})

it('leaves out what is filtered, and what is outside', () => {
  const points = [-2.5, 0.5, 2.5, 0.5, 100, 0]
  expect(drawn(points, 0)[3]).toBe('..1....1.')
  expect(drawn(points, 0, Uint8Array.of(0, 1, 1))[3]).toBe('.......1.')
})
