import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Advance, Iterate, Kernels, Path } from './kernels.ts'
import { sourceHash } from './kernels-module.ts'
import { PlainKernels } from './plain.ts'
import { SimdKernels } from './simd.ts'

/** Numbers that look random and are the same at every run (a linear congruential generator). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

const PAIRS = 3
// Thirteen vectors, and more flags than a model has.
const VECTORS = 15

/**
 * The same box and iterates for either kernels: many variables on a bound, some without slope or width. Points and gradients are
 * multiples of `grid`, or any floats.
 */
function scene(kernels: Kernels<Float32Array>, size: number, grid?: number) {
  const random = generator(size)
  const rounded = (x: number): number => (grid ? Math.round(x / grid) * grid : x)
  const vector = (draw: (i: number) => number): Float32Array => {
    const fresh = kernels.vector()
    for (let i = 0; i < size; i++) fresh[i] = rounded(draw(i))
    return fresh
  }
  const lower = vector(() => Math.floor(random() * 200))
  const upper = vector((i) => (lower[i] ?? 0) + Math.floor(random() * 4) * 5)
  const iterates = Array.from({ length: PAIRS + 2 }, () => ({
    point: vector((i) => {
      const [low = 0, high = 0] = [lower[i], upper[i]]
      return random() < 0.3 ? (random() < 0.5 ? low : high) : low + random() * (high - low)
    }),
    gradient: vector(() => (random() < 0.05 ? 0 : 4 * random() - 2)),
  }))
  return { box: { lower, upper }, iterates, random }
}

/** Learns from the steps between the iterates, the last in place of the first's; returns what each told. */
function learnt(kernels: Kernels<Float32Array>, { box, iterates }: ReturnType<typeof scene>) {
  const held = [kernels.flags(), kernels.flags()] as const
  const [first] = iterates
  if (first) kernels.hold(first, box, held[0])
  const slots: number[] = []
  const told: Advance[] = []
  for (const [step, to] of iterates.slice(1).entries()) {
    if (step >= PAIRS) slots.shift()
    slots.push(step % PAIRS)
    const [before, after] = step % 2 === 0 ? held : [held[1], held[0]]
    told.push(
      kernels.advance(
        { from: iterates[step] as Iterate<Float32Array>, to, box, before, after, limit: 0 },
        slots,
        true,
      ),
    )
  }
  return { told, slots, held: held[(iterates.length - 1) % 2] as Uint8Array }
}

/** A path's beginning, with made-up M, c and p or with zeros. */
function pathFrom(
  kernels: Kernels<Float32Array>,
  gradient: Float32Array,
  order: number,
  draw: () => number,
): Path<Float32Array> {
  const doubles = (length: number): Float64Array => {
    const fresh = kernels.doubles(length)
    for (let i = 0; i < length; i++) fresh[i] = draw()
    return fresh
  }
  const [middle, c, p] = [doubles(order * order), doubles(order), doubles(order)]
  const gram = kernels.doubles(order * order)
  // So steep and so curved that the path goes on over all that is listed.
  const state = { leastCurvature: 1, time: 0, slope: -1e9, curvature: 1e6, ahead: 1e3, moving: 1e6 }
  return { gradient, held: kernels.flags(), theta: 1.3, middle, c, p, gram, ...state }
}

/** A variable's row of [Y S]: with M = 0, c = 0, p = 0 and a slope of 1, its breakpoint leaves [Y θS]'s in p. */
function rowsOf(
  kernels: Kernels<Float32Array>,
  slots: readonly number[],
  { box, iterates }: ReturnType<typeof scene>,
): (variable: number) => number[] {
  // Lists nothing, and leaves no rows gathered.
  kernels.breakpoints(iterates[0] as Iterate<Float32Array>, box, kernels.flags().fill(1), 0)
  const slope = kernels.vector().fill(1)
  const path = { ...pathFrom(kernels, slope, 2 * slots.length, () => 0), theta: 1 }
  return (variable) => {
    path.p.fill(0)
    kernels.times[0] = path.time
    kernels.variables[0] = variable
    kernels.follow(path, slots, 1)
    return [...path.p]
  }
}

