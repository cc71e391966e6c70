import { instantiate, type Kernels } from './kernels.ts'

/** Columns of a block and rows of a panel, as the kernels have them. */
const width = 64
const panelRows = 64
const page = 2 ** 16

/**
 * A matrix of float64 in the kernels' memory: blocks of 64 columns, each block's rows one after the other; columns
 * and rows are padded with zeros to whole blocks and panels.
 */
export class BlockedMatrix {
  readonly rows: number
  readonly #columns: number
  readonly #blocks: number
  /** Bytes of a block; the coefficients of a panel by the rows before it follow the last. */
  readonly #stride: number
  readonly #memory: WebAssembly.Memory
  readonly #kernels: Kernels

  /** @param data `rows` × `columns`, row by row */
  constructor(data: Float32Array, rows: number, columns: number) {
    const padded = Math.ceil(rows / panelRows) * panelRows
    this.rows = rows
    this.#columns = columns
    this.#blocks = Math.ceil(columns / width)
    this.#stride = 8 * width * padded
    const bytes = this.#blocks * this.#stride + 8 * panelRows * padded
    this.#memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / page) })
    this.#kernels = instantiate(this.#memory)
    this.#eachPiece((piece, start) => piece.set(data.subarray(start, start + piece.length)))
  }

  /** The numbers, row by row. */
  read(): Float32Array<ArrayBuffer> {
    const data = new Float32Array(this.rows * this.#columns)
    this.#eachPiece((piece, start) => data.set(piece, start))
    return data
  }

  /**
   * Makes a panel's rows orthonormal to each other and to all before them, which are orthonormal.
   * @param first a multiple of 64
   * @returns the smallest share of its length that a row keeps before it is made a unit again
   */
  orthonormalisePanel(first: number): number {
    const rows = Array.from({ length: Math.min(panelRows, this.rows - first) }, (_, i) => first + i)
    const lengths = rows.map((row) => this.#length(row))
    if (first > 0) this.#clear(first)
    const shares = rows.map((row, i) => {
      for (const earlier of rows.slice(0, i)) this.#subtract(row, earlier, this.#dot(row, earlier))
      const length = this.#length(row)
      this.#kernels.divide(this.#address(row), length, this.#blocks, this.#stride)
      return length / (lengths[i] ?? 0)
    })
    return Math.min(...shares.map((share) => (Number.isNaN(share) ? 0 : share)))
  }

  /** Takes from a panel's rows their parts along all rows before them, at once. */
  #clear(first: number): void {
    const coefficients = this.#blocks * this.#stride
    new Float64Array(this.#memory.buffer, coefficients, panelRows * first).fill(0)
    const blocks = Array.from({ length: this.#blocks }, (_, block) => block * this.#stride)
    const panel = this.#address(first)
    for (const block of blocks) this.#kernels.project(block + panel, block, first, coefficients)
    for (const block of blocks) this.#kernels.clear(block + panel, block, first, coefficients)
  }

  #address(row: number): number {
    return 8 * width * row
  }

  #dot(a: number, b: number): number {
    return this.#kernels.dot(this.#address(a), this.#address(b), this.#blocks, this.#stride)
  }

  #length(row: number): number {
    return Math.sqrt(this.#dot(row, row))
  }

  #subtract(row: number, other: number, factor: number): void {
    this.#kernels.subtract(this.#address(row), this.#address(other), factor, this.#blocks, this.#stride)
  }

  /** Each row's part of each block, and where in the row by row order it starts. */
  #eachPiece(visit: (piece: Float64Array, start: number) => void): void {
    for (let block = 0; block < this.#blocks; block++) {
      const columns = Math.min(width, this.#columns - block * width)
      for (let row = 0; row < this.rows; row++) {
        const address = block * this.#stride + this.#address(row)
        const piece = new Float64Array(this.#memory.buffer, address, columns)
        visit(piece, row * this.#columns + block * width)
      }
    }
  }
}
