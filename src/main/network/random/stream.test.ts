import { expect, it } from 'vitest'
import { stream, xoshiro } from './stream.ts'

// test/peers/random_weights.py.
it('draws xoshiro128**’s numbers', () => {
  const next = xoshiro(1, 2, 3, 4)
  const drawn = Array.from({ length: 6 }, next)
  expect(drawn).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492])
})

it('draws the same from the same seed and name, to the bit', () => {
  const random = stream(7, 'conv1/weight')
  expect([random(), random(), random()]).toEqual([
    0.03269356109224819, 0.4525564575645904, 0.4766166262735667,
  ])
})

it('draws others from another seed or name', () => {
  const first = [
    [7, 'conv1/weight'],
    [8, 'conv1/weight'],
    [7, 'conv1/bias'],
    [2 ** 53 - 1, 'conv1/weight'],
  ] as const
  expect(new Set(first.map(([seed, name]) => stream(seed, name)())).size).toBe(4)
})
