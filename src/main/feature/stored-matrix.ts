import { borrowFloats, giveBack } from './aligned.ts'
import type { Block, BlockOptions, Matrix } from './matrix.ts'
import type { FeatureStore, Room } from './store.ts'

/** What a block takes of a chunk. */
interface Portion {
  readonly chunk: number
  /** Rows of the chunk. */
  readonly size: number
  /** Places within the chunk, ascending. */
  readonly places: Int32Array
}

/** A store as a matrix: the next block is read while the one before is worked on, into two sets of arrays in turn. */
export class StoredMatrix implements Matrix {
  readonly count: number
  readonly width: number
  readonly #store: FeatureStore

  constructor(store: FeatureStore) {
    this.#store = store
    this.count = store.manifest.count
    this.width = store.manifest.width
  }

  async *blocks({ rows, numbers }: BlockOptions): AsyncGenerator<Block> {
    const { chunkRows } = this.#store.manifest
    const size = Math.max(chunkRows, Math.floor(numbers / this.width))
    const plans = grouped(this.#portions(rows), size)
    const rooms = [this.#room(size), this.#room(size)] as const
    const read = (plan: number): Promise<Block> | undefined => {
      const portions = plans[plan]
      const reading = portions && this.#read(portions, rooms[plan % 2 === 0 ? 0 : 1])
      // Whoever waits for it hears of a failure; until then it is not unhandled.
      reading?.catch(() => undefined)
      return reading
    }
    let next = read(0)
    try {
      for (let plan = 0; next !== undefined; plan++) {
        const block = await next
        next = read(plan + 1)
        yield block
      }
    } finally {
      // A search that stops early leaves no reading behind it.
      await next?.catch(() => undefined)
      for (const { values } of rooms) giveBack(values)
    }
  }

  #room(rows: number): Room {
    return { values: borrowFloats(rows * this.width), norms: new Float64Array(rows) }
  }

  /** The chunks that hold wanted rows, with the places wanted. */
  *#portions(rows: Int32Array | undefined): Generator<Portion> {
    const store = this.#store
    let from = 0
    for (let chunk = 0; chunk < store.chunks; chunk++) {
      const { start, end } = store.range(chunk)
      if (rows === undefined) {
        yield { chunk, size: end - start, places: Int32Array.from({ length: end - start }, (_, i) => i) }
        continue
      }
      let to = from
      while (to < rows.length && (rows[to] ?? 0) < end) to++
      if (to > from) {
        yield { chunk, size: end - start, places: rows.subarray(from, to).map((row) => row - start) }
      }
      from = to
    }
  }

  async #read(portions: readonly Portion[], room: Room): Promise<Block> {
    const { width } = this
    const rows: number[] = []
    for (const { chunk, places } of portions) {
      const at = rows.length
      const into = { values: room.values.subarray(at * width), norms: room.norms.subarray(at) }
      await this.#store.read(chunk, into)
      const { start } = this.#store.range(chunk)
      places.forEach((place, i) => {
        if (place !== i) {
          into.values.copyWithin(i * width, place * width, (place + 1) * width)
          into.norms[i] = into.norms[place] ?? Number.NaN
        }
        rows.push(start + place)
      })
    }
    return {
      rows: Int32Array.from(rows),
      values: room.values.subarray(0, rows.length * width),
      norms: room.norms.subarray(0, rows.length),
    }
  }
}

/** Portions put together for as long as the next chunk, which is read whole, has room behind the rows kept. */
function grouped(portions: Iterable<Portion>, room: number): Portion[][] {
  const groups: Portion[][] = []
  let rows = 0
  for (const portion of portions) {
    const last = groups.at(-1)
    if (last === undefined || rows + portion.size > room) {
      groups.push([portion])
      rows = 0
    } else last.push(portion)
    rows += portion.places.length
  }
  return groups
}
