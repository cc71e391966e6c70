import { describe, expect, it } from 'vitest'
import { countOf, includes, positionsOf, type Ranges, toggled, united, without } from './ranges.ts'

const some: Ranges = [
  [2, 5],
  [8, 9],
]

describe('ranges', () => {
  it('know what they hold', () => {
    expect([1, 2, 4, 5, 8, 9].map((position) => includes(some, position))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ])
    expect(countOf(some)).toBe(4)
    expect(positionsOf(some, 3)).toEqual([2, 3, 4])
    expect(positionsOf(some, 10)).toEqual([2, 3, 4, 8])
  })

  it('grow together where they touch', () => {
    expect(united(some, 5, 8)).toEqual([[2, 9]])
    expect(united(some, 0, 1)).toEqual([[0, 1], ...some])
    expect(united([], 0, 1_281_167)).toEqual([[0, 1_281_167]])
  })

  it('are cut apart', () => {
    expect(without(some, 3, 4)).toEqual([
      [2, 3],
      [4, 5],
      [8, 9],
    ])
    expect(without(some, 0, 100)).toEqual([])
  })

  it('change one position at a time, and back', () => {
    expect(toggled(toggled(some, 6), 6)).toEqual(some)
    expect(toggled(some, 8)).toEqual([[2, 5]])
  })
})
