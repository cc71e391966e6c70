import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import { startBackend } from '../tensor/backend.ts'
import { classStatistics, rankInClass } from './class-statistics.ts'
import { type Matrix, MemoryMatrix } from './matrix.ts'

beforeAll(async () => {
  await startBackend()
})

/** A class at (0,0), (3,4), (6,8) and (6,0), between rows of another. */
const points = Float32Array.of(9, 9, 0, 0, 3, 4, 7, 1, 6, 8, 6, 0)
const rows = Int32Array.of(1, 2, 4, 5)
const matrix = new MemoryMatrix(points, 2)

/** The same matrix, read seven rows at a time. */
const inSmallBlocks = (whole: Matrix): Matrix => ({
  count: whole.count,
  width: whole.width,
  blocks: ({ rows }) => whole.blocks({ rows, numbers: 7 * whole.width }),
})

describe('class statistics', () => {
  it('are those of a class worked by hand', async () => {
    // Distances: 5, 10, 6; 5, 5; 8.
    const found = await classStatistics(matrix, rows, { metric: 'euclidean', nearest: 2 })
    expect(found.members).toBe(4)
    expect(found.meanPairwise).toBeCloseTo(39 / 6, 12)
    expect(found.meanNearest).toBeCloseTo((5 + 5 + 5 + 5) / 4, 12)
    expect([...found.means]).toEqual([5.5, 5, 6.5, 5.5])
  })

  it('take all others where there are fewer than asked for', async () => {
    const found = await classStatistics(matrix, rows, { metric: 'euclidean', nearest: 20 })
    expect([...found.means]).toEqual([7, 5, 23 / 3, 19 / 3])
  })

  it('say nothing of a class of one', async () => {
    const found = await classStatistics(matrix, Int32Array.of(3), { metric: 'euclidean', nearest: 3 })
    expect(found.members).toBe(1)
    expect(found.meanPairwise).toBeNaN()
    expect(found.meanNearest).toBeNaN()
  })

  it('agree with sums in double, over many blocks and for near duplicates', async () => {
    const width = 300
    const count = 400
    const random = seeded(11)
    // The second half lies a thousandth beside the first: float32 loses those distances.
    const half = Float32Array.from({ length: (count / 2) * width }, random)
    const values = Float32Array.from({ length: count * width }, (_, i) =>
      i < half.length ? (half[i] ?? 0) : (half[i - half.length] ?? 0) + 1e-3 * random(),
    )
    const distance = (i: number, j: number): number => {
      let sum = 0
      for (let n = 0; n < width; n++)
        sum += ((values[i * width + n] ?? 0) - (values[j * width + n] ?? 0)) ** 2
      return Math.sqrt(sum)
    }
    const some = Int32Array.from({ length: 160 }, (_, i) => (i < 80 ? i : count / 2 + i - 80))
    let sum = 0
    for (const i of some) for (const j of some) if (i < j) sum += distance(i, j)
    const nearest = Array.from(some, (i) =>
      Math.min(...Array.from(some, (j) => (i === j ? Number.POSITIVE_INFINITY : distance(i, j)))),
    )
    const found = await classStatistics(inSmallBlocks(new MemoryMatrix(values, width)), some, {
      metric: 'euclidean',
      nearest: 1,
    })
    expect(found.meanPairwise / (sum / ((160 * 159) / 2))).toBeCloseTo(1, 7)
    expect(found.meanNearest / (nearest.reduce((a, b) => a + b) / 160)).toBeCloseTo(1, 12)
  })
})

describe('the rank in a class', () => {
  it('is the percentage of members whose mean is smaller', () => {
    const means = Float64Array.of(1, 2, 2, 3)
    expect([0.5, 1, 2, 2.5, 9].map((own) => rankInClass({ means }, own))).toEqual([0, 0, 25, 75, 100])
  })
})
