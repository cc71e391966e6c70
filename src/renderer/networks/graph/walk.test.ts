import { expect, it } from 'vitest'
import { diamond, diamondDrawn } from './diamond.ts'
import { walkTo } from './walk.ts'

it.each([
  // Within the first box; then to the right one, whose middle (210) is nearer to its own (150) than the left one's (70).
  ['ArrowDown', 0, 1],
  ['ArrowDown', 1, 3],
  ['ArrowDown', 2, 4],
  ['ArrowDown', 4, null],
  // The last box's middle is at 170: the right one's is nearer again. A box is entered from below at its last layer.
  ['ArrowUp', 4, 3],
  ['ArrowUp', 3, 1],
  ['ArrowUp', 1, 0],
  ['ArrowUp', 0, null],
  ['ArrowRight', 2, 3],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 2, null],
  // Nothing else is as high up as the first box.
  ['ArrowRight', 0, null],
  ['Enter', 1, null],
  ['ArrowDown', 9, null],
])('%s from layer %d leads to %s', (key, from, to) => {
  expect(walkTo(key, from, diamond, diamondDrawn)).toBe(to)
})

it('goes to the nearest of several beside it', () => {
  const three = [0, 150, 300].map((left) => ({ left, top: 0, width: 100, height: 38 }))
  const graph = { stacks: [[0], [1], [2]], edges: [], stackOf: [0, 1, 2] }
  const drawn = { boxes: three, lines: [], width: 400, height: 38 }
  expect(walkTo('ArrowRight', 0, graph, drawn)).toBe(1)
  expect(walkTo('ArrowLeft', 2, graph, drawn)).toBe(1)
})
