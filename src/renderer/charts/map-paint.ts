import { ROLE_TITLES, type Role } from '../theme/roles.ts'
import { screenContext } from './canvas-context.ts'
import { type Point, toScreen, type View } from './map-camera.ts'
import { namePlaces } from './map-names.ts'
import { drawPoints, type Rgb } from './map-raster.ts'

export interface MapMark extends Point {
  readonly role: Role
}

/** Colours as CSS writes them. */
export interface MapColours extends Readonly<Record<Role, string>> {
  readonly ink: string
  readonly panel: string
}

/** All that is seen of a map. */
export interface MapPaint extends View {
  readonly points: Float32Array
  readonly shown: Uint8Array | null
  readonly marks: readonly MapMark[]
  readonly rings: readonly { readonly point: number; readonly role: Role }[]
  readonly highlighted: number | null
  readonly colours: MapColours
}

/** Points grow as the map comes nearer, in CSS pixels. */
function radiusOf(points: number): number {
  return points > 50_000 ? 1 : points > 5000 ? 1.5 : 2.5
}

/** Draws a map at the screen's own resolution: the points, then rings, then what is asked about, on top. */
export function paintMap(canvas: HTMLCanvasElement, paint: MapPaint, ratio: number): void {
  const context = screenContext(canvas, paint.size, ratio)
  if (!context) return
  const size = { width: canvas.width, height: canvas.height }
  const image = context.createImageData(size.width, size.height)
  const camera = { ...paint.camera, scale: paint.camera.scale * ratio }
  const radius = radiusOf(paint.points.length / 2) * ratio
  drawPoints(image.data, paint.points, paint.shown, camera, size, radius, rgb(context, paint.colours.ink))
  context.putImageData(image, 0, 0)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  drawRings(context, paint)
  if (paint.highlighted !== null) ring(context, paint, paint.highlighted, 8, paint.colours.ink)
  drawMarks(context, paint)
  context.setTransform(1, 0, 0, 1, 0, 0)
}

/** A point near more than one of the images asked about gets a ring of each, one around the other. */
function drawRings(context: CanvasRenderingContext2D, paint: MapPaint): void {
  const drawn = new Map<number, number>()
  for (const { point, role } of paint.rings) {
    const inside = drawn.get(point) ?? 0
    ring(context, paint, point, 4 + 2.5 * inside, paint.colours[role])
    drawn.set(point, inside + 1)
  }
}

function ring(
  context: CanvasRenderingContext2D,
  { points, shown, camera, size }: MapPaint,
  point: number,
  radius: number,
  colour: string,
): void {
  if (shown?.[point] === 0) return
  const at = toScreen({ x: points[2 * point] ?? 0, y: points[2 * point + 1] ?? 0 }, camera, size)
  context.beginPath()
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI)
  context.lineWidth = 2
  context.strokeStyle = colour
  context.stroke()
}

/** All discs first, so that none hides a name, the adversary's fitting into the guide's; then the names, apart from each other. */
function drawMarks(context: CanvasRenderingContext2D, { marks, camera, size, colours }: MapPaint): void {
  const places = marks.map((mark) => ({ ...toScreen(mark, camera, size), role: mark.role }))
  for (const { x, y, role } of places) {
    context.beginPath()
    context.arc(x, y, role === 'adversary' ? 5 : 8, 0, 2 * Math.PI)
    context.fillStyle = colours[role]
    context.fill()
    context.lineWidth = 2
    context.strokeStyle = colours.panel
    context.stroke()
  }
  context.font = '600 12px system-ui, sans-serif'
  context.textBaseline = 'middle'
  context.lineWidth = 3
  namePlaces(places).forEach(({ x, y, align }, i) => {
    const name = ROLE_TITLES[places[i]?.role ?? 'source']
    context.textAlign = align
    context.strokeText(name, x, y)
    context.fillStyle = colours.ink
    context.fillText(name, x, y)
  })
}

/** A colour's numbers, as the canvas understands it. */
function rgb(context: CanvasRenderingContext2D, colour: string): Rgb {
  context.fillStyle = colour
  const hex = String(context.fillStyle)
  const part = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16) || 0
  return [part(1), part(3), part(5)]
}
