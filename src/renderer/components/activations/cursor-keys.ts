import type { Ref } from 'vue'
import { roveTo } from '../common/roving.ts'
import type { Cursor, PatternState } from './pattern-state.ts'
import { between, type PositionRange, within } from './position-range.ts'
import { cursorText } from './unit-text.ts'

export interface CursorKeysOptions {
  /** How many units lie in a row. */
  readonly columns: () => number
  readonly brushed: Ref<PositionRange | null>
  /** The cursor came to a position: it should be seen. */
  readonly onMove: (position: number) => void
}

/**
 * The keyboard's way through the units: arrows, Home and End move the cursor, with Shift they draw a range; Enter looks at the
 * range, or at the unit; Page Up and Page Down move the range; Escape gives up the range drawn, then the range looked at.
 */
export function useCursorKeys(
  pattern: PatternState,
  { columns, brushed, onMove }: CursorKeysOptions,
): (event: KeyboardEvent) => void {
  let anchor: number | null = null

  function position(): number {
    const { start, end } = pattern.range.value
    const at = pattern.positions.value[pattern.cursor.value?.unit ?? -1] ?? start
    return Math.min(end - 1, Math.max(start, at))
  }

  function moveTo(target: number, drawing: boolean): void {
    anchor = drawing ? (anchor ?? position()) : null
    const unit = pattern.units.value[target] ?? 0
    const cursor: Cursor = { y: 0, x: 0, ...pattern.cursor.value, unit }
    pattern.cursor.value = cursor
    brushed.value = anchor === null ? null : between(anchor, target)
    pattern.spoken.value = cursorText(pattern.input.value, pattern.shown.value, cursor)
    onMove(target)
  }

  function arrow(event: KeyboardEvent): boolean {
    const { start, end } = pattern.range.value
    const fresh = pattern.cursor.value === null && event.key.startsWith('Arrow')
    const target = roveTo(event.key, position() - start, end - start, columns())
    if (target === null) return false
    moveTo(fresh ? position() : start + target, event.shiftKey)
    return true
  }

  function page(direction: number): void {
    const { start, end } = pattern.range.value
    const by = Math.min(pattern.units.value.length - end, Math.max(-start, direction * (end - start)))
    pattern.range.value = { start: start + by, end: end + by }
    moveTo(position(), false)
  }

  function enter(): void {
    const cursor = pattern.cursor.value
    if (brushed.value) pattern.range.value = within(brushed.value, pattern.units.value.length)
    else if (cursor) pattern.choose(cursor.unit)
    anchor = brushed.value = null
  }

  function giveUp(): void {
    if (!brushed.value) pattern.showAll()
    anchor = brushed.value = null
  }

  return (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const others: Readonly<Record<string, () => void>> = {
      PageDown: () => page(1),
      PageUp: () => page(-1),
      Enter: enter,
      Escape: giveUp,
    }
    const other = others[event.key]
    if (other) other()
    else if (!arrow(event)) return
    event.preventDefault()
    event.stopPropagation()
  }
}
