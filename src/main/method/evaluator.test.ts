import { describe, expect, test } from 'vitest'
import { tinyNetwork } from '../../../test/tiny-network.ts'
import { Network } from '../network/network.ts'
import { startBackend } from '../tensor/backend.ts'
import { DistanceEvaluator } from './evaluator.ts'
import type { FeatureNetwork } from './feature-network.ts'
import { ResidualWeighting } from './residual-weighting.ts'

const SIZE = 60
const UNITS = 20

/** Numbers that look random and are the same at every run (a linear congruential generator). */
function draws(seed: number, count: number): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 31 - 1
  })
}

/** φ(x) = A x, with units that share most of what moves them. */
const rows = Array.from({ length: UNITS }, (_, unit) => {
  const common = draws(1, SIZE)
  return draws(unit + 2, SIZE).map((value, i) => (common[i] ?? 0) + value / (unit + 1))
})
const represent = (image: Float32Array): Float32Array =>
  Float32Array.from(rows, (row) => row.reduce((sum, value, i) => sum + value * (image[i] ?? 0), 0))
const squares = (residual: Float32Array): number => residual.reduce((sum, value) => sum + value ** 2, 0)
/** 2 Aᵀ r */
const pulledBack = (residual: Float32Array): Float32Array =>
  Float32Array.from({ length: SIZE }, (_, i) =>
    residual.reduce((sum, value, unit) => sum + 2 * value * (rows[unit]?.[i] ?? 0), 0),
  )
const linear: FeatureNetwork = {
  inputShape: [1, SIZE, 1],
  blobs: [{ name: 'units', units: UNITS }],
  represent: async (images, layers) => new Map(layers.map((layer) => [layer, images.map(represent)])),
  squaredDistance: async (_, images, targets, weigh) => {
    const residuals = images.map((image, i) =>
      represent(image).map((value, j) => value - (targets[i]?.[j] ?? 0)),
    )
    return {
      values: Float64Array.from(residuals, squares),
      gradients: (weigh?.(residuals) ?? residuals).map(pulledBack),
    }
  },
}
const source = draws(100, SIZE).map((value) => Math.round(127 + 20 * value))
const guide = draws(200, SIZE).map((value) => Math.round(127 + 20 * value))

describe('DistanceEvaluator', () => {
  test('gives the distance, and the gradient of what the weighting makes of the residual', async () => {
    const weighting = new ResidualWeighting(SIZE, UNITS)
    const evaluator = new DistanceEvaluator(linear, 'units', [{ source, guide }], {
      capacity: 1,
      weighted: true,
    })
    const target = represent(guide)
    for (let i = 0; i < 6; i++) {
      const point = draws(300 + i, SIZE)
      const residual = represent(point).map((value, j) => value - (target[j] ?? 0))
      const { values, gradients } = await evaluator.evaluate([0], [point])
      expect([...values]).toEqual([squares(residual)])
      expect(gradients).toEqual([pulledBack(weighting.weigh(residual, point))])
    }
  })

  test('gives back the memory of gradients, which may be one array’s', async () => {
    const sharing: FeatureNetwork = {
      ...linear,
      squaredDistance: async () => {
        const both = new Float32Array(2 * SIZE)
        return { values: new Float64Array(2), gradients: [both.subarray(0, SIZE), both.subarray(SIZE)] }
      },
    }
    const pair = { source, guide }
    const evaluator = new DistanceEvaluator(sharing, 'units', [pair, pair], { capacity: 2, weighted: false })
    const { gradients, free } = await evaluator.evaluate([0, 1], [source, source])
    expect(gradients.map(({ length }) => length)).toEqual([SIZE, SIZE])
    free?.()
    expect(gradients.map(({ length }) => length)).toEqual([0, 0])
  })

  test('forgets a pair with what it learnt of it', async () => {
    const evaluator = new DistanceEvaluator(linear, 'units', [{ source, guide }], {
      capacity: 1,
      weighted: true,
    })
    const points = Array.from({ length: 6 }, (_, i) => draws(300 + i, SIZE))
    const gradients = async (): Promise<Float32Array[]> => {
      const found: Float32Array[] = []
      for (const point of points) found.push(...(await evaluator.evaluate([0], [point])).gradients)
      return found
    }
    const first = await gradients()
    evaluator.forget(0)
    expect(await gradients()).toEqual(first)
    expect(await gradients()).not.toEqual(first)
  })
})

describe('a network', () => {
  test('takes the gradient of what weigh makes of the residuals; the values stay', async () => {
    await startBackend()
    const network = Network.load(tinyNetwork())
    const [height, width, channels] = network.inputShape
    const images = [1, 2].map((seed) => draws(seed, height * width * channels).map((v) => 127 + 100 * v))
    const targets = ((await network.represent([...images].reverse(), ['fc6'])).get('fc6') ?? []).map((t) =>
      t.slice(),
    )
    const plain = await network.squaredDistance('fc6', images, targets)
    const seen: number[] = []
    const halved = await network.squaredDistance('fc6', images, targets, (residuals) => {
      seen.push(...residuals.map(squares))
      return residuals.map((residual, i) => residual.map((value) => (i === 0 ? value / 2 : 0)))
    })
    network.dispose()
    expect(halved.values).toEqual(plain.values)
    for (const [i, value] of plain.values.entries()) expect((seen[i] ?? 0) / value).toBeCloseTo(1, 5)
    const [first, second] = halved.gradients
    expect(second?.every((value) => value === 0)).toBe(true)
    const half = plain.gradients[0]?.map((value) => value / 2) ?? new Float32Array()
    const largest = half.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeGreaterThan(0)
    for (const [i, value] of half.entries())
      expect(Math.abs((first?.[i] ?? 0) - value)).toBeLessThan(1e-5 * largest)
  })
})
