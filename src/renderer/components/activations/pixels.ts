/** What is drawn into: rows of pixels as in canvas memory. */
export interface Pixels {
  readonly data: Uint32Array
  readonly width: number
  readonly height: number
}

/** A rectangle in device pixels; one may reach beyond what is drawn into. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Repeats row `y` of a box in all its other rows, as far as they lie inside. */
export function repeatRow({ data, width, height }: Pixels, y: number, box: Box): void {
  const left = Math.max(0, box.x)
  const right = Math.min(width, box.x + box.width)
  if (right <= left) return
  const bottom = Math.min(height, box.y + box.height)
  for (let row = Math.max(0, box.y); row < bottom; row++)
    if (row !== y) data.copyWithin(row * width + left, y * width + left, y * width + right)
}
