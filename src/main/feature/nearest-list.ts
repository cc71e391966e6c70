/** The k nearest so far, as a heap whose root is the farthest of them; of equal distances the higher index is farther. */
export class NearestList {
  readonly #capacity: number
  readonly #distances: Float64Array
  readonly #indices: Int32Array
  #size = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.#distances = new Float64Array(capacity)
    this.#indices = new Int32Array(capacity)
  }

  /** The distance that a candidate must not exceed: infinite until there are k. */
  get farthest(): number {
    return this.#size < this.#capacity ? Number.POSITIVE_INFINITY : (this.#distances[0] ?? 0)
  }

  offer(distance: number, index: number): void {
    if (this.#size < this.#capacity) this.#rise(this.#size++, distance, index)
    else if (this.#capacity > 0 && this.#farther(0, distance, index)) this.#sink(distance, index)
  }

  /** Writes the list, nearest first, and returns how many there are. */
  sorted(indices: Int32Array, distances: Float64Array): number {
    const order = Array.from({ length: this.#size }, (_, i) => i).sort((a, b) => this.#compare(a, b))
    order.forEach((place, i) => {
      indices[i] = this.#indices[place] ?? 0
      distances[i] = this.#distances[place] ?? 0
    })
    return this.#size
  }

  #compare(a: number, b: number): number {
    const difference = (this.#distances[a] ?? 0) - (this.#distances[b] ?? 0)
    return difference !== 0 ? difference : (this.#indices[a] ?? 0) - (this.#indices[b] ?? 0)
  }

  /** Whether what stands at `place` is farther than this. */
  #farther(place: number, distance: number, index: number): boolean {
    const held = this.#distances[place] ?? 0
    return held > distance || (held === distance && (this.#indices[place] ?? 0) > index)
  }

  #put(place: number, distance: number, index: number): void {
    this.#distances[place] = distance
    this.#indices[place] = index
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#distances[from] ?? 0, this.#indices[from] ?? 0)
  }

  #rise(from: number, distance: number, index: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (this.#farther(parent, distance, index)) break
      this.#move(parent, place)
      place = parent
    }
    this.#put(place, distance, index)
  }

  /** Puts this in the root's place. */
  #sink(distance: number, index: number): void {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.#size) break
      if (child + 1 < this.#size && this.#compare(child, child + 1) < 0) child++
      if (!this.#farther(child, distance, index)) break
      this.#move(child, place)
      place = child
    }
    this.#put(place, distance, index)
  }
}
