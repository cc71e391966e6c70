import { beforeEach, expect, it, vi } from 'vitest'
import { useBrush } from './brush.ts'

class Surface extends EventTarget {
  setPointerCapture = vi.fn()
}
vi.stubGlobal('Element', Surface)

const onBrush = vi.fn()
const onClick = vi.fn()
const brush = useBrush({
  positionAt: ({ clientX }) => (clientX < 0 ? null : Math.floor(clientX / 10)),
  onBrush,
  onClick,
})

function pointer(x: number, button = 0): PointerEvent {
  const event = new Event('pointer')
  Object.defineProperty(event, 'currentTarget', { value: new Surface() })
  return Object.assign(event, { clientX: x, clientY: 0, button, pointerId: 1 }) as PointerEvent
}

beforeEach(() => {
  vi.clearAllMocks()
  brush.cancel()
})

it('draws from where it was pressed to where it is, in both directions', () => {
  brush.down(pointer(52))
  brush.move(pointer(71))
  expect(brush.brushed.value).toEqual({ start: 5, end: 8 })
  brush.move(pointer(33))
  expect(brush.brushed.value).toEqual({ start: 3, end: 6 })
  brush.up()
  expect(onBrush).toHaveBeenCalledWith({ start: 3, end: 6 })
  expect(onClick).not.toHaveBeenCalled()
  expect(brush.brushed.value).toBeNull()
})

it('takes a press that hardly moves for a click', () => {
  brush.down(pointer(59))
  brush.move(pointer(61))
  brush.up()
  expect(onClick).toHaveBeenCalledWith(5)
  expect(onBrush).not.toHaveBeenCalled()
})

it('keeps what was drawn while the pointer is over nothing', () => {
  brush.down(pointer(10))
  brush.move(pointer(40))
  brush.move(pointer(-5))
  expect(brush.brushed.value).toEqual({ start: 1, end: 5 })
})

it('draws nothing with other buttons, or once it is released', () => {
  brush.down(pointer(10, 2))
  brush.move(pointer(40))
  brush.up()
  expect([onBrush.mock.calls, onClick.mock.calls]).toEqual([[], []])
})
