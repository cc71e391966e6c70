import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fill } from './fill.ts'
import { constant, type Filler, gaussian, msra, xavier } from './filler.ts'
import { stream } from './stream.ts'

const filled = (filler: Filler, shape: readonly number[], seed = 7): Float32Array =>
  fill(filler, shape, stream(seed, 'conv1/weight'))
const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const variance = (values: Float32Array): number => {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length
}
/** Numbers of a large sample, so that its own chance is small: its share's deviation is at most ½ / √count. */
const count = 400_000
const fourDeviations = 2 / Math.sqrt(count)

describe('a Gaussian filler', () => {
  it('draws the numbers that the polar method gives', () => {
    // test/peers/random_weights.py, with the C library's logarithm.
    const expected = [
      -0.49742510717325983, -0.05050135674520714, -0.2730634794756146, 2.0291085959963584,
      -0.13992678269308853, -0.6000135996807614,
    ]
    expect([...filled(gaussian(1), [6])]).toEqual(expected.map(Math.fround))
  })

  // The hash of the same 34,848 numbers by test/peers/random_weights.py.
  it('draws the same bits on every machine', () => {
    const { buffer } = filled(gaussian(1), [96, 3, 11, 11])
    expect(createHash('sha256').update(new Uint8Array(buffer)).digest('hex')).toBe(
      '5778d9dad9b0dfeb0e88e3a46ce604eb79788e50e5e7c8a69dc88768748d6c62',
    )
  })

  it('is distributed normally', () => {
    const values = filled(gaussian(1), [count])
    // SciPy 1.17.1, norm.cdf.
    const shares = [
      [-3, 0.00134989803],
      [-2, 0.02275013195],
      [-1, 0.15865525393],
      [-0.5, 0.30853753873],
      [0, 0.5],
      [0.25, 0.59870632568],
      [1, 0.84134474607],
      [1.5, 0.93319279873],
      [2.5, 0.99379033467],
    ] as const
    for (const [limit, share] of shares) {
      const below = values.reduce((total, value) => total + (value < limit ? 1 : 0), 0)
      expect(Math.abs(below / count - share)).toBeLessThan(fourDeviations)
    }
  })

  it('has the mean and the deviation asked for, and neighbours that do not know of each other', () => {
    const values = filled({ type: 'gaussian', mean: 3, std: 0.5 }, [count])
    expect(Math.abs(mean(values) - 3)).toBeLessThan(4 * (0.5 / Math.sqrt(count)))
    expect(Math.abs(variance(values) / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / count))
    const together =
      values.reduce((sum, value, i) => sum + (value - 3) * ((values[i + 1] ?? 3) - 3), 0) / count
    expect(Math.abs(together / 0.25)).toBeLessThan(4 / Math.sqrt(count))
  })

  it('fills an odd number of places', () => {
    expect(filled(gaussian(1), [3])).toEqual(filled(gaussian(1), [6]).subarray(0, 3))
  })
})

describe('fillers that count connections', () => {
  const shape = [64, 48, 5, 5]
  it.each([
    ['xavier by its inputs', xavier, 1 / 1200],
    ['xavier by its outputs', { type: 'xavier', norm: 'FAN_OUT' } as const, 1 / 1600],
    ['xavier by both', { type: 'xavier', norm: 'AVERAGE' } as const, 1 / 1400],
    ['msra by its inputs', msra, 2 / 1200],
    ['msra by its outputs', { type: 'msra', norm: 'FAN_OUT' } as const, 2 / 1600],
  ])('%s has the variance of Caffe’s', (_, filler, expected) => {
    const values = filled(filler, shape)
    expect(Math.abs(variance(values) / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / values.length))
  })

  it('xavier is even between its bounds', () => {
    const reach = Math.sqrt(3 / 1200)
    const values = filled(xavier, shape)
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(reach))
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const below = values.reduce((total, value) => total + (value < reach * (2 * share - 1) ? 1 : 0), 0)
      expect(Math.abs(below / values.length - share)).toBeLessThan(2 / Math.sqrt(values.length))
    }
  })
})

it('fills with one number', () => {
  expect([...filled(constant(0.2), [2, 2])]).toEqual(Array(4).fill(Math.fround(0.2)))
})

it('fills evenly between two numbers', () => {
  const values = filled({ type: 'uniform', min: -1, max: 3 }, [count])
  expect(Math.abs(mean(values) - 1)).toBeLessThan(4 * Math.sqrt(16 / 12 / count))
  expect(Math.min(...values.subarray(0, 1000))).toBeGreaterThanOrEqual(-1)
  expect(Math.max(...values.subarray(0, 1000))).toBeLessThan(3)
})

it('fills each output’s inputs to a sum of 1', () => {
  const values = filled({ type: 'positive_unitball' }, [3, 4, 2])
  for (const output of [0, 1, 2]) {
    const row = values.subarray(8 * output, 8 * output + 8)
    expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6)
    expect(Math.min(...row)).toBeGreaterThan(0)
  }
})
