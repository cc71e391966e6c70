import type { Size } from '../zoom/zoom.ts'
import type { Camera } from './map-camera.ts'

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** How opaque one point is; where more lie on each other, each covers this share of what is left. */
const COVER = 0.45
const COVERED = Uint8ClampedArray.from({ length: 256 }, (_, count) => 255 * (1 - (1 - COVER) ** count))

/** The pixels that a point of a radius covers, as steps from its middle. */
function stampOf(radius: number): readonly (readonly [dx: number, dy: number])[] {
  const reach = Math.floor(radius)
  const stamp: [number, number][] = []
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) if (dx * dx + dy * dy <= radius * radius) stamp.push([dx, dy])
  }
  return stamp
}

/**
 * Draws the points of a map into pixels (RGBA), a point as a small disc, many as one darker area. Counting how often
 * each pixel is covered costs a point a few additions, so that a hundred thousand can be moved about.
 *
 * @param points pairs x, y in the map's units
 * @param shown whether a point is drawn, a number a point; null draws all
 * @param size of the pixels; the camera's scale is in these pixels
 */
export function drawPoints(
  pixels: Uint8ClampedArray,
  points: Float32Array,
  shown: Uint8Array | null,
  camera: Camera,
  size: Size,
  radius: number,
  [red, green, blue]: Rgb,
): void {
  const { width, height } = size
  const counts = new Uint8Array(width * height)
  const reach = Math.floor(radius)
  const steps = Int32Array.from(stampOf(radius).map(([dx, dy]) => dy * width + dx))
  const left = width / 2 - camera.x * camera.scale
  const top = height / 2 + camera.y * camera.scale
  for (let point = 0; point < points.length / 2; point++) {
    if (shown !== null && shown[point] === 0) continue
    const x = Math.round(left + (points[2 * point] ?? 0) * camera.scale)
    const y = Math.round(top - (points[2 * point + 1] ?? 0) * camera.scale)
    if (x < reach || y < reach || x >= width - reach || y >= height - reach) continue
    const middle = y * width + x
    for (const step of steps) {
      const count = counts[middle + step] ?? 0
      if (count < 255) counts[middle + step] = count + 1
    }
  }
  for (let i = 0; i < counts.length; i++) {
    pixels[4 * i] = red
    pixels[4 * i + 1] = green
    pixels[4 * i + 2] = blue
    pixels[4 * i + 3] = COVERED[counts[i] ?? 0] ?? 255
  }
}
