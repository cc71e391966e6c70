import type { Size } from '../zoom/zoom.ts'

const BORDER = 4
const LARGEST = 360
/** Room for what stands above a column. */
const LEGIBLE = 150

/**
 * The width of a column in CSS pixels: as large as fits, but no larger than the image at a whole multiple of its
 * pixels, so that frames are not larger than their pictures, unless the words above need the room.
 */
export function cellWidth(room: number, columns: number, gap: number, { width }: Size): number {
  const most = Math.min(LARGEST, (room - gap * (columns - 1)) / Math.max(1, columns))
  const scale = Math.floor((most - BORDER) / width)
  const tight = scale >= 1 ? scale * width + BORDER : most
  return Math.floor(Math.max(tight, Math.min(LEGIBLE, most)))
}
