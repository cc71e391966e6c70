import { expect, it } from 'vitest'
import { viridis } from '../../charts/colour-scale.ts'
import { layOutMaps, mapBox } from './map-grid.ts'
import { paintMaps } from './paint-maps.ts'

// Three channels of 2 × 2 with the values 0 … 11, drawn on a scale whose 256 colours are 0 … 255.
const panel = {
  values: Float32Array.from({ length: 12 }, (_, index) => index),
  scale: viridis,
  rangeOf: () => ({ low: 0, high: 255 }),
}
const grid = layOutMaps({
  count: 3,
  map: { width: 2, height: 2 },
  panels: 1,
  view: { width: 38, height: 100 },
  least: 1,
  scale: 3,
})
const units = Int32Array.of(2, 0, 1)
const value = (pixel: number | undefined) => (pixel ? viridis.pixels.indexOf(pixel) : null)

function painted(corner: { x: number; y: number }, width: number, height: number) {
  const target = { data: new Uint32Array(width * height), width, height }
  paintMaps(target, grid, corner, units, [panel])
  return (x: number, y: number) => value(target.data[y * width + x])
}

it('draws every value as a square of whole pixels, channels in the order given', () => {
  const at = painted({ x: 0, y: 0 }, grid.size.width, grid.size.height)
  units.forEach((unit, position) => {
    const box = mapBox(grid, 0, position)
    for (let y = 0; y < 6; y++)
      for (let x = 0; x < 6; x++)
        expect(at(box.x + x, box.y + y)).toBe(unit * 4 + Math.floor(y / 3) * 2 + Math.floor(x / 3))
  })
  expect(at(4 + 6, 4)).toBeNull()
  expect(at(0, 0)).toBeNull()
})

it('draws the same pixels through any window', () => {
  const whole = painted({ x: 0, y: 0 }, 30, 30)
  for (const corner of [
    { x: 1, y: 1 },
    { x: 4, y: 5 },
    { x: 9, y: 2 },
  ]) {
    const part = painted(corner, 7, 4)
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 7; x++) expect(part(x, y)).toBe(whole(x + corner.x, y + corner.y))
  }
})
