/** Consecutive positions of a view that are shown under one heading. */
export interface Section {
  readonly name: string
  readonly start: number
  readonly count: number
}

/** Sizes in CSS pixels. A heading of height 0 is not drawn. */
export interface Metrics {
  readonly columns: number
  readonly rowHeight: number
  readonly headingHeight: number
}

/** One thing to draw: a section's heading, or up to `columns` images from position `start` on. */
export type Row =
  | { readonly kind: 'heading'; readonly key: string; readonly top: number; readonly section: Section }
  | {
      readonly kind: 'images'
      readonly key: string
      readonly top: number
      readonly start: number
      readonly count: number
    }

/**
 * Where everything of a gallery lies, without an object an image or a row: section tops are added up once, the rest is
 * arithmetic, so that a million images cost what their sections do.
 */
export class GalleryLayout {
  readonly metrics: Metrics
  readonly height: number
  readonly count: number
  readonly #sections: readonly Section[]
  readonly #tops: Float64Array

  /** @param sections in order and without gaps; empty ones are left out */
  constructor(sections: readonly Section[], metrics: Metrics) {
    this.metrics = metrics
    this.#sections = sections.filter(({ count }) => count > 0)
    this.#tops = new Float64Array(this.#sections.length)
    let top = 0
    this.#sections.forEach((section, i) => {
      this.#tops[i] = top
      top += metrics.headingHeight + this.#rowsOf(section) * metrics.rowHeight
    })
    this.height = top
    const last = this.#sections.at(-1)
    this.count = last ? last.start + last.count : 0
  }

  /** The rows that touch the band from `top` to `bottom`, in order. */
  rowsBetween(top: number, bottom: number): Row[] {
    const rows: Row[] = []
    for (let i = this.#lastAtMost(this.#tops, top); i < this.#sections.length; i++) {
      const sectionTop = this.#tops[i] ?? 0
      if (sectionTop >= bottom) break
      this.#addRows(rows, i, sectionTop, top, bottom)
    }
    return rows
  }

  /** The section that the place `top` lies in; null in an empty gallery. */
  sectionAt(top: number): Section | null {
    return this.#sections[this.#lastAtMost(this.#tops, top)] ?? null
  }

  /** The first position of the row at the place `top`. */
  positionAt(top: number): number {
    const index = this.#lastAtMost(this.#tops, top)
    const section = this.#sections[index]
    if (!section) return 0
    const { columns, rowHeight, headingHeight } = this.metrics
    const row = Math.floor((top - (this.#tops[index] ?? 0) - headingHeight) / rowHeight)
    return section.start + Math.min(this.#rowsOf(section) - 1, Math.max(0, row)) * columns
  }

  /** Top of the row of images that holds a position. */
  topOf(position: number): number {
    const { section, index } = this.#sectionOf(position)
    const row = Math.floor((position - section.start) / this.metrics.columns)
    return (this.#tops[index] ?? 0) + this.metrics.headingHeight + row * this.metrics.rowHeight
  }

  /**
   * The position `rows` rows further down (up if negative), in the same column where that row is long enough; the
   * position itself where there is no such row.
   */
  moved(position: number, rows: number): number {
    let at = position
    for (let i = 0; i < Math.abs(rows); i++) at = rows > 0 ? this.#below(at) : this.#above(at)
    return at
  }

  #below(position: number): number {
    const { section, index } = this.#sectionOf(position)
    const { columns } = this.metrics
    const end = section.start + section.count - 1
    const column = (position - section.start) % columns
    const nextRow = position - column + columns
    if (nextRow <= end) return Math.min(nextRow + column, end)
    const next = this.#sections[index + 1]
    return next ? Math.min(next.start + column, next.start + next.count - 1) : position
  }

  #above(position: number): number {
    const { section, index } = this.#sectionOf(position)
    const { columns } = this.metrics
    if (position - columns >= section.start) return position - columns
    const before = this.#sections[index - 1]
    if (!before) return position
    const column = (position - section.start) % columns
    const lastRow = before.start + (this.#rowsOf(before) - 1) * columns
    return Math.min(lastRow + column, before.start + before.count - 1)
  }

  #addRows(rows: Row[], index: number, sectionTop: number, top: number, bottom: number): void {
    const section = this.#sections[index]
    if (!section) return
    const { columns, rowHeight, headingHeight } = this.metrics
    if (headingHeight > 0 && sectionTop + headingHeight > top)
      rows.push({ kind: 'heading', key: `h${section.start}`, top: sectionTop, section })
    const first = sectionTop + headingHeight
    const from = Math.max(0, Math.floor((top - first) / rowHeight))
    const to = Math.min(this.#rowsOf(section), Math.ceil((bottom - first) / rowHeight))
    for (let row = from; row < to; row++) {
      const start = section.start + row * columns
      const count = Math.min(columns, section.start + section.count - start)
      rows.push({ kind: 'images', key: `r${start}`, top: first + row * rowHeight, start, count })
    }
  }

  #rowsOf({ count }: Section): number {
    return Math.ceil(count / this.metrics.columns)
  }

  #sectionOf(position: number): { section: Section; index: number } {
    let low = 0
    let high = this.#sections.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#sections[middle]?.start ?? 0) <= position) low = middle
      else high = middle - 1
    }
    const section = this.#sections[low]
    if (!section) throw new RangeError(`There is no position ${position} in an empty gallery.`)
    return { section, index: low }
  }

  #lastAtMost(sorted: Float64Array, value: number): number {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] ?? 0) <= value) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
}
