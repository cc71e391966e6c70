import { squaredNorms } from './chunk.ts'

/** Some rows of a matrix. Its arrays are used again: they hold until the next block is asked for. */
export interface Block {
  /** The rows' indices in the matrix, ascending. */
  readonly rows: Int32Array
  /** rows × width. */
  readonly values: Float32Array
  /** Each row's squared norm; NaN for a row that is not there. */
  readonly norms: Float64Array
}

export interface BlockOptions {
  /** The rows wanted, ascending; all where it is left out. */
  readonly rows?: Int32Array | undefined
  /** Most numbers in a block; a block has at least one row. */
  readonly numbers: number
}

/** Rows of equal width that are read a block at a time, so that memory stays bounded whatever their number. */
export interface Matrix {
  readonly count: number
  readonly width: number
  blocks(options: BlockOptions): AsyncIterable<Block>
}

/** A matrix in memory. */
export class MemoryMatrix implements Matrix {
  readonly count: number
  readonly width: number
  readonly #values: Float32Array
  readonly #norms: Float64Array

  /** @param values count × width, not to be changed afterwards */
  constructor(values: Float32Array, width: number) {
    this.count = values.length / width
    if (!Number.isInteger(this.count))
      throw new RangeError(`${values.length} numbers are no whole rows of ${width}.`)
    this.width = width
    this.#values = values
    this.#norms = squaredNorms(values, { rows: this.count, width })
  }

  async *blocks({ rows, numbers }: BlockOptions): AsyncGenerator<Block> {
    const { width } = this
    const most = Math.max(1, Math.floor(numbers / width))
    const wanted = rows ?? Int32Array.from({ length: this.count }, (_, i) => i)
    for (let start = 0; start < wanted.length; start += most) {
      const part = wanted.subarray(start, start + most)
      const first = part[0] ?? 0
      if ((part.at(-1) ?? 0) - first + 1 === part.length) {
        yield {
          rows: part,
          values: this.#values.subarray(first * width, (first + part.length) * width),
          norms: this.#norms.subarray(first, first + part.length),
        }
      } else yield this.#gathered(part)
    }
  }

  #gathered(rows: Int32Array): Block {
    const { width } = this
    const values = new Float32Array(rows.length * width)
    rows.forEach((row, i) => {
      values.set(this.#values.subarray(row * width, (row + 1) * width), i * width)
    })
    return { rows, values, norms: Float64Array.from(rows, (row) => this.#norms[row] ?? Number.NaN) }
  }
}
