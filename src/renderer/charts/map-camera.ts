import type { Size } from '../zoom/zoom.ts'

/** A rectangle of a map, in the map's own units; y grows upwards. */
export interface Bounds {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** What part of a map is seen: the map's point at the middle of the screen, and screen pixels to one of its units. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly scale: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** What is seen, and in how large a place: CSS pixels. */
export interface View {
  readonly camera: Camera
  readonly size: Size
}

/** A place on the screen in what is seen, from its top left corner. */
export interface Spot extends View {
  readonly at: Point
}

const EDGE = 24
/** How much nearer than the whole map one may go. */
const NEAREST = 500

/** The whole map, with a little air around it. */
export function wholeMap(bounds: Bounds, size: Size): Camera {
  const width = Math.abs(bounds.right - bounds.left) || 1
  const height = Math.abs(bounds.top - bounds.bottom) || 1
  const room = { width: Math.max(1, size.width - 2 * EDGE), height: Math.max(1, size.height - 2 * EDGE) }
  return {
    x: (bounds.left + bounds.right) / 2,
    y: (bounds.top + bounds.bottom) / 2,
    scale: Math.min(room.width / width, room.height / height),
  }
}

export function toScreen({ x, y }: Point, camera: Camera, size: Size): Point {
  return {
    x: size.width / 2 + (x - camera.x) * camera.scale,
    y: size.height / 2 - (y - camera.y) * camera.scale,
  }
}

export function toMap({ x, y }: Point, camera: Camera, size: Size): Point {
  return {
    x: camera.x + (x - size.width / 2) / camera.scale,
    y: camera.y - (y - size.height / 2) / camera.scale,
  }
}

/** Nearer (factor above 1) or further, the map's point under `at` (on the screen) staying where it is. */
export function zoomedAt(camera: Camera, factor: number, at: Point, size: Size, whole: Camera): Camera {
  const scale = Math.min(whole.scale * NEAREST, Math.max(whole.scale / 2, camera.scale * factor))
  const fixed = toMap(at, camera, size)
  return {
    x: fixed.x - (at.x - size.width / 2) / scale,
    y: fixed.y + (at.y - size.height / 2) / scale,
    scale,
  }
}

/** Moved along with a pointer that went `dx`, `dy` pixels over the screen. */
export function movedBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y + dy / camera.scale }
}
