import { beforeEach, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useCursorKeys } from './cursor-keys.ts'
import { patternState } from './pattern-state.ts'
import type { PositionRange } from './position-range.ts'

// Ten units in rows of four, in falling order of activity: unit 9 first.
const input = {
  layer: 'fc7',
  shape: [10] as const,
  images: [
    {
      role: 'source' as const,
      title: 'Source',
      hash: 's',
      values: Float32Array.from({ length: 10 }, (_, unit) => unit),
    },
  ],
}
let state: ReturnType<typeof patternState>
const brushed = shallowRef<PositionRange | null>(null)
const onMove = vi.fn()
let press: (...keys: string[]) => void

beforeEach(() => {
  state = patternState(
    () => input,
    () => false,
  )
  state.order.value = '0'
  brushed.value = null
  onMove.mockClear()
  const onKey = useCursorKeys(state, { columns: () => 4, brushed, onMove })
  press = (...keys) => {
    for (const key of keys) {
      const event = new Event('keydown', { cancelable: true })
      const shiftKey = key.startsWith('Shift+')
      onKey(Object.assign(event, { key: key.replace('Shift+', ''), shiftKey }) as KeyboardEvent)
    }
  }
})
const at = () => state.positions.value[state.cursor.value?.unit ?? -1]

it('enters at the first unit and goes along and down', () => {
  press('ArrowRight')
  expect(at()).toBe(0)
  press('ArrowRight', 'ArrowDown')
  expect(at()).toBe(5)
  expect(onMove).toHaveBeenLastCalledWith(5)
  press('End')
  expect(at()).toBe(9)
})

it('says where it is', () => {
  press('Home', 'ArrowRight')
  expect(state.spoken.value).toBe('Unit 8: Source 8.00, rank 2')
})

it('draws a range with Shift, in both directions, and looks at it on Enter', () => {
  press('Home', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight')
  expect(brushed.value).toEqual({ start: 4, end: 7 })
  press('Shift+ArrowUp')
  expect(brushed.value).toEqual({ start: 2, end: 5 })
  press('Enter')
  expect(state.range.value).toEqual({ start: 2, end: 5 })
  expect(brushed.value).toBeNull()
})

it('stays inside the range looked at, and moves it by pages', () => {
  state.range.value = { start: 2, end: 5 }
  press('End', 'ArrowRight')
  expect(at()).toBe(4)
  press('PageDown', 'PageDown', 'PageDown')
  expect(state.range.value).toEqual({ start: 7, end: 10 })
  press('PageUp')
  expect(state.range.value).toEqual({ start: 4, end: 7 })
})

it('chooses the unit on Enter, and gives up first the range drawn, then the one looked at, on Escape', () => {
  state.range.value = { start: 2, end: 8 }
  press('Home', 'Enter')
  expect(state.chosen.value).toBe(7)
  press('Shift+ArrowRight', 'Escape')
  expect(brushed.value).toBeNull()
  expect(state.range.value).toEqual({ start: 2, end: 8 })
  press('Escape')
  expect(state.range.value).toEqual({ start: 0, end: 10 })
})

it('leaves other keys alone', () => {
  press('b')
  expect(state.cursor.value).toBeNull()
})
