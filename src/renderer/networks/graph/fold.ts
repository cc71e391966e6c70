import type { Arrangement, Box, Line, Place } from './arrangement.ts'
import { type Band, bandsOf, cutsOf } from './bands.ts'

/** Room between columns, in which the lines run from one to the next, and how far from a box they turn. */
const GUTTER = 44
const TURN = 13
const MOST_COLUMNS = 16

interface Column {
  readonly first: number
  /** The band after its last. */
  readonly end: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * A deep network is a ribbon, far too long for any window: this cuts it where only one box leads on (between the blocks of a ResNet,
 * after an Inception's Concat) and puts the pieces side by side like a newspaper's columns, as many as let it be drawn the largest.
 * @param aspect width by height of the place it is drawn in
 */
export function fold(ribbon: Arrangement, aspect: number): Arrangement {
  const bands = bandsOf(ribbon)
  const cuts = cutsOf(ribbon, bands)
  const choices = Array.from({ length: MOST_COLUMNS }, (_, count) =>
    columnsOf(bands, cuts, ribbon.height / (count + 1)),
  )
  const best = choices.reduce((one, other) => (scaleOf(other, aspect) > scaleOf(one, aspect) ? other : one))
  return best.length < 2 ? ribbon : placed(ribbon, bands, best)
}

/** Fills columns up to a height, a piece that is taller alone having its own. */
function columnsOf(bands: readonly Band[], cuts: ReadonlySet<number>, height: number): Column[] {
  const columns: Column[] = []
  let first = 0
  let lastCut: number | null = null
  for (let end = 1; end <= bands.length; end++) {
    const top = bands[first]?.top ?? 0
    if ((bands[end - 1]?.bottom ?? 0) - top > height && lastCut !== null && lastCut > first) {
      columns.push(columnOf(bands, first, lastCut))
      first = lastCut
    }
    if (cuts.has(end)) lastCut = end
  }
  columns.push(columnOf(bands, first, bands.length))
  return columns
}

function columnOf(bands: readonly Band[], first: number, end: number): Column {
  const own = bands.slice(first, end)
  return {
    first,
    end,
    left: Math.min(...own.map(({ left }) => left)),
    right: Math.max(...own.map(({ right }) => right)),
    top: own[0]?.top ?? 0,
    bottom: own.at(-1)?.bottom ?? 0,
  }
}

/** How large these columns can be drawn in a place of unit height and the width `aspect`. */
function scaleOf(columns: readonly Column[], aspect: number): number {
  const width = columns.reduce((sum, { left, right }) => sum + right - left + GUTTER, -GUTTER)
  const height = Math.max(...columns.map(({ top, bottom }) => bottom - top))
  return Math.min(aspect / width, 1 / height)
}

function placed(ribbon: Arrangement, bands: readonly Band[], columns: readonly Column[]): Arrangement {
  const lefts: number[] = []
  let next = 0
  for (const { left, right } of columns) {
    lefts.push(next)
    next += right - left + GUTTER
  }
  const columnOfBox = new Map<number, number>()
  for (const [index, { first, end }] of columns.entries())
    for (const band of bands.slice(first, end)) for (const box of band.boxes) columnOfBox.set(box, index)
  const shiftOf = (column: number): Place => ({
    x: (lefts[column] ?? 0) - (columns[column]?.left ?? 0),
    y: -(columns[column]?.top ?? 0),
  })
  const boxes = ribbon.boxes.map((box, index): Box => {
    const { x, y } = shiftOf(columnOfBox.get(index) ?? 0)
    return { ...box, left: box.left + x, top: box.top + y }
  })
  const lines = ribbon.lines.map((line): Line => {
    const [from, to] = [columnOfBox.get(line.from) ?? 0, columnOfBox.get(line.to) ?? 0]
    if (from !== to) {
      const bottom = (columns[from]?.bottom ?? 0) - (columns[from]?.top ?? 0)
      return {
        ...line,
        through: around(boxes[line.from], boxes[line.to], bottom, (lefts[to] ?? 0) - GUTTER / 2),
      }
    }
    const { x, y } = shiftOf(from)
    return { ...line, through: line.through.map((place) => ({ x: place.x + x, y: place.y + y })) }
  })
  const height = Math.max(...columns.map(({ top, bottom }) => bottom - top))
  return { boxes, lines, width: next - GUTTER, height }
}

/** Down below its column, up in the gutter before the other's, and into that from above. */
function around(from: Box | undefined, to: Box | undefined, bottom: number, gutter: number): Place[] {
  if (!from || !to) return []
  const [start, end] = [from.left + from.width / 2, to.left + to.width / 2]
  return [
    { x: start, y: from.top + from.height },
    { x: start, y: bottom + TURN },
    { x: gutter, y: bottom + TURN },
    { x: gutter, y: to.top - TURN },
    { x: end, y: to.top - TURN },
    { x: end, y: to.top },
  ]
}
