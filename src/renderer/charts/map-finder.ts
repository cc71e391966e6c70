import type { Point } from './map-camera.ts'

/** Points a cell on average: few enough to look at each, many enough that cells are few. */
const PER_CELL = 4

/**
 * Finds the point of a map that is nearest to a place, looking at a few cells of a grid in place of every point.
 * Points are pairs x, y.
 */
export class MapFinder {
  readonly #points: Float32Array
  readonly #left: number
  readonly #bottom: number
  readonly #cell: number
  readonly #columns: number
  readonly #rows: number
  /** Points sorted by cell: those of cell c are `order[starts[c]]` up to `order[starts[c + 1]]`. */
  readonly #order: Int32Array
  readonly #starts: Int32Array

  constructor(points: Float32Array) {
    const count = points.length / 2
    this.#points = points
    const { left, right, bottom, top } = extent(points)
    this.#left = left
    this.#bottom = bottom
    const width = right - left
    const height = top - bottom
    const cells = Math.max(1, count / PER_CELL)
    this.#cell = Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / 4096) || 1
    this.#columns = Math.floor(width / this.#cell) + 1
    this.#rows = Math.floor(height / this.#cell) + 1
    this.#starts = new Int32Array(this.#columns * this.#rows + 1)
    this.#order = new Int32Array(count)
    this.#sort(count)
  }

  /**
   * @param radius in the map's units
   * @param shown whether a point counts; all do where it is left out
   * @returns the point's place among the points, or null where none is within the radius
   */
  nearest(at: Point, radius: number, shown: (point: number) => boolean = () => true): number | null {
    let found: number | null = null
    let best = radius ** 2
    const [fromX, toX] = this.#span(at.x - this.#left, radius, this.#columns)
    const [fromY, toY] = this.#span(at.y - this.#bottom, radius, this.#rows)
    for (let row = fromY; row <= toY; row++) {
      for (let column = fromX; column <= toX; column++) {
        const cell = row * this.#columns + column
        for (let i = this.#starts[cell] ?? 0; i < (this.#starts[cell + 1] ?? 0); i++) {
          const point = this.#order[i] ?? 0
          const dx = (this.#points[2 * point] ?? 0) - at.x
          const dy = (this.#points[2 * point + 1] ?? 0) - at.y
          const squared = dx * dx + dy * dy
          if (squared > best || !shown(point)) continue
          best = squared
          found = point
        }
      }
    }
    return found
  }

  /** Counting sort by cell. */
  #sort(count: number): void {
    const cellOf = new Int32Array(count)
    for (let point = 0; point < count; point++) {
      const column = Math.floor(((this.#points[2 * point] ?? 0) - this.#left) / this.#cell)
      const row = Math.floor(((this.#points[2 * point + 1] ?? 0) - this.#bottom) / this.#cell)
      const cell = row * this.#columns + column
      cellOf[point] = cell
      this.#starts[cell + 1] = (this.#starts[cell + 1] ?? 0) + 1
    }
    for (let cell = 1; cell < this.#starts.length; cell++)
      this.#starts[cell] = (this.#starts[cell] ?? 0) + (this.#starts[cell - 1] ?? 0)
    const next = this.#starts.slice()
    for (let point = 0; point < count; point++) {
      const cell = cellOf[point] ?? 0
      const place = next[cell] ?? 0
      this.#order[place] = point
      next[cell] = place + 1
    }
  }

  #span(middle: number, radius: number, cells: number): [number, number] {
    const from = Math.floor((middle - radius) / this.#cell)
    const to = Math.floor((middle + radius) / this.#cell)
    return [Math.max(0, from), Math.min(cells - 1, to)]
  }
}

function extent(points: Float32Array) {
  const range = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity }
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    if (x < range.left) range.left = x
    if (x > range.right) range.right = x
    if (y < range.bottom) range.bottom = y
    if (y > range.top) range.top = y
  }
  return points.length > 0 ? range : { left: 0, right: 0, bottom: 0, top: 0 }
}
