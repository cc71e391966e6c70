import { fixed, floats, GRID, type GradientCase, image, ints, numbers } from './case.ts'

const inRange =
  (from: number, to: number) =>
  (operator: string): GradientCase => ({
    operator,
    inputs: [floats(image, { from, to })],
  })

/** Spreading of every kind: none, a number, channels, channels with a batch axis, a picture's row, both sides. */
const pairs = (operator: string, from: number, to: number): GradientCase[] => {
  const one = floats(image, { from, to })
  // Half a grid apart from the first, so that maxima have no ties.
  const other = (shape: readonly number[]) =>
    floats(shape, { from: from + GRID / 2, to: to + GRID / 2, seed: 7 })
  return [
    { operator, about: 'same shapes', inputs: [one, other(image)] },
    { operator, about: 'with a number', inputs: [one, other([])] },
    { operator, about: 'with channels', inputs: [one, other([3, 1, 1])] },
    { operator, about: 'with channels of one image', inputs: [other([1, 3, 1, 1]), one] },
    { operator, about: 'with weights', inputs: [one, fixed(other([1, 3, 1, 1]))] },
    { operator, about: 'with a row', inputs: [one, other([2])] },
    { operator, about: 'both spread', inputs: [floats([2, 1, 2, 1], { from, to }), other([3, 1, 2])] },
    { operator, about: 'more dimensions', inputs: [one, other([2, 1, 1, 1, 1])] },
  ]
}

const condition = ints([1, 0, 0, 1, 1, 0], [1, 3, 1, 2], 'bool')

export const elementwiseCases: readonly GradientCase[] = [
  ...['Neg', 'Abs', 'Exp', 'Sign', 'Sin', 'Cos', 'Tan', 'Atan', 'Sinh', 'Cosh', 'Asinh', 'Identity'].map(
    inRange(-1, 1),
  ),
  // Away from the integers, where they jump.
  ...['Floor', 'Ceil'].map(
    (operator): GradientCase => ({ operator, inputs: [floats(image, { from: -2, to: 2 })] }),
  ),
  ...['Round'].map(inRange(-2, 2)),
  ...['Sqrt', 'Log', 'Reciprocal'].map(inRange(0.75, 2.5)),
  ...['Asin', 'Acos', 'Atanh'].map(inRange(-0.75, 0.75)),
  ...['Acosh'].map(inRange(1.5, 3)),
  ...['Add', 'Sub', 'Mul', 'Max', 'Min', 'Sum', 'Mean'].flatMap((operator) => pairs(operator, -1, 1)),
  ...['Div', 'Pow'].flatMap((operator) => pairs(operator, 0.5, 2)),
  { operator: 'Pow', about: 'squared', inputs: [floats(image), fixed(ints([2], [], 'int64'))] },
  ...[3, 0.5, -0.5, -1].map(
    (power): GradientCase => ({
      operator: 'Pow',
      about: `to the ${power}`,
      inputs: [floats(image, { from: 0.5, to: 2 }), fixed(numbers([power]))],
    }),
  ),
  { operator: 'Pow', about: 'cubed below zero', inputs: [floats(image), fixed(numbers([3], []))] },
  {
    operator: 'Mod',
    about: 'fmod',
    inputs: [floats(image, { from: 2, to: 3 }), fixed(floats([2], { from: 1.2, to: 1.4 }))],
    attributes: { fmod: 1 },
  },
  {
    operator: 'Mod',
    inputs: [floats([2, 3], { from: -0.9, to: -0.6 }), floats([3], { from: 0.5, to: 0.58 })],
  },
  ...['Max', 'Min', 'Sum', 'Mean'].map(
    (operator): GradientCase => ({
      operator,
      about: 'of three',
      inputs: [
        floats(image),
        floats([3, 1, 1], { from: -0.5 - GRID / 2, to: -GRID / 2 }),
        floats([1, 1, 2, 2], { from: GRID / 2, to: 0.5 + GRID / 2 }),
      ],
    }),
  ),
  ...['Add', 'Mul', 'Div', 'Pow'].map(
    (operator): GradientCase => ({
      operator,
      about: 'from an axis on, as before opset 7',
      inputs: [floats(image, { from: 0.5, to: 2 }), floats([3], { from: 0.5, to: 2, seed: 7 })],
      attributes: { broadcast: 1, axis: 1 },
      opset: 6,
    }),
  ),
  { operator: 'Sum', about: 'of one', inputs: [floats(image)] },
  { operator: 'Where', inputs: [condition, floats(image), floats([3, 1, 1], { seed: 3 })] },
  { operator: 'Where', about: 'spread', inputs: [ints([1, 0], [2], 'bool'), floats([3, 1]), floats([])] },
]
