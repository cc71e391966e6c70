import { expect, it } from 'vitest'
import { patternBands } from './bands.ts'
import { orderUnits, positions } from './unit-order.ts'

const bands = patternBands({
  layer: 'fc',
  shape: [3],
  images: [
    { role: 'source', title: 'Source', hash: 's', values: Float32Array.of(5, 1, 3) },
    { role: 'adversary', title: 'Adversary', hash: 'a', values: Float32Array.of(4, 9, 3) },
  ],
})

it.each([
  ['index', [0, 1, 2]],
  ['0', [0, 2, 1]],
  ['1', [1, 0, 2]],
  ['1−0', [1, 0, 2]],
  ['gone', [0, 1, 2]],
])('orders by %s', (order, expected) => {
  expect([...orderUnits(bands, 3, order)]).toEqual(expected)
})

it('tells each unit’s position', () => {
  expect([...positions(Int32Array.of(2, 0, 1))]).toEqual([1, 2, 0])
})
