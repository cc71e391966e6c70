import { significant } from '../../format/number.ts'
import type { Size } from '../../zoom/zoom.ts'
import type { FigureColumn, FigureInput, FigurePattern } from './figure-input.ts'
import { PAPER, ROLE_COLOURS } from './palette.ts'
import { fitText, type Mark, type Scene, wrapText } from './scene.ts'
import { walkHeight, walkMarks } from './walk-marks.ts'

const MARGIN = 16
const GAP = 8
const LABELS = 104
const WANTED_CELL = 200
const SMALL = 11

/** The whole figure, laid out from top to bottom. */
export function figureScene(input: FigureInput): Scene {
  const grid = gridOf(input)
  const { columns, imageSize } = input
  const right = grid.x(columns.length) - GAP
  const sheet = new Sheet()
  sheet.add(TITLE, [text(MARGIN, sheet.y + 18, input.title, 16, true)])
  sheet.add(
    HEAD,
    columns.flatMap((column, i) => headMarks(column, grid.x(i), sheet.y, grid.cell.width)),
  )
  const images = columns.map(({ image, title }) => ({ picture: image, title, caption: '' }))
  sheet.add(
    grid.cell.height + GAP,
    rowMarks('Image', `${imageSize.width} × ${imageSize.height}`, images, grid, sheet.y),
  )
  for (const { layer, cells } of input.rows.filter((row) => row.cells.some((cell) => cell !== null))) {
    const pictures = cells.map(
      (cell, i) => cell && { ...cell, title: `${columns[i]?.title}, inverted from ${layer}` },
    )
    sheet.add(grid.cell.height + 22, rowMarks(layer, 'inversion', pictures, grid, sheet.y))
  }
  if (input.pattern) sheet.add(grid.cell.width + 44, patternMarks(input.pattern, columns, grid, sheet.y))
  if (input.walk) {
    const corner = { x: MARGIN, y: sheet.y + 6, width: right - MARGIN }
    sheet.add(walkHeight(input.walk) + 14, walkMarks(input.walk, corner))
  }
  for (const line of input.notes.flatMap((note) => wrapText(note, SMALL, right - MARGIN)))
    sheet.add(16, [text(MARGIN, sheet.y + 12, line, SMALL, false, PAPER.soft)])
  const { ground: background } = PAPER
  return {
    title: input.title,
    width: right + MARGIN,
    height: sheet.y + MARGIN,
    background,
    marks: sheet.marks,
  }
}

const TITLE = 30
const HEAD = 46

/** Marks with the height used so far. */
class Sheet {
  readonly marks: Mark[] = []
  y = MARGIN

  add(height: number, marks: readonly Mark[]): void {
    this.marks.push(...marks)
    this.y += height
  }
}

interface Grid {
  readonly cell: Size
  /** Left edge of the n-th column. */
  x(column: number): number
}

/** Cells are whole multiples of the image, so that every pixel is as large as its neighbour. */
function gridOf({ imageSize }: FigureInput): Grid {
  const scale = Math.max(1, Math.round(WANTED_CELL / imageSize.width))
  const cell = { width: imageSize.width * scale, height: imageSize.height * scale }
  return { cell, x: (column) => MARGIN + LABELS + column * (cell.width + GAP) }
}

function headMarks({ role, title, detail }: FigureColumn, x: number, y: number, width: number): Mark[] {
  return [
    { kind: 'box', x, y, width, height: 4, colour: ROLE_COLOURS[role] },
    text(x, y + 20, fitText(title, 13, width), 13, true),
    text(x, y + 36, fitText(detail, SMALL, width), SMALL, false, PAPER.soft),
  ]
}

type Titled = { readonly picture: string; readonly caption: string; readonly title: string } | null

function rowMarks(label: string, detail: string, cells: readonly Titled[], grid: Grid, y: number): Mark[] {
  const { width, height } = grid.cell
  return [
    ...labelMarks(label, detail, y),
    ...cells.flatMap((cell, i): Mark[] => {
      const x = grid.x(i)
      if (!cell) return [text(x + 8, y + 20, 'not made', SMALL, false, PAPER.soft)]
      const { picture, title, caption } = cell
      const under = caption ? [text(x, y + height + 12, caption, SMALL, false, PAPER.soft)] : []
      return [{ kind: 'picture', x, y, width, height, picture, title }, ...under]
    }),
  ]
}

function labelMarks(label: string, detail: string, y: number): Mark[] {
  return [
    text(MARGIN, y + 14, fitText(label, 13, LABELS), 13, true),
    text(MARGIN, y + 30, detail, SMALL, false, PAPER.soft),
  ]
}

/** Each column's activations, as large as the cell allows, on one scale that is drawn below. */
function patternMarks(
  pattern: FigurePattern,
  columns: readonly FigureColumn[],
  grid: Grid,
  y: number,
): Mark[] {
  const room = grid.cell.width
  const fit = Math.min(room / pattern.size.width, room / pattern.size.height)
  const scale = fit >= 1 ? Math.floor(fit) : fit
  const [width, height] = [pattern.size.width * scale, pattern.size.height * scale]
  const scaleY = y + height + 8
  const left = grid.x(0)
  return [
    ...labelMarks(pattern.layer, 'activations', y),
    ...pattern.details.map((line, i) =>
      text(MARGIN, y + 46 + 16 * i, fitText(line, SMALL, LABELS), SMALL, false, PAPER.soft),
    ),
    ...pattern.pictures.map((picture, i): Mark => {
      const title = `${columns[i]?.title}, activations at ${pattern.layer}`
      return { kind: 'picture', x: grid.x(i), y, width, height, picture, title }
    }),
    { kind: 'picture', x: left, y: scaleY, width: room, height: 8, picture: pattern.scale, title: 'Scale' },
    text(left, scaleY + 20, significant(pattern.range.low), SMALL, false, PAPER.soft),
    {
      ...text(left + room, scaleY + 20, significant(pattern.range.high), SMALL, false, PAPER.soft),
      anchor: 'end',
    },
  ]
}

function text(
  x: number,
  y: number,
  content: string,
  size: number,
  bold: boolean,
  colour: string = PAPER.ink,
) {
  return { kind: 'text', x, y, text: content, size, bold, colour } as const
}
