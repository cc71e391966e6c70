/**
 * Zoom and position that compared images share: `scale` in CSS pixels an image pixel, and the image point shown in
 * the middle of each pane. Pure arithmetic; the panes only place an image by it.
 */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

const MAX_SCALE = 64

/**
 * The whole image in the pane. Enlarged by whole numbers only, so that every image pixel is as large as its
 * neighbour; made smaller freely.
 */
export function contain(image: Size, pane: Size): Zoom {
  const room = Math.min(pane.width / image.width, pane.height / image.height)
  const scale = room >= 1 ? Math.floor(room) : room
  return { scale: Math.min(scale, MAX_SCALE), x: image.width / 2, y: image.height / 2 }
}

/** One image pixel a device pixel, the middle kept. */
export function truePixels(zoom: Zoom, devicePixelRatio: number): Zoom {
  return { ...zoom, scale: 1 / devicePixelRatio }
}

/** Zooms by a factor while the image point under `at` (relative to the pane's middle) stays where it is. */
export function zoomAt(zoom: Zoom, factor: number, at: Point, image: Size, pane: Size): Zoom {
  const smallest = Math.min(contain(image, pane).scale, 1) / 2
  const scale = Math.min(MAX_SCALE, Math.max(smallest, zoom.scale * factor))
  const x = zoom.x + at.x / zoom.scale - at.x / scale
  const y = zoom.y + at.y / zoom.scale - at.y / scale
  return within({ scale, x, y }, image)
}

/** Moves the view by screen pixels, as a hand drags paper. */
export function pan(zoom: Zoom, by: Point, image: Size): Zoom {
  return within({ ...zoom, x: zoom.x - by.x / zoom.scale, y: zoom.y - by.y / zoom.scale }, image)
}

/** Where the image's top left corner lies in the pane, on whole device pixels so that no pixel is blurred. */
export function place(zoom: Zoom, pane: Size, devicePixelRatio: number): Point {
  const whole = (value: number) => Math.round(value * devicePixelRatio) / devicePixelRatio
  return { x: whole(pane.width / 2 - zoom.x * zoom.scale), y: whole(pane.height / 2 - zoom.y * zoom.scale) }
}

/** Keeps the middle of the pane on the image, so that it cannot be lost. */
function within(zoom: Zoom, image: Size): Zoom {
  const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value))
  return { ...zoom, x: clamp(zoom.x, image.width), y: clamp(zoom.y, image.height) }
}
