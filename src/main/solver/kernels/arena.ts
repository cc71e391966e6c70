const PAGE = 2 ** 16
const ALIGNMENT = 16
/** Vectors are padded to whole blocks of so many elements, so that no kernel needs a loop for what is left over. */
const BLOCK = 128

/** The length of a vector of `size` elements with its padding. */
export const padded = (size: number): number => Math.ceil(size / BLOCK) * BLOCK

/** Arrays in one WebAssembly memory of a size fixed at the start; freed all at once, with the arena. */
export class Arena {
  readonly memory: WebAssembly.Memory
  #next = ALIGNMENT

  /** @throws RangeError where the machine cannot give so much memory. */
  constructor(bytes: number) {
    this.memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + ALIGNMENT) / PAGE) })
  }

  /** The address of a zeroed, aligned piece. */
  take(bytes: number): number {
    const address = this.#next
    this.#next += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
    if (this.#next > this.memory.buffer.byteLength)
      throw new RangeError(`The arena of ${this.memory.buffer.byteLength} bytes is full.`)
    return address
  }
}
