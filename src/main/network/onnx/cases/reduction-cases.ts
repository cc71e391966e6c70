import { floats, type GradientCase, image, ints, numbers } from './case.ts'

/** Every way of naming axes, over numbers of a range. */
const everyWay = (operator: string, from: number, to: number): GradientCase[] => {
  const value = floats(image, { from, to })
  return [
    { operator, inputs: [value] },
    { operator, about: 'pictures', inputs: [value, ints([2, 3])], opset: 18 },
    {
      operator,
      about: 'axes as attribute',
      inputs: [value],
      attributes: { axes: [-3], keepdims: 0 },
      opset: 11,
    },
    { operator, about: 'the batch', inputs: [value, ints([0])], attributes: { keepdims: 0 }, opset: 18 },
    { operator, about: 'rows', inputs: [value, ints([2])], attributes: { keepdims: 0 }, opset: 18 },
    { operator, about: 'a list', inputs: [floats([5], { from, to })], attributes: { keepdims: 0 } },
    {
      operator,
      about: 'no axis',
      inputs: [value],
      attributes: { noop_with_empty_axes: 1 },
      opset: 18,
    },
  ]
}

const reductions = [
  ...['ReduceSum', 'ReduceMean', 'ReduceMax', 'ReduceMin', 'ReduceSumSquare', 'ReduceLogSumExp'].flatMap(
    (operator) => everyWay(operator, -1, 1),
  ),
  ...['ReduceL1', 'ReduceL2'].flatMap((operator) => everyWay(operator, -1, 1)),
  ...['ReduceProd', 'ReduceLogSum'].flatMap((operator) => everyWay(operator, 0.5, 1.5)),
]

export const reductionCases: readonly GradientCase[] = [
  ...reductions,
  {
    operator: 'ReduceProd',
    about: 'with zeros',
    inputs: [numbers([0.5, 0, 2, 3, 0, -1, 0, 1, 1.5], [3, 3]), ints([1])],
    opset: 18,
  },
  { operator: 'ReduceSum', about: 'a number', inputs: [floats([])] },
  ...[0, 1].flatMap((exclusive) =>
    [0, 1].map(
      (reverse): GradientCase => ({
        operator: 'CumSum',
        about: `exclusive ${exclusive}, reverse ${reverse}`,
        inputs: [floats(image), ints([-3], [])],
        attributes: { exclusive, reverse },
      }),
    ),
  ),
  { operator: 'TopK', inputs: [floats([2, 5]), ints([3])], outputs: 2 },
  {
    operator: 'TopK',
    about: 'smallest of channels',
    inputs: [floats([2, 3, 2, 1]), ints([2])],
    attributes: { axis: 1, largest: 0 },
    outputs: 2,
  },
  {
    operator: 'TopK',
    about: 'k as attribute',
    inputs: [floats([2, 5])],
    attributes: { k: 2 },
    outputs: 2,
    opset: 9,
  },
]
