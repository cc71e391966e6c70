import { type Camera, toMap, wholeMap } from '../../charts/map-camera.ts'
import type { Size } from '../../zoom/zoom.ts'
import type { Arrangement, Place } from './arrangement.ts'

// The camera is that of maps, whose y grows upwards: a drawing is a map that lies below zero.

/** Small networks are not blown up beyond this, in screen pixels to one of the drawing. */
const LARGEST = 1.25
/** As near as one may go. */
export const NEAREST = 3

/** The whole drawing. */
export function wholeGraph({ width, height }: Arrangement, size: Size): Camera {
  const camera = wholeMap({ left: 0, right: width, top: 0, bottom: -height }, size)
  return { ...camera, scale: Math.min(LARGEST, camera.scale) }
}

/** The drawing's place under one on the screen. */
export function placeUnder(at: Place, camera: Camera, size: Size): Place {
  const { x, y } = toMap(at, camera, size)
  return { x, y: -y }
}

/** The same camera with a place of the drawing in the middle, near enough to read. */
export function centredOn(place: Place, camera: Camera, readable = 0.8): Camera {
  return { x: place.x, y: -place.y, scale: Math.max(camera.scale, readable) }
}

/** The part of the drawing that is seen. */
export function seenPart(
  camera: Camera,
  size: Size,
): { left: number; top: number; right: number; bottom: number } {
  const { x: left, y: top } = placeUnder({ x: 0, y: 0 }, camera, size)
  const { x: right, y: bottom } = placeUnder({ x: size.width, y: size.height }, camera, size)
  return { left, top, right, bottom }
}
