import { squaredNorms } from './chunk.ts'
import type { Block } from './matrix.ts'
import type { ProductMetric } from './metric.ts'
import type { NearestList } from './nearest-list.ts'

export interface Queries {
  /** count × width. */
  readonly values: Float32Array
  readonly count: number
  readonly width: number
  /** A row that does not count, for each query; −1 for none. */
  readonly exclude?: Int32Array | undefined
}

/** Takes block after block into the lists of some queries. */
export class BlockSearch {
  readonly #metric: ProductMetric
  readonly #queries: Queries
  readonly #norms: Float64Array
  readonly #error: number
  readonly #lists: readonly NearestList[]
  #a = new Float64Array()
  #b = new Float64Array()
  /** Places in the block that may be near enough, and what is compared for each. */
  #candidates = new Int32Array()
  #keys = new Float64Array()

  /** @param error the bound of a product's error, relative to the norms of its factors */
  constructor(metric: ProductMetric, queries: Queries, error: number, lists: readonly NearestList[]) {
    this.#metric = metric
    this.#queries = queries
    this.#norms = squaredNorms(queries.values, { rows: queries.count, width: queries.width })
    this.#error = error
    this.#lists = lists
  }

  /** @param products queries × the block's rows */
  add(block: Block, products: Float32Array): void {
    const rows = block.rows.length
    if (this.#a.length < rows) {
      this.#a = new Float64Array(rows)
      this.#b = new Float64Array(rows)
      this.#candidates = new Int32Array(rows)
      this.#keys = new Float64Array(rows)
    }
    this.#metric.coefficients(block.norms, this.#a, this.#b)
    let largest = 0
    // NaN, of a row that is not there, is larger than nothing.
    for (const norm of block.norms) if (norm > largest) largest = norm
    this.#lists.forEach((list, query) => {
      this.#offer(block, largest, query, products.subarray(query * rows, (query + 1) * rows), list)
    })
  }

  #offer(block: Block, largest: number, query: number, products: Float32Array, list: NearestList): void {
    const { values, width, exclude } = this.#queries
    const metric = this.#metric
    const norm = this.#norms[query] ?? 0
    const { offset, scale } = metric.query(norm)
    const tolerance = metric.tolerance(norm, largest, this.#error)
    const candidates = this.#collect(products, (list.farthest - offset + tolerance) / scale)
    const own = values.subarray(query * width, (query + 1) * width)
    const excluded = exclude?.[query] ?? -1
    for (const place of candidates) {
      // In ascending order: once one is too far, all that follow are.
      if (offset + scale * (this.#keys[place] ?? 0) - tolerance > list.farthest) break
      const row = block.rows[place] ?? 0
      if (row === excluded) continue
      list.offer(metric.exact(own, norm, block.values, place * width, block.norms[place] ?? 0), row)
    }
  }

  /** The places whose a + b·product does not exceed the limit, nearest first. */
  #collect(products: Float32Array, limit: number): Int32Array {
    const [a, b, candidates, keys] = [this.#a, this.#b, this.#candidates, this.#keys]
    let count = 0
    for (let place = 0; place < products.length; place++) {
      const key = (a[place] ?? 0) + (b[place] ?? 0) * (products[place] ?? 0)
      if (key <= limit) {
        candidates[count++] = place
        keys[place] = key
      }
    }
    const found = candidates.subarray(0, count)
    if (count > 1) found.sort((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0))
    return found
  }
}
