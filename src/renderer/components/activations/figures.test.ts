import { expect, it } from 'vitest'
import { activeShare, distance, intersectionOverUnion, patternFigures } from './figures.ts'
import type { PatternImage } from './pattern.ts'

const source = Float32Array.of(1, 0, 2, 0)
const guide = Float32Array.of(0, 3, 2, 0)

it('counts the share of values that are not zero', () => {
  expect(activeShare(source)).toBe(0.5)
  expect(activeShare(Float32Array.of(-1, 0))).toBe(0.5)
  expect(activeShare(new Float32Array(0))).toBe(0)
})

it('counts values active in both over values active in either', () => {
  expect(intersectionOverUnion(source, guide)).toBeCloseTo(1 / 3, 12)
  expect(intersectionOverUnion(source, source)).toBe(1)
  expect(intersectionOverUnion(new Float32Array(4), new Float32Array(4))).toBe(1)
})

it('takes the Euclidean distance in double precision', () => {
  expect(distance(source, guide)).toBeCloseTo(Math.sqrt(10), 12)
  // 4,096 squares of 0.1 (in float32), which float32 sums would miss in the fifth digit.
  const tenth = new Float32Array(4096).fill(0.1)
  expect(distance(tenth, new Float32Array(4096))).toBeCloseTo(64 * Math.fround(0.1), 12)
})

it('compares every image with source and guide, none with itself', () => {
  const image = (role: PatternImage['role'], values: Float32Array): PatternImage => ({
    role,
    title: role,
    hash: role,
    values,
  })
  const adversary = Float32Array.of(0, 3, 0, 0)
  const rows = patternFigures([image('source', source), image('guide', guide), image('adversary', adversary)])
  expect(rows.map(({ active }) => active)).toEqual([0.5, 0.5, 0.25])
  expect(rows[0]).toMatchObject({ activeChange: null, sharedWithSource: null, toSource: null })
  expect(rows[2]).toMatchObject({
    activeChange: -0.25,
    sharedWithSource: 0,
    sharedWithGuide: 0.5,
    toGuide: 2,
  })
  expect(rows[2]?.toSource).toBeCloseTo(Math.sqrt(14), 12)
})
