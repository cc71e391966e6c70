import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import type { Metric } from '../../contract/feature.ts'
import { startBackend } from '../tensor/backend.ts'
import { MemoryMatrix } from './matrix.ts'
import { type NearestOptions, nearest } from './neighbours.ts'

beforeAll(async () => {
  await startBackend()
})

const noise = (count: number, seed: number, scale = 1, offset = 0): Float32Array => {
  const random = seeded(seed)
  return Float32Array.from({ length: count }, () => offset + scale * random())
}

/** Every distance in double, sorted by it and then by index. */
function bruteForce(
  values: Float32Array,
  queries: Float32Array,
  width: number,
  { k, metric, rows, exclude }: NearestOptions,
) {
  const all = rows ?? Int32Array.from({ length: values.length / width }, (_, i) => i)
  const lists = Array.from({ length: queries.length / width }, (_, q) =>
    Array.from(all)
      .filter((row) => row !== exclude?.[q])
      .map((row) => ({ row, distance: distance(values, row, queries, q, width, metric) }))
      .sort((a, b) => a.distance - b.distance || a.row - b.row)
      .slice(0, k),
  )
  return {
    index: lists.map((list) => list.map(({ row }) => row)),
    distance: lists.map((list) => list.map((found) => found.distance)),
  }
}

function distance(a: Float32Array, i: number, b: Float32Array, j: number, width: number, metric: Metric) {
  let [squares, product, left, right] = [0, 0, 0, 0]
  for (let n = 0; n < width; n++) {
    const x = a[i * width + n] ?? 0
    const y = b[j * width + n] ?? 0
    squares += (x - y) ** 2
    product += x * y
    left += x * x
    right += y * y
  }
  if (metric === 'euclidean') return Math.sqrt(squares)
  return left === 0 || right === 0 ? 1 : 1 - product / Math.sqrt(left * right)
}

const listed = (flat: Int32Array | Float64Array, k: number): number[][] =>
  Array.from({ length: flat.length / k }, (_, i) => Array.from(flat.subarray(i * k, (i + 1) * k)))

async function expectExact(
  values: Float32Array,
  queries: Float32Array,
  width: number,
  options: NearestOptions,
) {
  const found = await nearest(new MemoryMatrix(values, width), queries, options)
  const expected = bruteForce(values, queries, width, options)
  expect(listed(found.index, options.k)).toEqual(expected.index)
  const errors = listed(found.distance, options.k).flatMap((list, q) =>
    list.map((value, i) => Math.abs(value - (expected.distance[q]?.[i] ?? Number.NaN))),
  )
  expect(Math.max(...errors)).toBeLessThan(1e-9)
}

describe.each(['euclidean', 'cosine'] as const)('the %s neighbours', (metric) => {
  it('are those of a search in double', async () => {
    await expectExact(noise(3000 * 40, 1), noise(17 * 40, 2), 40, { k: 12, metric })
  })

  it('are so too where single precision loses the differences', async () => {
    // Rows differ by a millionth of their length: squares in float32 cannot tell them apart.
    const width = 64
    const base = noise(width, 3, 100, 50)
    const bumps = noise(400 * width, 4, 3e-3)
    const rows = bumps.map((bump, i) => (base[i % width] ?? 0) + bump)
    await expectExact(rows, rows.slice(0, 5 * width), width, { k: 9, metric })
  })

  it('keep the order of rows that are equally far', async () => {
    const width = 8
    const row = noise(width, 5)
    const rows = new Float32Array(900 * width)
    for (let i = 0; i < 900; i++) rows.set(row, i * width)
    const found = await nearest(new MemoryMatrix(rows, width), noise(width, 6), { k: 6, metric })
    expect([...found.index]).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('are sought among some rows, each query leaving one out', async () => {
    const width = 20
    const values = noise(500 * width, 7)
    const rows = Int32Array.from({ length: 50 }, (_, i) => 7 * i + 3)
    const exclude = Int32Array.of(10, -1, 24)
    const queries = Float32Array.of(...values.subarray(10 * width, 13 * width))
    await expectExact(values, queries, width, { k: 5, metric, rows, exclude })
  })
})

describe('nearest', () => {
  it('says where there are fewer than k', async () => {
    const found = await nearest(new MemoryMatrix(Float32Array.of(0, 3), 1), Float32Array.of(1), {
      k: 4,
      metric: 'euclidean',
    })
    expect([...found.index]).toEqual([0, 1, -1, -1])
    expect([...found.distance]).toEqual([1, 2, Number.NaN, Number.NaN])
  })

  it('has zeros at the cosine distance 1 to everything, as scikit-learn has', async () => {
    const matrix = new MemoryMatrix(Float32Array.of(1, 0, 0, 0, -1, 0), 2)
    const found = await nearest(matrix, Float32Array.of(0, 0, 2, 0), { k: 3, metric: 'cosine' })
    expect(listed(found.index, 3)).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ])
    expect(listed(found.distance, 3)).toEqual([
      [1, 1, 1],
      [0, 1, 2],
    ])
  })

  it('can be stopped, and tells how far it is', async () => {
    const matrix = new MemoryMatrix(noise(4000, 8), 1)
    const told: number[] = []
    const controller = new AbortController()
    await nearest(matrix, noise(3, 9), {
      k: 1,
      metric: 'euclidean',
      onProgress: (done, total) => told.push(done / total),
    })
    expect(told.at(-1)).toBe(1)
    controller.abort()
    const stopped = nearest(matrix, noise(3, 9), { k: 1, metric: 'euclidean', signal: controller.signal })
    await expect(stopped).rejects.toThrow(/abort/)
  })
})
