import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { startBackend } from '../tensor/backend.ts'
import { classStatistics } from './class-statistics.ts'
import { MemoryMatrix } from './matrix.ts'
import { nearest } from './neighbours.ts'

const [ROWS, QUERIES, WIDTH, K] = [400, 12, 24, 5]

const recorded = z.object({
  index: z.array(z.array(z.int())),
  distance: z.array(z.array(z.number())),
  class: z.object({ meanPairwise: z.number(), meanNearest: z.number(), means: z.array(z.number()) }),
})
const file = join(import.meta.dirname, '../../../test/golden/neighbours.json')
const golden = z
  .object({ euclidean: recorded, cosine: recorded })
  .parse(JSON.parse(readFileSync(file, 'utf8')))

/** As test/peers/neighbours.py makes them. */
const vectors = (count: number, shift: number): Float32Array =>
  Float32Array.from({ length: count * WIDTH }, (_, i) => {
    const n = i + shift
    return Math.sin(0.37 * n + 1e-4 * n * n)
  })

beforeAll(async () => {
  await startBackend()
})

describe.each(['euclidean', 'cosine'] as const)('scikit-learn, %s', (metric) => {
  const matrix = new MemoryMatrix(vectors(ROWS, 0), WIDTH)
  const expected = golden[metric]

  it('names the same neighbours at the same distances', async () => {
    const found = await nearest(matrix, vectors(QUERIES, 50_000), { k: K, metric })
    expect([...found.index]).toEqual(expected.index.flat())
    const errors = expected.distance.flat().map((value, i) => Math.abs(value - (found.distance[i] ?? 0)))
    expect(Math.max(...errors)).toBeLessThan(1e-7)
  })

  it('gives a class the same statistics', async () => {
    const rows = Int32Array.from({ length: 60 }, (_, i) => 100 + i)
    const found = await classStatistics(matrix, rows, { metric, nearest: 3 })
    expect(found.meanPairwise).toBeCloseTo(expected.class.meanPairwise, 6)
    expect(found.meanNearest).toBeCloseTo(expected.class.meanNearest, 7)
    const errors = expected.class.means.map((value, i) => Math.abs(value - (found.means[i] ?? 0)))
    expect(Math.max(...errors)).toBeLessThan(1e-7)
  })
})
