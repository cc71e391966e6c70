import { type ColourRange, type ColourScale, pixelOf } from '../../charts/colour-scale.ts'
import { type Box, type Pixels, repeatRow } from './pixels.ts'

/**
 * The positions [from, to) that column `x` of a barcode shows, `count` of them being drawn over `width` columns: several where there are
 * more units than columns, otherwise one, which then has several columns.
 */
export function positionsAt(x: number, width: number, count: number): { from: number; to: number } {
  const from = Math.min(count - 1, Math.floor((x * count) / width))
  return { from, to: Math.max(from + 1, Math.min(count, Math.floor(((x + 1) * count) / width))) }
}

/** The columns [from, to) in which a position is drawn; never none. */
export function columnsOf(position: number, width: number, count: number): { from: number; to: number } {
  const from = Math.ceil((position * width) / count)
  const to = Math.ceil(((position + 1) * width) / count)
  return to > from ? { from, to } : { from: to - 1, to }
}

/** The position in [from, to) whose value is furthest from zero: the one its column is coloured by. */
export function strongestPosition(values: Float64Array, units: Int32Array, from: number, to: number): number {
  let strongest = from
  for (let position = from + 1; position < to; position++)
    if (sizeAt(position) > sizeAt(strongest)) strongest = position
  return strongest

  function sizeAt(position: number): number {
    return Math.abs(values[units[position] ?? 0] ?? 0)
  }
}

/** One band of a barcode: a value a unit, and the colours it is drawn in. */
export interface BarcodeRow {
  readonly values: Float64Array
  readonly scale: ColourScale
  readonly rangeOf: (unit: number) => ColourRange
}

/** Draws the units, in the order given, as upright bars over a box whose left edge is inside. */
export function paintBarcode(
  target: Pixels,
  box: Box,
  units: Int32Array,
  { values, scale, rangeOf }: BarcodeRow,
): void {
  const right = Math.min(target.width, box.x + box.width)
  if (units.length === 0 || box.y < 0 || box.y >= target.height) return
  const start = box.y * target.width
  for (let x = box.x; x < right; x++) {
    const { from, to } = positionsAt(x - box.x, box.width, units.length)
    const unit = units[strongestPosition(values, units, from, to)] ?? 0
    target.data[start + x] = pixelOf(scale, rangeOf(unit))(values[unit] ?? 0)
  }
  repeatRow(target, box.y, box)
}
