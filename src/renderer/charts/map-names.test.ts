import { expect, it } from 'vitest'
import { namePlaces } from './map-names.ts'

it('writes names to the right of points that are apart', () => {
  expect(
    namePlaces([
      { x: 100, y: 50 },
      { x: 100, y: 90 },
    ]),
  ).toEqual([
    { x: 111, y: 50, align: 'left' },
    { x: 111, y: 90, align: 'left' },
  ])
})

it('writes the second of two that are close to the left, and a third below', () => {
  const close = [
    { x: 100, y: 50 },
    { x: 103, y: 54 },
    { x: 101, y: 52 },
  ]
  expect(namePlaces(close)).toEqual([
    { x: 111, y: 50, align: 'left' },
    { x: 92, y: 54, align: 'right' },
    { x: 112, y: 67, align: 'left' },
  ])
})
