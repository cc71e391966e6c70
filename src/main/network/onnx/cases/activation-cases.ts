import { fixed, floats, type GradientCase, image, numbers } from './case.ts'

/** Where the gradients of activations are tried: one row or more an operator. */
export const activationCases: readonly GradientCase[] = [
  ...[
    'Relu',
    'LeakyRelu',
    'Elu',
    'Selu',
    'Sigmoid',
    'Tanh',
    'Softplus',
    'Softsign',
    'Mish',
    'Swish',
    'Erf',
  ].map((operator) => ({ operator, inputs: [floats(image, { from: -2, to: 2 })] })),
  { operator: 'LeakyRelu', about: 'steeper', inputs: [floats(image)], attributes: { alpha: 0.3 } },
  { operator: 'Elu', about: 'of another alpha', inputs: [floats(image)], attributes: { alpha: 0.5 } },
  { operator: 'Celu', inputs: [floats(image, { from: -2, to: 2 })], attributes: { alpha: 2 } },
  { operator: 'Swish', about: 'of another alpha', inputs: [floats(image)], attributes: { alpha: 2 } },
  { operator: 'HardSigmoid', inputs: [floats(image, { from: -4, to: 4 })] },
  { operator: 'HardSwish', inputs: [floats(image, { from: -5, to: 5 })] },
  { operator: 'Gelu', inputs: [floats(image, { from: -2, to: 2 })], opset: 20 },
  {
    operator: 'Gelu',
    about: 'by tanh',
    inputs: [floats(image, { from: -2, to: 2 })],
    attributes: { approximate: 'tanh' },
    opset: 20,
  },
  { operator: 'ThresholdedRelu', inputs: [floats(image, { from: -2, to: 2 })], attributes: { alpha: 0.5 } },
  {
    operator: 'Shrink',
    inputs: [floats(image, { from: -2, to: 2 })],
    attributes: { bias: 0.25, lambd: 0.5 },
  },
  {
    operator: 'PRelu',
    about: 'a slope a channel',
    inputs: [floats(image), floats([3, 1, 1], { seed: 2 })],
  },
  { operator: 'PRelu', about: 'one slope', inputs: [floats(image), fixed(numbers([0.25]))] },
  { operator: 'Clip', inputs: [floats(image), fixed(numbers([-0.5], [])), fixed(numbers([0.5], []))] },
  {
    operator: 'Clip',
    about: 'by computed bounds',
    inputs: [floats(image), numbers([-0.5], []), numbers([0.5], [])],
  },
  { operator: 'Clip', about: 'by attributes', inputs: [floats(image)], attributes: { min: 0 }, opset: 6 },
  { operator: 'Dropout', inputs: [floats(image)], outputs: 2 },
]
