import type { Metric } from '../../contract/feature.ts'

/**
 * A distance made of a product. With s = q·x, from single precision, the distance's `key` (what is compared: the square, for the
 * Euclidean one) is about offset + scale · (a + b·s), a and b belonging to x, offset and scale to q.
 */
export interface ProductMetric {
  /** a and b of rows with these squared norms; a is NaN for a row that is not there. */
  coefficients(norms: Float64Array, a: Float64Array, b: Float64Array): void
  /** Offset and scale of a query with this squared norm. */
  query(norm: number): { readonly offset: number; readonly scale: number }
  /**
   * Bound of the key's error, given that of the product relative to ‖q‖·‖x‖.
   * @param largest the largest squared norm of the rows
   */
  tolerance(norm: number, largest: number, productError: number): number
  /** The key, in double: of `query` and of the row that starts at `at` in `values`. */
  exact(query: Float32Array, norm: number, values: Float32Array, at: number, rowNorm: number): number
  distance(key: number): number
}

const euclidean: ProductMetric = {
  coefficients(norms, a, b) {
    a.set(norms)
    b.fill(-2, 0, norms.length)
  },
  query: (norm) => ({ offset: norm, scale: 1 }),
  tolerance: (norm, largest, productError) => 2 * productError * Math.sqrt(norm * largest),
  exact: (query, _norm, values, at) => squaredDifference(query, values, at),
  distance: (key) => Math.sqrt(key),
}

/** 1 − cos; a vector of zeros has the distance 1 to every other, as scikit-learn has it. */
const cosine: ProductMetric = {
  coefficients(norms, a, b) {
    norms.forEach((norm, i) => {
      a[i] = Number.isNaN(norm) ? Number.NaN : 0
      b[i] = norm > 0 ? -1 / Math.sqrt(norm) : 0
    })
  },
  query: (norm) => ({ offset: 1, scale: norm > 0 ? 1 / Math.sqrt(norm) : 0 }),
  tolerance: (_norm, _largest, productError) => productError,
  exact(query, norm, values, at, rowNorm) {
    if (norm === 0 || rowNorm === 0) return 1
    return Math.max(0, 1 - dot(query, values, at) / Math.sqrt(norm * rowNorm))
  },
  distance: (key) => key,
}

export const metrics: Readonly<Record<Metric, ProductMetric>> = { euclidean, cosine }

/** Four sums side by side, so that additions need not wait for each other. */
function squaredDifference(query: Float32Array, values: Float32Array, at: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  const whole = query.length - (query.length % 4)
  for (let i = 0; i < whole; i += 4) {
    const d0 = (query[i] ?? 0) - (values[at + i] ?? 0)
    const d1 = (query[i + 1] ?? 0) - (values[at + i + 1] ?? 0)
    const d2 = (query[i + 2] ?? 0) - (values[at + i + 2] ?? 0)
    const d3 = (query[i + 3] ?? 0) - (values[at + i + 3] ?? 0)
    s0 += d0 * d0
    s1 += d1 * d1
    s2 += d2 * d2
    s3 += d3 * d3
  }
  for (let i = whole; i < query.length; i++) s0 += ((query[i] ?? 0) - (values[at + i] ?? 0)) ** 2
  return s0 + s1 + (s2 + s3)
}

function dot(query: Float32Array, values: Float32Array, at: number): number {
  let [s0, s1] = [0, 0]
  const whole = query.length - (query.length % 2)
  for (let i = 0; i < whole; i += 2) {
    s0 += (query[i] ?? 0) * (values[at + i] ?? 0)
    s1 += (query[i + 1] ?? 0) * (values[at + i + 1] ?? 0)
  }
  if (whole < query.length) s0 += (query[whole] ?? 0) * (values[at + whole] ?? 0)
  return s0 + s1
}
