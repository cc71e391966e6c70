import type { FeatureMap, MapSettings } from './map.ts'
import type { Matrix } from './matrix.ts'
import { nearest } from './neighbours.ts'

const SEARCHES = 64

/**
 * Where further points come to lie: at the mean of the mapped rows nearest to them, weighted as UMAP weights neighbours of a point that
 * is new to it, by exp(−d/σ) with σ such that the weights sum up to log₂ of their number. A point equal to a row lies on it.
 * @param queries queries × width
 * @returns x and y of each
 */
export async function placeInMap(
  matrix: Matrix,
  { rows, points }: FeatureMap,
  { metric, neighbours }: Pick<MapSettings, 'metric' | 'neighbours'>,
  queries: Float32Array,
): Promise<Float32Array> {
  const k = Math.min(neighbours, rows.length)
  const found = await nearest(matrix, queries, { k, metric, rows })
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]))
  const placed = new Float32Array((2 * queries.length) / matrix.width)
  for (let query = 0; query < placed.length / 2; query++) {
    const near = found.distance.subarray(query * k, (query + 1) * k)
    const weights = near[0] === 0 ? [1] : memberships(near)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    weights.forEach((weight, i) => {
      const place = placeOf.get(found.index[query * k + i] ?? -1) ?? 0
      for (const axis of [0, 1]) {
        const at = 2 * query + axis
        placed[at] = (placed[at] ?? 0) + (weight / total) * (points[2 * place + axis] ?? 0)
      }
    })
  }
  return placed
}

/** exp(−d/σ) of each distance, σ found by bisection so that they sum up to log₂ of their number. */
export function memberships(distances: Float64Array): number[] {
  const target = Math.log2(distances.length)
  const weightsAt = (sigma: number) => Array.from(distances, (distance) => Math.exp(-distance / sigma))
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let sigma = distances.at(-1) || 1
  for (let search = 0; search < SEARCHES; search++) {
    const sum = weightsAt(sigma).reduce((total, weight) => total + weight, 0)
    if (sum > target) high = sigma
    else low = sigma
    sigma = high === Number.POSITIVE_INFINITY ? 2 * sigma : (low + high) / 2
  }
  return weightsAt(sigma)
}
