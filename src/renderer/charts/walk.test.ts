import { expect, it } from 'vitest'
import { distancesAt, joinsGuideAt, walkOf } from './walk.ts'

// Distances of a made-up walk, worked by hand: d(s,g) 2, 4, 0, 10.
const steps = [
  { layer: 'data', sourceToGuide: 2, toSource: [0.5, 0.5], toGuide: [2, 2] },
  { layer: 'conv1', sourceToGuide: 4, toSource: [3, 1], toGuide: [2, 4] },
  { layer: 'same', sourceToGuide: 0, toSource: [0, 0], toGuide: [0, 0] },
  { layer: 'fc7', sourceToGuide: 10, toSource: [9, 4], toGuide: [1, 8] },
]
const walk = walkOf(steps, [
  { title: 'first', madeAt: 'fc7' },
  { title: 'second', madeAt: 'conv1' },
])

it('measures distances by that of source and guide', () => {
  expect(walk.layers).toEqual(['data', 'conv1', 'same', 'fc7'])
  expect(walk.curves[0]).toEqual({
    title: 'first',
    madeAt: 'fc7',
    toSource: [0.25, 0.75, null, 0.9],
    toGuide: [1, 0.5, null, 0.1],
  })
  expect(walk.curves.map((curve) => distancesAt(walk, curve, 'fc7'))).toEqual([
    [0.9, 0.1],
    [0.4, 0.8],
  ])
  expect(walk.curves.map((curve) => distancesAt(walk, curve, 'none'))).toEqual([
    [null, null],
    [null, null],
  ])
})

it('tells where an adversary joins its guide for good', () => {
  expect(walk.curves.map((curve) => joinsGuideAt(walk, curve))).toEqual(['conv1', null])
})
