import { fixed, floats, type GradientCase, ints, numbers } from './case.ts'

const value = floats([2, 3, 4, 3])
const atRunTime = (given: ReturnType<typeof ints>) => ({ ...given, constant: false })

const paddings: readonly GradientCase[] = [
  { operator: 'Pad', inputs: [value, ints([0, 0, 1, 2, 0, 0, 3, 0])] },
  {
    operator: 'Pad',
    about: 'with a number',
    inputs: [value, ints([1, 0, 0, 1, 0, 2, 0, 0]), fixed(numbers([2.5], []))],
  },
  { operator: 'Pad', about: 'taking away', inputs: [value, ints([0, -1, 1, 0, 0, 0, -2, 1])] },
  {
    operator: 'Pad',
    about: 'named axes',
    inputs: [value, ints([1, 0, 2, 1]), undefined, ints([-1, 1])],
    opset: 18,
  },
  {
    operator: 'Pad',
    about: 'pads as attribute',
    inputs: [value],
    attributes: { mode: 'reflect', pads: [0, 0, 1, 1, 0, 0, 1, 1] },
    opset: 10,
  },
  ...['reflect', 'edge', 'wrap'].map(
    (mode): GradientCase => ({
      operator: 'Pad',
      about: mode,
      inputs: [value, ints([0, 1, 2, 0, 1, 0, 3, 2])],
      attributes: { mode },
      opset: 19,
    }),
  ),
  {
    operator: 'Pad',
    about: 'reflect and take away',
    inputs: [value, ints([0, 0, 2, -1, 0, 0, -1, 1])],
    attributes: { mode: 'reflect' },
  },
]

const elements: readonly GradientCase[] = [
  {
    operator: 'GatherElements',
    inputs: [floats([3, 3]), ints([0, 2, -1, 1, 1, 0], [2, 3])],
  },
  {
    operator: 'GatherElements',
    about: 'of an image',
    inputs: [floats([1, 3, 2, 2]), ints([2, 0, -1, 1], [1, 1, 2, 2])],
    attributes: { axis: 1 },
  },
  {
    operator: 'GatherElements',
    about: 'along the last axis',
    inputs: [floats([2, 3]), atRunTime(ints([0, 0, 1, 2], [2, 2]))],
    attributes: { axis: -1 },
  },
  { operator: 'GatherND', inputs: [floats([2, 3, 2]), ints([0, 1, -1, 2, 0, 1], [3, 2])] },
  {
    operator: 'GatherND',
    about: 'an image each',
    inputs: [floats([2, 3, 2, 2]), ints([1, -1], [2, 1])],
    attributes: { batch_dims: 1 },
  },
  {
    operator: 'ScatterND',
    inputs: [floats([4, 2, 3]), ints([3, 0, -1, 1], [2, 2]), floats([2, 3], { seed: 3 })],
  },
  {
    operator: 'ScatterND',
    about: 'added, twice to one place',
    inputs: [floats([1, 3, 2, 2]), ints([0, 1, 0, 1], [2, 2]), floats([2, 2, 2], { seed: 3 })],
    attributes: { reduction: 'add' },
  },
  {
    operator: 'ScatterElements',
    inputs: [floats([3, 3]), ints([1, 0, 2, 0, -1, 1], [2, 3]), floats([2, 3], { seed: 3 })],
  },
  {
    operator: 'ScatterElements',
    about: 'along the last axis, added',
    inputs: [floats([1, 5]), ints([1, 1], [1, 2]), floats([1, 2], { seed: 3 })],
    attributes: { axis: -1, reduction: 'add' },
  },
  {
    operator: 'Scatter',
    inputs: [floats([1, 5]), ints([1, 3], [1, 2]), floats([1, 2], { seed: 3 })],
    attributes: { axis: 1 },
    opset: 10,
  },
  {
    operator: 'OneHot',
    inputs: [ints([1, -1, 0, 7], [2, 2]), ints([3]), floats([2])],
    attributes: { axis: 1 },
  },
  { operator: 'Trilu', inputs: [floats([2, 3, 4])] },
  { operator: 'Trilu', about: 'lower', inputs: [value, ints([-1], [])], attributes: { upper: 0 } },
]

const sum = (equation: string, ...shapes: number[][]): GradientCase => ({
  operator: 'Einsum',
  about: equation,
  inputs: shapes.map((shape, i) => floats(shape, { seed: i + 1 })),
  attributes: { equation },
})

const sums: readonly GradientCase[] = [
  sum('bij, bjk -> bik', [2, 2, 3], [2, 3, 2]),
  sum('bhid,bhjd->bhij', [1, 2, 3, 2], [1, 2, 2, 2]),
  sum('bhij,bhjd->bihd', [1, 2, 3, 2], [1, 2, 2, 3]),
  sum('...qhd,...khd->...hqk', [2, 2, 2, 3], [2, 3, 2, 3]),
  sum('nchw,c->nhw', [2, 3, 2, 2], [3]),
  sum('ij->i', [3, 4]),
  sum('ij->ji', [3, 4]),
  sum('i,i', [4], [4]),
  sum('i,j->ij', [3], [2]),
  sum('...ii->...i', [2, 3, 3]),
  sum('ii', [3, 3]),
  sum('ij,jk,kl->il', [2, 3], [3, 2], [2, 2]),
  sum('ia,jb->ij', [2, 3], [2, 2]),
  sum('ba', [2, 3]),
]

export const indexingCases: readonly GradientCase[] = [...paddings, ...elements, ...sums]
