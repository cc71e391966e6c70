import { beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../../test/tiny-network.ts'
import { startBackend } from '../tensor/backend.ts'
import { type FeatureMap, type MapSettings, mapRows } from './map.ts'
import { memberships, placeInMap } from './map-place.ts'
import { MemoryMatrix } from './matrix.ts'

beforeAll(async () => {
  await startBackend()
})

const WIDTH = 12
const CLUSTERS = 3
const COUNT = 240

/** Rows about three corners of a cube, in turn. */
const random = seeded(5)
const values = Float32Array.from({ length: COUNT * WIDTH }, (_, i) => {
  const cluster = Math.floor(i / WIDTH) % CLUSTERS
  return (i % WIDTH === cluster ? 20 : 0) + random()
})
const matrix = new MemoryMatrix(values, WIDTH)
const all = Int32Array.from({ length: COUNT }, (_, i) => i)
const settings: MapSettings = { metric: 'euclidean', neighbours: 10, minDistance: 0.1, seed: 3, limit: 1000 }

const distance = ({ points }: FeatureMap, i: number, j: number): number =>
  Math.hypot((points[2 * i] ?? 0) - (points[2 * j] ?? 0), (points[2 * i + 1] ?? 0) - (points[2 * j + 1] ?? 0))

describe('a map', () => {
  it('keeps together what lies together: every nearest point is of the same cluster', async () => {
    const told: number[] = []
    const map = await mapRows(matrix, all, settings, { onProgress: (done, total) => told.push(done / total) })
    expect([...map.rows]).toEqual([...all])
    expect(told.at(-1)).toBe(1)
    for (const i of all) {
      const others = [...all].filter((j) => j !== i).sort((a, b) => distance(map, i, a) - distance(map, i, b))
      expect((others[0] ?? -1) % CLUSTERS).toBe(i % CLUSTERS)
    }
  })

  it('is the same for the same seed, and another for another', async () => {
    const first = await mapRows(matrix, all, { ...settings, limit: 60 })
    const second = await mapRows(matrix, all, { ...settings, limit: 60 })
    const other = await mapRows(matrix, all, { ...settings, limit: 60, seed: 4 })
    expect(second).toEqual(first)
    expect(first.rows).toHaveLength(60)
    expect(first.members).toBe(COUNT)
    expect([...first.rows]).toEqual([...first.rows].sort((a, b) => a - b))
    expect(other.rows).not.toEqual(first.rows)
  })

  it('can be stopped, and refuses too few rows', async () => {
    const controller = new AbortController()
    const stopped = mapRows(matrix, all, settings, {
      signal: controller.signal,
      onProgress: (done, total) => {
        if (done > 0.6 * total) controller.abort()
      },
    })
    await expect(stopped).rejects.toThrow(/abort/)
    await expect(mapRows(matrix, all.subarray(0, 3), settings)).rejects.toThrow(
      'A map needs at least 4 images; there are 3.',
    )
  })
})

describe('a further point in a map', () => {
  it('lies on the row that it equals, and among the rows it is near to', async () => {
    const map = await mapRows(matrix, all, settings)
    const fresh = values.slice(7 * WIDTH, 9 * WIDTH)
    for (let i = WIDTH; i < 2 * WIDTH; i++) fresh[i] = (fresh[i] ?? 0) + 0.2
    const placed = await placeInMap(matrix, map, settings, fresh)
    expect([...placed.subarray(0, 2)]).toEqual([map.points[14], map.points[15]])
    const withFresh = { ...map, points: Float32Array.of(...map.points, ...placed.subarray(2)) }
    const nearest = [...all].sort((a, b) => distance(withFresh, COUNT, a) - distance(withFresh, COUNT, b))
    expect((nearest[0] ?? -1) % CLUSTERS).toBe(8 % CLUSTERS)
  })

  it('weighs its neighbours so that the weights add up to log₂ of their number', () => {
    const weights = memberships(Float64Array.of(1, 2, 3, 5, 8, 13, 21, 34))
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(3, 9)
    expect(Math.log(weights[0] ?? 0) / Math.log(weights[2] ?? 0)).toBeCloseTo(1 / 3, 9)
  })
})
