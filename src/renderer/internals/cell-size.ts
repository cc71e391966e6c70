import type { Size } from '../zoom/zoom.ts'

const BORDER = 4
const LARGEST = 360

/**
 * The width of a column in CSS pixels: as large as fits, but no larger than the image at a whole multiple of its
 * pixels, so that no frame is larger than its picture.
 */
export function cellWidth(room: number, columns: number, gap: number, { width }: Size): number {
  const most = Math.min(LARGEST, (room - gap * (columns - 1)) / Math.max(1, columns))
  const scale = Math.floor((most - BORDER) / width)
  return Math.floor(scale >= 1 ? scale * width + BORDER : most)
}
