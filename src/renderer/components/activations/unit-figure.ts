import { type Ref, shallowRef } from 'vue'
import { useBrush } from './brush.ts'
import { useCursorKeys } from './cursor-keys.ts'
import type { PatternState } from './pattern-state.ts'
import { type PositionRange, within } from './position-range.ts'

/** A point of the window, in CSS pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface UnitFigureOptions {
  /** The position under the pointer, and the row and column in its map. */
  readonly placeAt: (event: PointerEvent) => (Point & { readonly position: number }) | null
  /** How many units lie in a row. */
  readonly columns: () => number
  /** Brings a position into view and tells where its particulars belong. */
  readonly reveal: (position: number) => Point | null
}

export interface UnitFigure {
  /** Where the particulars of the unit under the cursor belong; null while it is nowhere. */
  readonly tip: Ref<Point | null>
  /** The range that is being drawn. */
  readonly brushed: Ref<PositionRange | null>
  /** For `v-on` of the surface that the units are drawn on. */
  readonly pointer: Readonly<Record<string, (event: PointerEvent) => void>>
  readonly onKey: (event: KeyboardEvent) => void
  readonly leave: () => void
}

/** What a picture of units does under the pointer and the keyboard: cursor, particulars, ranges, the unit chosen. */
export function useUnitFigure(
  pattern: PatternState,
  { placeAt, columns, reveal }: UnitFigureOptions,
): UnitFigure {
  const tip = shallowRef<Point | null>(null)
  const brush = useBrush({
    positionAt: (event) => placeAt(event)?.position ?? null,
    onBrush: (drawn) => {
      pattern.range.value = within(drawn, pattern.units.value.length)
      leave()
    },
    onClick: (position) => pattern.choose(pattern.units.value[position] ?? 0),
  })

  function hover(event: PointerEvent): void {
    brush.move(event)
    const place = placeAt(event)
    const unit = place ? pattern.units.value[place.position] : undefined
    pattern.cursor.value = place && unit !== undefined ? { unit, y: place.y, x: place.x } : null
    tip.value = { x: event.clientX, y: event.clientY }
  }

  function leave(): void {
    pattern.cursor.value = null
    tip.value = null
  }

  const onKey = useCursorKeys(pattern, {
    columns,
    brushed: brush.brushed,
    onMove: (position) => {
      tip.value = reveal(position)
    },
  })

  const pointer = {
    pointerdown: brush.down,
    pointermove: hover,
    pointerup: brush.up,
    pointercancel: brush.cancel,
    pointerleave: leave,
  }
  return { tip, brushed: brush.brushed, pointer, onKey, leave }
}
