import { KernelModule } from '../simd/kernel-module.ts'
import type { Rows } from './grey-rows.ts'
import { kernelsModule } from './kernels-module.ts'
import type { Taps } from './taps.ts'

/** What assembly/index.ts exports; addresses are in bytes. */
interface Kernels {
  across(row: number, table: number, columns: number, to: number): void
  down(above: number, below: number, upper: number, lower: number, count: number, to: number): void
}

/** The kernels write and read this many bytes further than they are asked to. */
const PADDING = 16
const PAGE = 2 ** 16
/** Larger memory, which only strips take, is not kept for the next image. */
const KEPT_PAGES = 16

const padded = (bytes: number): number => Math.ceil(bytes / PADDING) * PADDING + PADDING

/** Rows of red, green and blue, by SIMD instructions: a third of the time of JavaScript. */
export class ColourRows implements Rows {
  readonly #pixels: Uint8Array
  /** Bytes of a row of the input. */
  readonly #stride: number
  readonly #columns: number
  readonly #bytes: Uint8Array
  readonly #kernels: Kernels
  readonly #table: number
  readonly #places: readonly [number, number]
  readonly #result: number

  constructor(pixels: Uint8Array, width: number, taps: Taps) {
    this.#pixels = pixels
    this.#stride = 3 * width
    this.#columns = taps.first.length
    // A row of the input comes first.
    this.#table = padded(this.#stride)
    const first = this.#table + padded(12 * this.#columns)
    const second = first + padded(6 * this.#columns)
    this.#places = [first, second]
    this.#result = second + padded(6 * this.#columns)
    const { memory, kernels } = machine(this.#result + padded(3 * this.#columns))
    this.#bytes = new Uint8Array(memory.buffer)
    this.#kernels = kernels
    const table = new Int32Array(memory.buffer, this.#table, 3 * this.#columns)
    for (let x = 0; x < this.#columns; x++) {
      table[3 * x] = 3 * (taps.first[x] ?? 0)
      table[3 * x + 1] = 3 * (taps.second[x] ?? 0)
      table[3 * x + 2] = (taps.firstWeight[x] ?? 0) | ((taps.secondWeight[x] ?? 0) << 16)
    }
  }

  across(row: number, place: 0 | 1): void {
    this.#bytes.set(this.#pixels.subarray(row * this.#stride, (row + 1) * this.#stride))
    this.#kernels.across(0, this.#table, this.#columns, this.#places[place])
  }

  down(upper: 0 | 1, upperWeight: number, lowerWeight: number, target: Uint8Array): void {
    const [above, below] = [this.#places[upper], this.#places[upper === 0 ? 1 : 0]]
    this.#kernels.down(above, below, upperWeight, lowerWeight, target.length, this.#result)
    target.set(this.#bytes.subarray(this.#result, this.#result + target.length))
  }
}

interface Machine {
  readonly memory: WebAssembly.Memory
  readonly kernels: Kernels
}

const module = new KernelModule(kernelsModule, 'src/main/dataset')
let kept: Machine | undefined

/** The kernels at work on so many bytes. An image is done with them before the next is begun. */
function machine(bytes: number): Machine {
  if (kept !== undefined && kept.memory.buffer.byteLength >= bytes) return kept
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const made = { memory, kernels: module.instantiate<Kernels>(memory, ['across', 'down']) }
  if (bytes <= KEPT_PAGES * PAGE) kept = made
  return made
}
