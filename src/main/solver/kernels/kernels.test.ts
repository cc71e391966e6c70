import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Kernels } from './kernels.ts'
import { PlainKernels } from './plain.ts'
import { SimdKernels } from './simd.ts'
import { sourceHash } from './simd-module.ts'

/** Numbers that look random and are the same at every run (a linear congruential generator). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

const PAIRS = 3

/** The same box, points, gradients and pairs for either kernels: many variables on a bound, some without slope or width. */
function scene(kernels: Kernels<Float32Array>, size: number) {
  const random = generator(size)
  const vector = (draw: (i: number) => number): Float32Array => {
    const fresh = kernels.vector()
    for (let i = 0; i < size; i++) fresh[i] = draw(i)
    return fresh
  }
  const lower = vector(() => Math.floor(random() * 200))
  const upper = vector((i) => (lower[i] ?? 0) + Math.floor(random() * 4) * 5)
  const point = (): Float32Array =>
    vector((i) => {
      const [low = 0, high = 0] = [lower[i], upper[i]]
      return random() < 0.3 ? (random() < 0.5 ? low : high) : low + random() * (high - low)
    })
  const gradient = (): Float32Array => vector(() => (random() < 0.05 ? 0 : 4 * random() - 2))
  const here = { point: point(), gradient: gradient() }
  const there = { point: point(), gradient: gradient() }
  const columns = Array.from({ length: 2 * PAIRS }, () => vector(() => random() - 0.5))
  const flags = kernels.flags()
  for (let i = 0; i < size; i++) flags[i] = Math.floor(random() * 3)
  return { box: { lower, upper }, here, there, columns, flags, random }
}

/** Everything each kernel computes, as plain arrays and numbers. */
function outcome(kernels: Kernels<Float32Array>, size: number) {
  const { box, here, there, columns, flags, random } = scene(kernels, size)
  const held = kernels.flags()
  const descent = kernels.hold(here, box, held)
  const times = kernels.times()
  const variables = kernels.variables()
  const early = kernels.breakpoints(here, box, held, 1.5, times, variables)
  const breakpoints = [[...times.slice(0, early)], [...variables.slice(0, early)]]
  const s = kernels.vector()
  const y = kernels.vector()
  const own = kernels.learn(here, there, flags, s, y, variables)
  const moved = [...variables.slice(0, own.moved)]
  const weights = kernels.weights()
  const changing = kernels.variables()
  const changes = kernels.follow(held, flags, changing, weights)
  const changed = [[...changing.slice(0, changes)], [...weights.slice(0, changes)]]
  const swept = kernels.sweep(columns, {
    step: s,
    gradient: there.gradient,
    active: flags,
    moved: variables,
    movedCount: own.moved,
    changed: changing,
    weights,
    changedCount: changes,
  })
  const product = new Float64Array(columns.length).fill(2)
  const gram = kernels.gram(columns, changing, weights, changes, there.gradient, product)
  const lowerTriangle = (matrix: Float64Array): number[] => [
    ...matrix.filter((_, i) => i % columns.length <= Math.floor(i / columns.length)),
  ]
  const target = kernels.vector()
  const coefficients = Float64Array.from(columns, () => 20 * random() - 10)
  const slope = kernels.combine(here, box, held, 0.7, columns, coefficients, target)
  const doubles = (length: number): Float64Array => {
    const fresh = kernels.doubles(length)
    for (let i = 0; i < length; i++) fresh[i] = random() - 0.5
    return fresh
  }
  const order = columns.length
  const [middle, c, p, row] = [doubles(order * order), doubles(order), doubles(order), doubles(order)]
  const terms = kernels.rowTerms(columns, 1.3, middle, c, p, row)(size - 1)
  return {
    sums: { descent, own, product: [...product] },
    gram: lowerTriangle(gram),
    swept: {
      step: [...swept.step],
      gradient: [...swept.gradient],
      moved: [...swept.moved],
      changed: [...swept.changed],
      gram: lowerTriangle(swept.gram),
    },
    slopes: [slope, kernels.slope(there.gradient, here.point, target)],
    row: { ...terms, row: [...row] },
    exact: { held: [...held], breakpoints, moved, changed, flags: [...flags], s: [...s], y: [...y] },
    target: [...target],
  }
}

describe('the SIMD kernels do what the plain ones do', () => {
  test.each([1, 2, 15, 16, 17, 1023, 1024, 1025, 5003])('for %i variables', (size) => {
    const vectors = 2 * PAIRS + 9
    const plain = outcome(new PlainKernels(new Float32Array(size)), size)
    const simd = outcome(new SimdKernels(size, PAIRS, vectors), size)
    expect(simd.exact).toEqual(plain.exact)
    const numbers = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : Object.values(value as object).flatMap(numbers)
    for (const part of ['sums', 'gram', 'swept', 'slopes', 'row'] as const) {
      const expected = numbers(plain[part])
      const found = numbers(simd[part])
      expect(found).toHaveLength(expected.length)
      // Sums of some thousand terms of order one in another order.
      for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 9)
    }
    // A double sum that lies between two floats may round either way.
    const { target } = plain
    for (const [i, x] of simd.target.entries())
      expect(Math.abs(x - (target[i] ?? Number.NaN))).toBeLessThanOrEqual(2 ** -16)
  })
})

test('the compiled module is that of the sources beside it', () => {
  const folder = join(import.meta.dirname, 'assembly')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const hash = createHash('sha256')
  for (const name of sources.sort()) hash.update(readFileSync(join(folder, name)))
  expect(hash.digest('hex')).toBe(sourceHash)
})