/** Over the listed breakpoints; what comes of it, and where the variables are held. */
function followed(
  kernels: Kernels<Float32Array>,
  gradient: Float32Array,
  slots: readonly number[],
  count: number,
) {
  const random = generator(slots.length)
  const path = pathFrom(kernels, gradient, 2 * slots.length, () => (random() - 0.5) / 100)
  const ended = kernels.follow(path, slots, count)
  const { time, slope, curvature, ahead, moving, c, p, gram, held } = path
  const state = [time, slope / 1e9, curvature / 1e6, ahead, moving]
  return { ended, held: [...held], numbers: [...state, ...c, ...p, ...lowerTriangle(gram)] }
}

const lowerTriangle = (matrix: Float64Array): number[] => {
  const order = Math.sqrt(matrix.length)
  return [...matrix.filter((_, i) => i % order <= Math.floor(i / order))]
}

/** Everything each kernel computes, as plain arrays and numbers. */
function outcome(kernels: Kernels<Float32Array>, size: number) {
  const there = scene(kernels, size, 2 ** -4)
  const { box, iterates, random } = there
  const { told, slots, held } = learnt(kernels, there)
  const here = iterates.at(-1) as Iterate<Float32Array>
  const back = kernels.advance(
    {
      from: here,
      to: iterates[0] as Iterate<Float32Array>,
      box,
      before: held,
      after: kernels.flags(),
      limit: 20,
    },
    slots,
    false,
  )
  const listing = (count: number) => [
    [...kernels.times.slice(0, count)],
    [...kernels.variables.slice(0, count)],
  ]
  const inPassing = listing(back.listed.count)
  const start = iterates[0] as Iterate<Float32Array>
  const paths = [followed(kernels, start.gradient, slots, back.listed.count)]
  const early = kernels.breakpoints(here, box, held, 1.5).count
  const later = listing(early)
  paths.push(followed(kernels, here.gradient, slots, early))
  const target = kernels.vector()
  const coefficients = Float64Array.from({ length: 2 * PAIRS }, () => (random() - 0.5) / 5)
  const slope = kernels.combine(here, box, held, 0.7, slots, coefficients, target)
  const rows = rowsOf(kernels, slots, there)
  return {
    sums: [...told, back].map(({ descent, changeSquares, gram, listed: _, ...products }) => [
      ...[descent.squares, descent.count, descent.norm, changeSquares],
      ...Object.values(products).flatMap((product) => [...product]),
      ...lowerTriangle(gram),
    ]),
    slopes: [slope, kernels.slope(here.gradient, here.point, target)],
    slope: here.gradient.reduce((sum, g, i) => sum + g * ((target[i] ?? 0) - (here.point[i] ?? 0)), 0),
    breakpoints: paths.map(({ numbers }) => numbers),
    exact: {
      held: [...held],
      inPassing,
      later,
      ends: paths.map(({ numbers: _, ...end }) => end),
      rows: Array.from({ length: size }, (_, i) => rows(i)),
    },
    target: [...target],
  }
}

