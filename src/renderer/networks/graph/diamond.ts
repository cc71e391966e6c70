import type { Arrangement } from './arrangement.ts'
import type { StackedGraph } from './stacks.ts'

/**
 * A drawing made by hand, for tests: a box of a convolution (layer 0) and its ReLU (1), below it two boxes side by side (2 and 3), and one
 * that takes from both (4).
 */
export const diamond: StackedGraph = {
  stacks: [[0, 1], [2], [3], [4]],
  edges: [
    { from: 0, to: 1 },
    { from: 0, to: 2 },
    { from: 1, to: 3 },
    { from: 2, to: 3 },
  ],
  stackOf: [0, 0, 1, 2, 3],
}

export const diamondDrawn: Arrangement = {
  boxes: [
    { left: 100, top: 0, width: 100, height: 56 },
    { left: 20, top: 100, width: 100, height: 38 },
    { left: 160, top: 100, width: 100, height: 38 },
    { left: 120, top: 200, width: 100, height: 38 },
  ],
  lines: [
    {
      from: 0,
      to: 1,
      through: [
        { x: 120, y: 56 },
        { x: 70, y: 100 },
      ],
    },
    {
      from: 0,
      to: 2,
      through: [
        { x: 180, y: 56 },
        { x: 210, y: 100 },
      ],
    },
    {
      from: 1,
      to: 3,
      through: [
        { x: 70, y: 138 },
        { x: 140, y: 200 },
      ],
    },
    {
      from: 2,
      to: 3,
      through: [
        { x: 210, y: 138 },
        { x: 180, y: 200 },
      ],
    },
  ],
  width: 280,
  height: 238,
}
