import { type ComputedRef, computed, type ShallowRef } from 'vue'
import { useElementSize } from '../common/element-size.ts'
import { columnsOf, paintBarcode, positionsAt, strongestPosition } from './barcode.ts'
import type { PatternState } from './pattern-state.ts'
import type { PixelPicture } from './pixel-canvas.ts'
import type { Pixels } from './pixels.ts'
import type { PositionRange } from './position-range.ts'

/** Between rows, in CSS pixels. */
export const ROW_GAP = 3

/** The barcode of the range that is looked at, as it lies in its element. Lengths are in CSS pixels. */
export interface BarcodeView {
  readonly picture: ComputedRef<PixelPicture>
  /** Device pixels a CSS pixel. */
  readonly ratio: ComputedRef<number>
  readonly rowHeight: ComputedRef<number>
  /** The most units that share a column of the screen. */
  readonly perColumn: ComputedRef<number>
  /** Where positions of the range (counted from its start) are drawn. */
  readonly extent: (range: PositionRange) => { readonly left: number; readonly width: number }
  /** The position (counted from the range's start) that colours the column and row at a point. */
  readonly positionAt: (x: number, y: number) => number | null
}

/** Lays out a row for each band, lower where there are many, higher where each has its scale beside it. */
export function useBarcodeView(
  { shown, rangeUnits, rangeOf, scaleOf, scaling }: PatternState,
  area: Readonly<ShallowRef<HTMLElement | null>>,
): BarcodeView {
  const inner = useElementSize(area)
  const ratio = computed(() => (inner.value ? window.devicePixelRatio : 1))
  const width = computed(() => Math.floor((inner.value?.width ?? 0) * ratio.value))
  const rowHeight = computed(() => {
    if (scaling.value === 'image') return 44
    return shown.value.length > 10 ? 22 : 32
  })

  const picture = computed(() => {
    const [units, ranges] = [rangeUnits.value, rangeOf.value]
    const top = (row: number) => Math.round(row * (rowHeight.value + ROW_GAP) * ratio.value)
    const gap = Math.round(ROW_GAP * ratio.value)
    const rows = shown.value.map((band, row) => ({
      box: { x: 0, y: top(row), width: width.value, height: top(row + 1) - top(row) - gap },
      values: band.means,
      scale: scaleOf(band.kind),
      rangeOf: (unit: number) => ranges(band, unit),
    }))
    return {
      width: width.value,
      height: Math.max(1, top(rows.length) - gap),
      paint: (target: Pixels) => {
        for (const row of rows) paintBarcode(target, row.box, units, row)
      },
    }
  })

  function extent({ start, end }: PositionRange): { left: number; width: number } {
    const columns = (position: number) =>
      columnsOf(position, Math.max(1, width.value), rangeUnits.value.length)
    const [left, right] = [columns(start).from, columns(end - 1).to]
    return { left: left / ratio.value, width: (right - left) / ratio.value }
  }

  function positionAt(x: number, y: number): number | null {
    const count = rangeUnits.value.length
    if (width.value === 0 || count === 0) return null
    const column = Math.min(width.value - 1, Math.max(0, Math.floor(x * ratio.value)))
    const row = Math.min(shown.value.length - 1, Math.max(0, Math.floor(y / (rowHeight.value + ROW_GAP))))
    const { from, to } = positionsAt(column, width.value, count)
    const band = shown.value[row]
    return band ? strongestPosition(band.means, rangeUnits.value, from, to) : from
  }

  const perColumn = computed(() => Math.ceil(rangeUnits.value.length / Math.max(1, width.value)))
  return { picture, ratio, rowHeight, perColumn, extent, positionAt }
}
