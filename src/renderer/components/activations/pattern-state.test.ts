import { afterEach, beforeEach, expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import type { PatternImage, PatternInput } from './pattern.ts'
import { type PatternState, patternState } from './pattern-state.ts'

const image = (role: PatternImage['role'], ...values: number[]): PatternImage => ({
  role,
  title: role,
  hash: role,
  values: Float32Array.from(values),
})
const source = image('source', 5, 1, 3, 0)
const adversary = image('adversary', 4, 9, 3, 0)
const units = (...images: PatternImage[]): PatternInput => ({ layer: 'fc7', shape: [4], images })

const input = shallowRef(units(source, adversary))
const dark = shallowRef(false)
let scope = effectScope()
let state: PatternState

beforeEach(() => {
  input.value = units(source, adversary)
  scope = effectScope()
  const made = scope.run(() =>
    patternState(
      () => input.value,
      () => dark.value,
    ),
  )
  if (made) state = made
})
afterEach(() => scope.stop())

it('begins with all units by index, and the one that changed most', () => {
  expect([...state.rangeUnits.value]).toEqual([0, 1, 2, 3])
  expect(state.subject.value).toBe(1)
})

it('orders by a row, its range then being the first of that order', () => {
  state.order.value = '0'
  state.range.value = { start: 0, end: 2 }
  expect([...state.rangeUnits.value]).toEqual([0, 2])
})

it('brings a chosen unit into the range, which keeps its length', () => {
  state.range.value = { start: 0, end: 2 }
  state.choose(3)
  expect(state.range.value).toEqual({ start: 2, end: 4 })
  expect(state.subject.value).toBe(3)
  state.cursor.value = { unit: 0, y: 0, x: 0 }
  expect(state.subject.value).toBe(0)
})

it('stays where it is while the images change, as an adversary forms', async () => {
  state.order.value = '1−0'
  state.choose(2)
  state.range.value = { start: 1, end: 3 }
  input.value = units(source, image('adversary', 0, 0, 0, 8))
  await nextTick()
  expect(state.order.value).toBe('1−0')
  expect(state.range.value).toEqual({ start: 1, end: 3 })
  expect([...state.units.value]).toEqual([3, 0, 2, 1])
  expect(state.chosen.value).toBe(2)
})

it('begins again at another layer', async () => {
  state.choose(2)
  state.scaling.value = 'map'
  state.range.value = { start: 1, end: 3 }
  input.value = { layer: 'fc8', shape: [2], images: [image('source', 1, 2)] }
  await nextTick()
  expect(state.range.value).toEqual({ start: 0, end: 2 })
  expect(state.chosen.value).toBeNull()
  expect(state.scaling.value).toBe('all')
})

it('orders by index again where the row it was ordered by is gone', async () => {
  state.order.value = '1−0'
  input.value = units(source)
  await nextTick()
  expect(state.order.value).toBe('index')
})

it('draws differences on the theme’s scale, activations on the same one always', () => {
  const before = [state.scaleOf('activation'), state.scaleOf('difference')]
  dark.value = true
  expect(state.scaleOf('activation')).toBe(before[0])
  expect(state.scaleOf('difference')).not.toBe(before[1])
})
