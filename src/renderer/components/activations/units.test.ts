import { describe, expect, it } from 'vitest'
import { descending, ranks, unitMeans, unitNorms } from './units.ts'

describe('of a fully-connected layer', () => {
  it('means are the values, norms their absolute values', () => {
    const values = Float32Array.of(3, 0, -2)
    expect([...unitMeans(values, [3])]).toEqual([3, 0, -2])
    expect([...unitNorms(values, [3])]).toEqual([3, 0, 2])
  })
})

describe('of maps', () => {
  // Two channels of 1 × 2, channel by channel.
  const values = Float32Array.of(3, 4, -6, 8)

  it('takes each channel’s mean and Euclidean norm', () => {
    expect([...unitMeans(values, [2, 1, 2])]).toEqual([3.5, 1])
    expect([...unitNorms(values, [2, 1, 2])]).toEqual([5, 10])
  })

  it('refuses values that do not fill the shape', () => {
    expect(() => unitMeans(values, [2, 2, 2])).toThrow('A layer of shape 2 × 2 × 2 has 8 values, not 4.')
  })
})

describe('ranks', () => {
  it('gives the greatest 1 and equal ones the better rank', () => {
    expect([...ranks(Float64Array.of(0.5, 2, 0, 0.5, 0))]).toEqual([2, 1, 4, 2, 4])
  })

  it('ranks nothing without complaint', () => {
    expect(ranks(new Float64Array(0))).toHaveLength(0)
  })
})

it('orders descending, equal ones by index', () => {
  expect([...descending(Float64Array.of(0.5, 2, 0, 0.5))]).toEqual([1, 0, 3, 2])
})
