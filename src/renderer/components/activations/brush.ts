import { type Ref, shallowRef } from 'vue'
import { between, type PositionRange } from './position-range.ts'

export interface BrushOptions {
  /** The position under the pointer, or the nearest one. */
  readonly positionAt: (event: PointerEvent) => number | null
  /** A range was drawn. */
  readonly onBrush: (range: PositionRange) => void
  /** The pointer was pressed and released on one spot. */
  readonly onClick: (position: number) => void
}

export interface Brush {
  /** What is being drawn, until it is finished. */
  readonly brushed: Ref<PositionRange | null>
  readonly down: (event: PointerEvent) => void
  readonly move: (event: PointerEvent) => void
  readonly up: () => void
  readonly cancel: () => void
}

/** So many CSS pixels a press may slip and still be a click. */
const SLIP = 3

/** Draws a range of positions with the pointer. */
export function useBrush({ positionAt, onBrush, onClick }: BrushOptions): Brush {
  const brushed = shallowRef<PositionRange | null>(null)
  let pressed: { position: number; x: number; y: number } | null = null

  function down(event: PointerEvent): void {
    const position = positionAt(event)
    if (event.button !== 0 || position === null) return
    pressed = { position, x: event.clientX, y: event.clientY }
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    const position = pressed && positionAt(event)
    if (!pressed || position === null) return
    const far = Math.max(Math.abs(event.clientX - pressed.x), Math.abs(event.clientY - pressed.y)) > SLIP
    if (far || brushed.value) brushed.value = between(pressed.position, position)
  }

  function up(): void {
    if (brushed.value) onBrush(brushed.value)
    else if (pressed) onClick(pressed.position)
    cancel()
  }

  function cancel(): void {
    pressed = null
    brushed.value = null
  }

  return { brushed, down, move, up, cancel }
}
