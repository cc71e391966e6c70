import type { Given } from '../fixtures.ts'
import type { ElementType } from '../value.ts'
import { floats, type GradientCase, ints } from './case.ts'

/** Integers that come at run time. */
const running = (data: readonly number[], shape?: readonly number[], type: ElementType = 'int64'): Given => ({
  ...ints(data, shape, type),
  constant: false,
})

const a = running([7, -7, 7, -7, 0, 5], [2, 3])
const b = running([2, 2, -2, -2, 3, 5], [2, 3])
const truths = running([1, 1, 0, 0], [4], 'bool')
const others = running([1, 0, 1, 0], [4], 'bool')
const value = floats([2, 3, 2, 2])

/** Nodes without a gradient, whose values are compared: integers, truth values, places. */
export const exactCases: readonly GradientCase[] = [
  ...[
    'Add',
    'Sub',
    'Mul',
    'Div',
    'Mod',
    'Min',
    'Max',
    'Equal',
    'Less',
    'LessOrEqual',
    'Greater',
    'GreaterOrEqual',
  ].map((operator): GradientCase => ({ operator, about: 'of integers', inputs: [a, b] })),
  { operator: 'Mod', about: 'of integers, truncated', inputs: [a, b], attributes: { fmod: 1 } },
  { operator: 'Div', about: 'of integers by one', inputs: [a, running([2], [])] },
  ...['Neg', 'Abs', 'Sign', 'ReduceSum', 'ReduceMax', 'ReduceMin', 'ReduceProd', 'Identity', 'Transpose'].map(
    (operator): GradientCase => ({ operator, about: 'of integers', inputs: [a] }),
  ),
  ...['And', 'Or', 'Xor', 'Equal'].map(
    (operator): GradientCase => ({ operator, about: 'of truths', inputs: [truths, others] }),
  ),
  { operator: 'Not', inputs: [truths] },
  ...['Equal', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual'].map(
    (operator): GradientCase => ({ operator, inputs: [value, floats([3, 1, 1], { seed: 4 })] }),
  ),
  { operator: 'Where', about: 'of integers', inputs: [running([1, 0, 1], [3], 'bool'), a, b] },
  { operator: 'Concat', about: 'of integers', inputs: [a, b], attributes: { axis: 1 } },
  { operator: 'Slice', about: 'of integers', inputs: [a, ints([2]), ints([-4]), ints([1]), ints([-1])] },
  { operator: 'Gather', about: 'of integers', inputs: [a, ints([2, 0, 0])], attributes: { axis: 1 } },
  { operator: 'Pad', about: 'of integers', inputs: [a, ints([0, 1, 1, 0])] },
  { operator: 'Expand', about: 'of truths', inputs: [truths, ints([2, 4])] },
  { operator: 'Tile', about: 'of integers', inputs: [a, ints([2, 1])] },
  ...['ArgMax', 'ArgMin'].flatMap((operator): GradientCase[] => [
    { operator, inputs: [value], attributes: { axis: 1 } },
    { operator, about: 'dropping the axis', inputs: [value], attributes: { axis: -2, keepdims: 0 } },
    { operator, about: 'the last of several', inputs: [a], attributes: { axis: 1, select_last_index: 1 } },
  ]),
  {
    operator: 'Cast',
    about: 'to integers',
    inputs: [floats([2, 3], { from: -4, to: 4 })],
    attributes: { to: 7 },
  },
  { operator: 'Cast', about: 'to truths', inputs: [a], attributes: { to: 9 } },
  { operator: 'Cast', about: 'of truths', inputs: [truths], attributes: { to: 1 } },
  { operator: 'Cast', about: 'of integers', inputs: [a], attributes: { to: 1 } },
  { operator: 'Shape', inputs: [value], attributes: { start: 1, end: -1 }, opset: 15 },
  { operator: 'Size', inputs: [value] },
  { operator: 'ConstantOfShape', inputs: [ints([2, 3])] },
  { operator: 'Range', inputs: [ints([10], []), ints([-1], []), ints([-3], [])] },
  { operator: 'EyeLike', inputs: [a], attributes: { k: -1, dtype: 1 } },
  { operator: 'NonZero', inputs: [ints([0, 3, -1, 0, 0, 2], [2, 3])] },
]
