import { screenContext } from '../../charts/canvas-context.ts'
import type { View } from '../../charts/map-camera.ts'
import { type OperatorKind, operatorKind } from '../kinds.ts'
import type { Arrangement, Box } from './arrangement.ts'
import { BAND, FOLLOWER_HEIGHT, HEAD_HEIGHT, PADDING, rowWithin, TEXT } from './box-size.ts'
import { followerText, headText, textWithin } from './label.ts'
import { traceHead, traceLine } from './lines.ts'
import type { DrawnLayer, Stack, StackedGraph } from './stacks.ts'
import { seenPart } from './view.ts'

export interface GraphColours {
  readonly kinds: Readonly<Record<OperatorKind, string>>
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly panel: string
  readonly selected: string
}

/** All that is seen of a network's drawing. Layers by their index. */
export interface GraphPaint extends View {
  readonly layers: readonly DrawnLayer[]
  readonly graph: StackedGraph
  readonly arrangement: Arrangement
  readonly paths: GraphPaths
  readonly picked: number | null
  readonly hovered: number | null
  /** What a search has found; null where nothing is searched for. */
  readonly found: ReadonlySet<number> | null
  readonly colours: GraphColours
}

/** All lines and arrow heads, made once for a drawing. */
export interface GraphPaths {
  readonly lines: Path2D
  readonly heads: Path2D
}

/** Below this scale a box is a patch of its kind's colour; from the other on all its text is large enough to be read. */
const PATCHES = 0.28
const READABLE = 0.72
/** The name's size on the screen in between. */
const SMALLEST_TEXT = 9
const FONT = 'system-ui, sans-serif'

export function pathsOf({ lines }: Arrangement): GraphPaths {
  const paths = { lines: new Path2D(), heads: new Path2D() }
  for (const line of lines) {
    traceLine(paths.lines, line)
    traceHead(paths.heads, line)
  }
  return paths
}

/** Draws what is in sight, at the screen's own resolution. */
export function paintGraph(canvas: HTMLCanvasElement, paint: GraphPaint, ratio: number): void {
  const { camera, size, arrangement, graph } = paint
  const context = screenContext(canvas, size, ratio)
  if (!context) return
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, canvas.width, canvas.height)
  const zoom = camera.scale * ratio
  context.setTransform(
    zoom,
    0,
    0,
    zoom,
    canvas.width / 2 - camera.x * zoom,
    canvas.height / 2 + camera.y * zoom,
  )
  paintLines(context, paint)
  const seen = seenPart(camera, size)
  for (const [index, box] of arrangement.boxes.entries()) {
    if (box.left > seen.right || box.left + box.width < seen.left) continue
    if (box.top > seen.bottom || box.top + box.height < seen.top) continue
    const stack = graph.stacks[index] ?? []
    context.globalAlpha = paint.found && !stack.some((layer) => paint.found?.has(layer)) ? 0.3 : 1
    if (camera.scale < PATCHES) paintPatch(context, paint, box, stack)
    else paintBox(context, paint, box, stack)
  }
  context.globalAlpha = 1
}

function paintLines(context: CanvasRenderingContext2D, paint: GraphPaint): void {
  const { camera, colours, paths, arrangement, graph, picked } = paint
  context.lineWidth = 1.2 / camera.scale
  context.strokeStyle = colours.line
  context.stroke(paths.lines)
  if (camera.scale >= PATCHES) context.stroke(paths.heads)
  const stack = picked === null ? undefined : graph.stackOf[picked]
  if (stack === undefined) return
  const path = new Path2D()
  for (const line of arrangement.lines) {
    if (line.from !== stack && line.to !== stack) continue
    traceLine(path, line)
    traceHead(path, line)
  }
  context.lineWidth = 2 / camera.scale
  context.strokeStyle = colours.ink
  context.stroke(path)
}

/** Far away only the kinds can be told, by their colours. */
function paintPatch(context: CanvasRenderingContext2D, paint: GraphPaint, box: Box, stack: Stack): void {
  const { colours, layers, camera, picked } = paint
  let top = box.top
  for (const [place, index] of stack.entries()) {
    const height = place === 0 ? HEAD_HEIGHT : FOLLOWER_HEIGHT
    context.fillStyle = colours.kinds[operatorKind(layers[index]?.type ?? '')]
    context.fillRect(box.left, top, box.width, Math.min(height, box.top + box.height - top))
    top += height
  }
  if (picked !== null && stack.includes(picked)) outline(context, box, colours.ink, 3 / camera.scale)
}

function paintBox(context: CanvasRenderingContext2D, paint: GraphPaint, box: Box, stack: Stack): void {
  const { colours, camera, picked, hovered } = paint
  context.fillStyle = colours.panel
  context.fillRect(box.left, box.top, box.width, box.height)
  for (const [place, index] of stack.entries()) paintRow(context, paint, box, place, index)
  const marked = stack.some((index) => index === picked)
  const under = stack.some((index) => index === hovered)
  outline(context, box, marked || under ? colours.ink : colours.line, (marked ? 2 : 1) / camera.scale)
}

function paintRow(
  context: CanvasRenderingContext2D,
  { colours, camera, layers, picked, hovered }: GraphPaint,
  box: Box,
  place: number,
  index: number,
): void {
  const layer = layers[index]
  if (!layer) return
  const rows = rowWithin(place)
  const [top, height] = [box.top + rows.top, rows.bottom - rows.top]
  if (index === picked || index === hovered) {
    context.fillStyle = colours.selected
    context.fillRect(box.left, top, box.width, height)
  }
  context.fillStyle = colours.kinds[operatorKind(layer.type)]
  context.fillRect(box.left, top, BAND, height)
  const room = box.width - BAND - 2 * PADDING
  const left = box.left + BAND + PADDING
  const write = (text: string, size: number, y: number, colour: string, weight = 400) => {
    context.font = `${weight} ${size}px ${FONT}`
    context.fillStyle = colour
    context.fillText(textWithin(text, room / size), left, y)
  }
  context.textBaseline = 'middle'
  if (camera.scale < READABLE) {
    if (place === 0) write(layer.name, SMALLEST_TEXT / camera.scale, top + height / 2, colours.ink)
  } else if (place === 0) {
    write(layer.name, TEXT.name, top + 12, colours.ink, 600)
    write(headText(layer), TEXT.rest, top + 26, colours.soft)
  } else write(followerText(layer), TEXT.rest, top + height / 2, colours.soft, index === picked ? 600 : 400)
}

function outline(context: CanvasRenderingContext2D, box: Box, colour: string, width: number): void {
  context.lineWidth = width
  context.strokeStyle = colour
  context.strokeRect(box.left, box.top, box.width, box.height)
}
