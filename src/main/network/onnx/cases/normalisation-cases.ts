import { fixed, floats, type GradientCase, image } from './case.ts'

/** Where the gradients of normalisations are tried. */
export const normalisationCases: readonly GradientCase[] = [
  { operator: 'LRN', inputs: [floats([1, 5, 2, 2])], attributes: { size: 3, alpha: 0.5, bias: 2 } },
  {
    operator: 'LRN',
    about: 'of another exponent',
    inputs: [floats([1, 5, 2, 2])],
    attributes: { size: 3, alpha: 0.5, beta: 0.5 },
  },
  {
    operator: 'BatchNormalization',
    inputs: [
      floats(image),
      ...[2, 3, 4].map((seed) => fixed(floats([3], { seed }))),
      fixed(floats([3], { from: 0.5, to: 2 })),
    ],
  },
  {
    operator: 'BatchNormalization',
    about: 'by computed numbers',
    inputs: [
      floats(image),
      ...[2, 3, 4].map((seed) => floats([3], { seed })),
      floats([3], { from: 0.5, to: 2 }),
    ],
  },
  {
    operator: 'InstanceNormalization',
    inputs: [floats(image), floats([3], { seed: 2 }), floats([3], { seed: 3 })],
  },
  {
    operator: 'GroupNormalization',
    about: 'a factor a group',
    inputs: [floats([2, 4, 2, 2]), floats([2], { seed: 2 }), floats([2], { seed: 3 })],
    attributes: { num_groups: 2 },
    opset: 18,
  },
  {
    operator: 'GroupNormalization',
    about: 'a factor a channel',
    inputs: [floats([2, 4, 2, 2]), floats([4], { seed: 2 }), fixed(floats([4], { seed: 3 }))],
    attributes: { num_groups: 2 },
    opset: 21,
  },
  {
    operator: 'LayerNormalization',
    inputs: [floats([2, 3, 4]), floats([4], { seed: 2 }), floats([4], { seed: 3 })],
    outputs: 3,
  },
  {
    operator: 'LayerNormalization',
    about: 'over images',
    inputs: [floats(image), fixed(floats([3, 2, 2], { seed: 2 }))],
    attributes: { axis: 1 },
  },
  { operator: 'MeanVarianceNormalization', inputs: [floats(image)] },
  { operator: 'LpNormalization', inputs: [floats(image)], attributes: { axis: 1 } },
  { operator: 'LpNormalization', about: 'of sizes', inputs: [floats(image)], attributes: { axis: 1, p: 1 } },
  ...['Softmax', 'LogSoftmax'].flatMap((operator) => [
    { operator, inputs: [floats(image)] },
    { operator, about: 'over channels', inputs: [floats(image)], attributes: { axis: 1 } },
    { operator, about: 'over all that follows', inputs: [floats(image)], attributes: { axis: 1 }, opset: 11 },
  ]),
]
