import type { FeatureStore } from './store.ts'

/** Puts rows that come in ascending order together to the chunks that a store misses. */
export class ChunkWriter {
  readonly store: FeatureStore
  readonly #missing: ReadonlySet<number>
  #values = new Float32Array()
  #there = new Uint8Array()
  #chunk = -1
  #left = -1

  constructor(store: FeatureStore, missing: Iterable<number>) {
    this.store = store
    this.#missing = new Set(missing)
  }

  /** Whether the row belongs to a chunk that is missing. */
  wants(index: number): boolean {
    return this.#missing.has(this.#chunkOf(index))
  }

  /** Passes over a row that cannot be had now: its chunk stays missing. */
  leave(index: number): void {
    this.#left = this.#chunkOf(index)
  }

  /**
   * Takes the next row, undefined for an image that has none; the chunk's last row writes it.
   * @throws {FeatureError} where it cannot be kept
   */
  async put(index: number, row: Float32Array | undefined): Promise<void> {
    const { width } = this.store.manifest
    const chunk = this.#chunkOf(index)
    const { start, end } = this.store.range(chunk)
    if (chunk !== this.#chunk) {
      this.#chunk = chunk
      this.#values = new Float32Array((end - start) * width)
      this.#there = new Uint8Array(end - start)
    }
    if (row !== undefined) {
      if (row.length !== width) throw new RangeError(`A row has ${row.length} numbers, not ${width}.`)
      this.#values.set(row, (index - start) * width)
      this.#there[index - start] = 1
    }
    if (index === end - 1 && chunk !== this.#left) await this.store.write(chunk, this.#values, this.#there)
  }

  #chunkOf(index: number): number {
    return Math.floor(index / this.store.manifest.chunkRows)
  }
}
