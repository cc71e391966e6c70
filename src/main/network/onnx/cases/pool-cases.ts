import { floats, type GradientCase, image } from './case.ts'

const pool = (
  operator: string,
  about: string,
  shape: readonly number[],
  attributes: Record<string, unknown>,
) => ({
  operator,
  about,
  inputs: [floats(shape, { from: -4, to: 4 })],
  attributes,
})

/** Where the gradients of pools are tried. */
export const poolCases: readonly GradientCase[] = [
  ...['MaxPool', 'AveragePool', 'LpPool'].flatMap((operator) => [
    pool(operator, 'padded, reaching over', [1, 2, 6, 6], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 0, 0, 0],
      ceil_mode: 1,
    }),
    pool(operator, 'over one axis', [2, 2, 5], { kernel_shape: [2] }),
    pool(operator, 'dilated', [1, 1, 6, 6], { kernel_shape: [2, 3], dilations: [2, 1], strides: [1, 2] }),
  ]),
  pool('MaxPool', 'over three axes', [1, 1, 3, 4, 4], { kernel_shape: [2, 2, 2] }),
  pool('AveragePool', 'with its padding', [1, 2, 4, 4], {
    kernel_shape: [3, 3],
    auto_pad: 'SAME_LOWER',
    count_include_pad: 1,
  }),
  pool('LpPool', 'of another norm', [1, 1, 3, 3], { kernel_shape: [2, 2], p: 3 }),
  pool('GlobalAveragePool', '', image, {}),
  pool('GlobalMaxPool', '', image, {}),
  pool('GlobalLpPool', '', image, {}),
]
