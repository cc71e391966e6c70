import { expect, it } from 'vitest'
import { GalleryLayout } from '../../gallery/layout.ts'
import { galleryKey } from './gallery-keys.ts'

const layout = new GalleryLayout([{ name: 'all', start: 0, count: 40 }], {
  columns: 4,
  rowHeight: 100,
  headingHeight: 0,
})
const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
  galleryKey({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }, 10, layout, 3)

it.each([
  ['ArrowLeft', 9],
  ['ArrowRight', 11],
  ['ArrowUp', 6],
  ['ArrowDown', 14],
  ['PageUp', 2],
  ['PageDown', 22],
  ['Home', 0],
  ['End', 39],
])('%s selects what it moves to', (key, to) => {
  expect(press(key)).toEqual({ kind: 'move', to, extend: false, select: true })
})

it('extends with Shift and only moves with Ctrl', () => {
  expect(press('ArrowDown', { shiftKey: true })).toMatchObject({ extend: true, select: true })
  expect(press('ArrowDown', { ctrlKey: true })).toMatchObject({ extend: false, select: false })
})

it.each([
  [' ', { kind: 'toggle' }],
  ['Enter', { kind: 'only' }],
  ['Escape', { kind: 'clear' }],
  ['s', { kind: 'use', slot: 'source' }],
  ['G', { kind: 'use', slot: 'guide' }],
  ['q', null],
])('“%s” does its own', (key, action) => {
  expect(press(key)).toEqual(action)
})

it('selects everything with Ctrl+A and leaves other combinations to the browser', () => {
  expect(press('a', { ctrlKey: true })).toEqual({ kind: 'all' })
  expect(press('s', { ctrlKey: true })).toBeNull()
  expect(press('ArrowLeft', { altKey: true })).toBeNull()
})
