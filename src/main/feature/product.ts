import * as tf from '../tensor/tf.ts'

/**
 * Every query's product with every row: q · xᵀ in single precision, on the backend.
 * @param queries a tensor of queries × width, kept over many calls
 * @param rows rows × width; read before the promise is fulfilled and not kept
 * @returns queries × rows
 */
export async function products(
  queries: tf.Tensor2D,
  rows: Float32Array,
  count: number,
): Promise<Float32Array> {
  const product = tf.tidy(() => tf.matMul(queries, tf.tensor2d(rows, [count, queries.shape[1]]), false, true))
  try {
    return await product.data<'float32'>()
  } finally {
    product.dispose()
  }
}

const PROBES = 32
const GOLDEN = (Math.sqrt(5) - 1) / 2
/** How far beyond what the probes show an error is allowed for. */
const SAFETY = 4
const errors = new Map<string, Promise<number>>()

/**
 * A bound of |s − q·x| over ‖q‖·‖x‖ for products of this width on the current backend: four times the largest error of a thousand
 * products of non-negative vectors, whose partial sums never cancel, and never below four times √width half-units in the last
 * place (Higham and Mary, SIAM J. Sci. Comput. 41, 2019: what rounding errors that are independent add up to). Measured, because a GPU may
 * multiply in fewer digits than float32 has.
 */
export function productError(width: number): Promise<number> {
  const key = `${tf.getBackend()} ${width}`
  const known = errors.get(key)
  if (known !== undefined) return known
  const measuring = measure(width)
  errors.set(key, measuring)
  measuring.catch(() => errors.delete(key))
  return measuring
}

async function measure(width: number): Promise<number> {
  // Multiples of the golden ratio, less their whole part, are spread evenly.
  const probes = Float32Array.from({ length: 2 * PROBES * width }, (_, i) => ((i + 1) * GOLDEN) % 1)
  const left = probes.subarray(0, PROBES * width)
  const right = probes.slice(PROBES * width)
  const queries = tf.tensor2d(left.slice(), [PROBES, width])
  const found = await products(queries, right, PROBES)
  queries.dispose()
  let largest = Math.sqrt(width) * 2 ** -24
  for (let i = 0; i < PROBES; i++) {
    for (let j = 0; j < PROBES; j++) {
      const exact = sums(left, i * width, right, j * width, width)
      const error = Math.abs((found[i * PROBES + j] ?? Number.NaN) - exact.product)
      largest = Math.max(largest, error / Math.sqrt(exact.left * exact.right))
    }
  }
  return SAFETY * largest
}

function sums(a: Float32Array, atA: number, b: Float32Array, atB: number, width: number) {
  let [product, left, right] = [0, 0, 0]
  for (let i = 0; i < width; i++) {
    const x = a[atA + i] ?? 0
    const y = b[atB + i] ?? 0
    product += x * y
    left += x * x
    right += y * y
  }
  return { product, left, right }
}
