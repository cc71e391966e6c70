/** Who looks at which job, so that nothing is drawn for nobody. */
export class Watchers {
  readonly #counts = new Map<string, number>()

  /** Counts one more who looks at `id`, until the returned function is called. */
  add(id: string): () => void {
    this.#change(id, 1)
    return () => this.#change(id, -1)
  }

  has(id: string): boolean {
    return this.#counts.has(id)
  }

  #change(id: string, by: number): void {
    const count = (this.#counts.get(id) ?? 0) + by
    if (count === 0) this.#counts.delete(id)
    else this.#counts.set(id, count)
  }
}
