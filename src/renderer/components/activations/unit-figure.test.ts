import { beforeEach, expect, it, vi } from 'vitest'
import { patternState } from './pattern-state.ts'
import { useUnitFigure } from './unit-figure.ts'

class Surface extends EventTarget {
  setPointerCapture = vi.fn()
}
vi.stubGlobal('Element', Surface)

// Eight units by falling activity, a unit every ten pixels.
const values = Float32Array.from({ length: 8 }, (_, unit) => unit)
const input = {
  layer: 'fc7',
  shape: [8] as const,
  images: [{ role: 'source' as const, title: 'Source', hash: 's', values }],
}
let state: ReturnType<typeof patternState>
let figure: ReturnType<typeof useUnitFigure>

beforeEach(() => {
  state = patternState(
    () => input,
    () => false,
  )
  state.order.value = '0'
  figure = useUnitFigure(state, {
    columns: () => 8,
    placeAt: ({ clientX }) => (clientX < 0 ? null : { position: Math.floor(clientX / 10), y: 2, x: 1 }),
    reveal: (position) => ({ x: position * 10, y: 0 }),
  })
})

function pointer(type: string, x: number): void {
  const event = new Event(type)
  Object.defineProperty(event, 'currentTarget', { value: new Surface() })
  figure.pointer[type]?.(
    Object.assign(event, { clientX: x, clientY: 7, button: 0, pointerId: 1 }) as PointerEvent,
  )
}

it('puts the cursor on the unit under the pointer, and its particulars beside it', () => {
  pointer('pointermove', 25)
  expect(state.cursor.value).toEqual({ unit: 5, y: 2, x: 1 })
  expect(figure.tip.value).toEqual({ x: 25, y: 7 })
  pointer('pointermove', -5)
  expect(state.cursor.value).toBeNull()
})

it('takes cursor and particulars away when it is left', () => {
  pointer('pointermove', 25)
  pointer('pointerleave', 99)
  expect([state.cursor.value, figure.tip.value]).toEqual([null, null])
})

it('looks at the range drawn', () => {
  pointer('pointerdown', 15)
  pointer('pointermove', 45)
  expect(figure.brushed.value).toEqual({ start: 1, end: 5 })
  pointer('pointerup', 45)
  expect(state.range.value).toEqual({ start: 1, end: 5 })
  expect([...state.rangeUnits.value]).toEqual([6, 5, 4, 3])
})

it('chooses the unit clicked', () => {
  pointer('pointerdown', 15)
  pointer('pointerup', 15)
  expect(state.chosen.value).toBe(6)
})

it('puts the particulars where the keyboard goes', () => {
  const event = new Event('keydown', { cancelable: true })
  figure.onKey(Object.assign(event, { key: 'End' }) as KeyboardEvent)
  expect(figure.tip.value).toEqual({ x: 70, y: 0 })
  expect(state.cursor.value?.unit).toBe(0)
})
