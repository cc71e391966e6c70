import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { viridis } from '../../charts/colour-scale.ts'
import { columnsOf, paintBarcode, positionsAt, strongestPosition } from './barcode.ts'
import { inOrder } from './units.ts'

describe('columns and positions', () => {
  it('gives a unit several columns where there is room, and several units a column where there is not', () => {
    expect([0, 1, 2, 3].map((x) => positionsAt(x, 4, 2).from)).toEqual([0, 0, 1, 1])
    expect([0, 1].map((x) => positionsAt(x, 2, 5))).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 5 },
    ])
  })

  it('draws every unit exactly once or over neighbouring columns, and finds it there again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (width, count) => {
        const columns = Array.from({ length: width }, (_, x) => positionsAt(x, width, count))
        for (let position = 0; position < count; position++) {
          const drawn = columns.flatMap(({ from, to }, x) => (from <= position && position < to ? [x] : []))
          const { from, to } = columnsOf(position, width, count)
          expect(drawn).toEqual(Array.from({ length: to - from }, (_, index) => from + index))
        }
      }),
    )
  })
})

it('takes the value furthest from zero for a column', () => {
  const values = Float64Array.of(1, -3, 2, 0)
  expect(strongestPosition(values, inOrder(4), 0, 4)).toBe(1)
  expect(strongestPosition(values, Int32Array.of(3, 2, 1, 0), 0, 2)).toBe(1)
})

it('draws bars in the order given, over the box alone', () => {
  const [lowest = 0, highest = 0] = [viridis.pixels[0], viridis.pixels[255]]
  const target = { data: new Uint32Array(12), width: 4, height: 3 }
  const row = { values: Float64Array.of(0, 8), scale: viridis, rangeOf: () => ({ low: 0, high: 8 }) }
  paintBarcode(target, { x: 1, y: 1, width: 2, height: 2 }, Int32Array.of(1, 0), row)
  expect([...target.data]).toEqual([0, 0, 0, 0, 0, highest, lowest, 0, 0, highest, lowest, 0])
})
