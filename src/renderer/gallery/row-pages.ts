/** Reads a stretch; gives up when the signal says so. May answer fewer than asked for at the end. */
export type LoadRows<T> = (start: number, count: number, signal: AbortSignal) => Promise<readonly T[]>

export interface RowPagesOptions {
  readonly pageSize?: number
  /** Pages kept in memory; those not wanted for longest go first. */
  readonly kept?: number
  /** Pages asked for at the same time. */
  readonly parallel?: number
  readonly onChange: () => void
  readonly onError: (error: unknown) => void
}

/**
 * Rows of a long view, read in pages as they come into sight. What was scrolled past before it was asked for is never
 * asked for, and what is under way but no longer wanted is given up.
 */
export class RowPages<T> {
  readonly #load: LoadRows<T>
  readonly #options: Required<RowPagesOptions>
  readonly #pages = new Map<number, readonly T[]>()
  readonly #loading = new Map<number, AbortController>()
  #wanted: readonly number[] = []

  constructor(load: LoadRows<T>, options: RowPagesOptions) {
    this.#load = load
    this.#options = { pageSize: 100, kept: 60, parallel: 2, ...options }
  }

  /** The row at a position, if it has been read. */
  at(position: number): T | undefined {
    const { pageSize } = this.#options
    return this.#pages.get(Math.floor(position / pageSize))?.[position % pageSize]
  }

  /** Sees to it that the rows from `from` up to `to` (exclusive) come, and no others. */
  want(from: number, to: number): void {
    const { pageSize } = this.#options
    const first = Math.floor(from / pageSize)
    const count = to > from ? Math.floor((to - 1) / pageSize) - first + 1 : 0
    this.#wanted = Array.from({ length: count }, (_, i) => first + i)
    for (const page of this.#wanted) this.#touch(page)
    for (const [page, controller] of this.#loading) {
      if (!this.#wanted.includes(page)) controller.abort()
    }
    this.#next()
  }

  /** Gives up all that is under way. */
  close(): void {
    this.want(0, 0)
  }

  #touch(page: number): void {
    const rows = this.#pages.get(page)
    if (!rows) return
    this.#pages.delete(page)
    this.#pages.set(page, rows)
  }

  #next(): void {
    for (const page of this.#wanted) {
      if (this.#loading.size >= this.#options.parallel) return
      if (!this.#pages.has(page) && !this.#loading.has(page)) void this.#read(page)
    }
  }

  async #read(page: number): Promise<void> {
    const { pageSize, onChange, onError } = this.#options
    const controller = new AbortController()
    this.#loading.set(page, controller)
    try {
      const rows = await this.#load(page * pageSize, pageSize, controller.signal)
      if (!controller.signal.aborted) this.#keep(page, rows)
      onChange()
    } catch (error) {
      if (!controller.signal.aborted) {
        this.#wanted = this.#wanted.filter((other) => other !== page)
        onError(error)
      }
    } finally {
      this.#loading.delete(page)
      this.#next()
    }
  }

  #keep(page: number, rows: readonly T[]): void {
    this.#pages.set(page, rows)
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= this.#options.kept) return
      if (!this.#wanted.includes(old)) this.#pages.delete(old)
    }
  }
}
