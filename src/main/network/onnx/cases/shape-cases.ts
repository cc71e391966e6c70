import { fixed, floats, type GradientCase, ints } from './case.ts'

const image = [2, 3, 4, 2]
const value = floats(image)

const reshapings: readonly GradientCase[] = [
  { operator: 'Reshape', inputs: [value, ints([2, -1])] },
  { operator: 'Reshape', about: 'keeping sizes', inputs: [value, ints([0, 2, 0, -1, 1])] },
  { operator: 'Reshape', about: 'to rank 4', inputs: [value, ints([3, 2, 2, 4])] },
  { operator: 'Reshape', about: 'of a pooled image', inputs: [floats([2, 3, 1, 1]), ints([2, 3])] },
  { operator: 'Flatten', inputs: [value] },
  { operator: 'Flatten', about: 'from the end', inputs: [value], attributes: { axis: -1 } },
  { operator: 'Flatten', about: 'behind all axes', inputs: [value], attributes: { axis: 4 } },
  { operator: 'Squeeze', inputs: [floats([1, 3, 1, 2])] },
  { operator: 'Squeeze', about: 'named axes', inputs: [floats([1, 3, 1, 2]), ints([-2])] },
  {
    operator: 'Squeeze',
    about: 'axes as attribute',
    inputs: [floats([2, 3, 1, 1])],
    attributes: { axes: [2, 3] },
    opset: 11,
  },
  { operator: 'Unsqueeze', inputs: [value, ints([0, -1])] },
  { operator: 'Unsqueeze', about: 'to rank 4', inputs: [floats([2, 3]), ints([3, 2])] },
  {
    operator: 'Unsqueeze',
    about: 'axes as attribute',
    inputs: [floats([2, 3])],
    attributes: { axes: [1] },
    opset: 11,
  },
]

const transpositions: readonly GradientCase[] = [
  ...[
    [0, 2, 3, 1],
    [0, 3, 1, 2],
    [3, 1, 0, 2],
    [1, 0, 2, 3],
  ].map(
    (perm): GradientCase => ({
      operator: 'Transpose',
      about: perm.join(''),
      inputs: [value],
      attributes: { perm },
    }),
  ),
  { operator: 'Transpose', about: 'turned round', inputs: [value] },
  {
    operator: 'Transpose',
    about: 'of one channel',
    inputs: [floats([2, 1, 3, 2])],
    attributes: { perm: [0, 2, 3, 1] },
  },
  {
    operator: 'Transpose',
    about: 'of windows',
    inputs: [floats([1, 2, 2, 2, 2, 3])],
    attributes: { perm: [0, 1, 3, 2, 4, 5] },
  },
  {
    operator: 'Transpose',
    about: 'of rank 7',
    inputs: [floats([2, 1, 2, 1, 2, 2, 2])],
    attributes: { perm: [0, 4, 1, 5, 2, 6, 3] },
  },
]

const copies: readonly GradientCase[] = [
  { operator: 'Expand', inputs: [floats([2, 3, 1, 1]), ints([2, 3, 2, 2])] },
  { operator: 'Expand', about: 'to more dimensions', inputs: [floats([3, 1]), ints([2, 1, 4])] },
  { operator: 'Expand', about: 'to rank 5', inputs: [floats([2, 1, 1, 2]), ints([2, 1, 3, 1, 1])] },
  { operator: 'Expand', about: 'a shape that is smaller', inputs: [value, ints([1, 1])] },
  { operator: 'Tile', inputs: [value, ints([1, 2, 1, 3])] },
  { operator: 'Tile', about: 'a list', inputs: [floats([3]), ints([2])] },
]

const pieces: readonly GradientCase[] = [
  ...[0, 1, 2, -1].map(
    (axis): GradientCase => ({
      operator: 'Concat',
      about: `along ${axis}`,
      inputs: [value, floats(image, { seed: 3 })],
      attributes: { axis },
    }),
  ),
  {
    operator: 'Concat',
    about: 'of different sizes',
    inputs: [floats([2, 1, 2, 2]), fixed(floats([2, 2, 2, 2])), floats([2, 3, 2, 2])],
    attributes: { axis: 1 },
  },
  {
    operator: 'Concat',
    about: 'of tokens',
    inputs: [floats([2, 1, 3]), floats([2, 4, 3])],
    attributes: { axis: 1 },
  },
  { operator: 'Concat', about: 'of one', inputs: [value], attributes: { axis: 1 } },
  ...[0, 2, -3].map(
    (axis): GradientCase => ({
      operator: 'Split',
      about: `along ${axis}`,
      inputs: [floats([2, 2, 4, 3])],
      attributes: { axis },
      outputs: 2,
    }),
  ),
  {
    operator: 'Split',
    about: 'of given sizes',
    inputs: [value, ints([1, 3])],
    attributes: { axis: 2 },
    outputs: 2,
  },
  {
    operator: 'Split',
    about: 'sizes as attribute',
    inputs: [value],
    attributes: { axis: 1, split: [2, 1] },
    outputs: 2,
    opset: 11,
  },
  {
    operator: 'Split',
    about: 'into unequal parts',
    inputs: [floats([7, 2])],
    attributes: { num_outputs: 3 },
    outputs: 3,
    opset: 18,
  },
]

const places: readonly GradientCase[] = [
  { operator: 'Slice', inputs: [value, ints([1, 0]), ints([3, 2]), ints([1, -2])] },
  { operator: 'Slice', about: 'all axes', inputs: [value, ints([0, 1, 1, 0]), ints([1, 3, 9, -1])] },
  {
    operator: 'Slice',
    about: 'in steps',
    inputs: [floats([2, 5, 6, 1]), ints([1, 0]), ints([2 ** 40, 6]), ints([1, 2]), ints([2, 3])],
  },
  {
    operator: 'Slice',
    about: 'backwards',
    inputs: [floats([2, 5, 6]), ints([-1, 4]), ints([-9, 0]), ints([1, 2]), ints([-1, -2])],
  },
  {
    operator: 'Slice',
    about: 'starts as attribute',
    inputs: [value],
    attributes: { axes: [2], starts: [1], ends: [2 ** 62] },
    opset: 9,
  },
  {
    operator: 'Gather',
    about: 'one place',
    inputs: [floats([2, 5, 3]), ints([0], [])],
    attributes: { axis: 1 },
  },
  { operator: 'Gather', about: 'of an image', inputs: [value, ints([-1], [])], attributes: { axis: 1 } },
  { operator: 'Gather', about: 'even places', inputs: [value, ints([0, 2])], attributes: { axis: 1 } },
  {
    operator: 'Gather',
    about: 'uneven places',
    inputs: [value, ints([3, 0, 0, 1])],
    attributes: { axis: 2 },
  },
  { operator: 'Gather', about: 'a table of places', inputs: [floats([4, 3]), ints([0, -1, 2, 2], [2, 2])] },
  {
    operator: 'Gather',
    about: 'in the middle',
    inputs: [value, ints([0, 2, 2, 1], [2, 2])],
    attributes: { axis: 1 },
  },
  {
    operator: 'Gather',
    about: 'places that come at run time',
    inputs: [value, { ...ints([2, -1, 2]), constant: false }],
    attributes: { axis: 1 },
  },
]

export const shapeCases: readonly GradientCase[] = [
  ...reshapings,
  ...transpositions,
  ...copies,
  ...pieces,
  ...places,
  { operator: 'Cast', inputs: [value], attributes: { to: 1 } },
  { operator: 'Cast', about: 'to double', inputs: [value], attributes: { to: 11 } },
  { operator: 'CastLike', inputs: [value, fixed(floats([1]))] },
]