describe('the SIMD kernels', () => {
  // The last has more breakpoints than rows are gathered of.
  const sizes = [1, 2, 127, 128, 129, 2047, 2048, 2049, 5003, 30011]

  // Differences on a grid that 14 bits can hold are kept as they are.
  test.each(sizes)('do what the plain ones do, for %i variables', (size) => {
    const plain = outcome(new PlainKernels(new Float32Array(size)), size)
    const simd = outcome(new SimdKernels(size, PAIRS, VECTORS), size)
    expect(simd.exact).toEqual(plain.exact)
    for (const part of ['sums', 'breakpoints'] as const) {
      const expected = plain[part].flat()
      const found = simd[part].flat()
      expect(found).toHaveLength(expected.length)
      // Sums of some thousand terms in another order.
      for (const [i, value] of expected.entries())
        expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(
          1e-10 * Math.max(1, Math.abs(value)),
        )
    }
    for (const { slope, slopes } of [plain, simd])
      for (const found of slopes)
        expect(Math.abs(found - slope)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(slope)))
    // Seven terms below 25, in single precision.
    for (const [i, x] of simd.target.entries())
      expect(Math.abs(x - (plain.target[i] ?? Number.NaN))).toBeLessThanOrEqual(2 ** -15)
  })

  test('keep a pair to 13 bits of the largest number in its chunk', () => {
    const size = 5003
    const kernels = new SimdKernels(size, PAIRS, VECTORS)
    const there = scene(kernels, size)
    const [from, to] = there.iterates as [Iterate<Float32Array>, Iterate<Float32Array>]
    const [before, after] = [kernels.flags(), kernels.flags()]
    kernels.advance({ from, to, box: there.box, before, after, limit: 0 }, [0], true)
    const rows = rowsOf(kernels, [0], there)
    const change = (key: 'point' | 'gradient') => (i: number) =>
      Math.fround((to[key][i] as number) - (from[key][i] as number))
    for (const [column, difference] of [change('gradient'), change('point')].entries())
      for (let start = 0; start < size; start += 2048) {
        const chunk = Array.from({ length: Math.min(2048, size - start) }, (_, i) => start + i)
        const largest = Math.max(...chunk.map((i) => Math.abs(difference(i))))
        for (const i of chunk)
          expect(Math.abs((rows(i)[column] as number) - difference(i))).toBeLessThanOrEqual(
            1.001 * 2 ** -13 * largest,
          )
      }
  })

  test('take the products of a pair as it is kept', () => {
    const size = 5003
    const kernels = new SimdKernels(size, PAIRS, VECTORS)
    const there = scene(kernels, size)
    const { told, slots, held } = learnt(kernels, there)
    const rows = rowsOf(kernels, slots, there)
    const last = told.at(-1) as Advance
    const newest = { y: PAIRS - 1, s: 2 * PAIRS - 1 }
    const expected = { step: 0, stepActive: 0, changeFree: 0 }
    for (let k = 0; k < 2 * PAIRS; k++) {
      expected.step = expected.stepActive = expected.changeFree = 0
      for (let i = 0; i < size; i++) {
        const row = rows(i)
        const [value = 0, y = 0, s = 0] = [row[k], row[newest.y], row[newest.s]]
        expected.step += value * s
        if (held[i] === 0) expected.changeFree += value * y
        else expected.stepActive += value * s
      }
      for (const name of ['step', 'stepActive', 'changeFree'] as const)
        expect(last[name][k]).toBeCloseTo(expected[name], 6)
    }
    expect(last.changeSquares).toBeCloseTo(
      Array.from({ length: size }, (_, i) => (rows(i)[newest.y] as number) ** 2).reduce((a, b) => a + b, 0),
      6,
    )
  })

  test('do not overflow where all numbers are the largest', () => {
    const size = 4096
    const kernels = new SimdKernels(size, 1, VECTORS)
    const vector = (value: number): Float32Array => kernels.vector().fill(value)
    const box = { lower: vector(-1e9), upper: vector(1e9) }
    // Nearly the largest that is kept as 8,190 times 2^-12.
    const step = 8190 / 4096
    const from = { point: vector(0), gradient: vector(-step) }
    const to = { point: vector(step), gradient: vector(step * 2 ** 20) }
    const [before, after] = [kernels.flags(), kernels.flags()]
    const { step: products } = kernels.advance({ from, to, box, before, after, limit: 0 }, [0], true)
    expect(products[1]).toBe(size * step * step)
  })
})

test('the compiled module is that of the sources beside it', () => {
  const folder = join(import.meta.dirname, 'assembly')
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const hash = createHash('sha256')
  for (const name of sources.sort()) hash.update(readFileSync(join(folder, name)))
  expect(hash.digest('hex')).toBe(sourceHash)
})
