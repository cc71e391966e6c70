import { fixed, floats, type GradientCase, ints, numbers } from './case.ts'

const resized = (
  about: string,
  scales: readonly number[],
  attributes: Record<string, unknown>,
): GradientCase => ({
  operator: 'Resize',
  about,
  inputs: [floats([1, 2, 3, 4]), undefined, fixed(numbers(scales))],
  attributes,
})

/** Where the gradients of operators that change an image's size are tried. */
export const sizeCases: readonly GradientCase[] = [
  resized('nearest', [1, 1, 2, 2], { mode: 'nearest' }),
  resized('linear', [1, 1, 2, 1.5], { mode: 'linear' }),
  resized('cubic, smaller', [1, 1, 0.7, 0.5], { mode: 'cubic', antialias: 1 }),
  resized('every axis', [2, 0.5, 1, 2], { mode: 'linear', coordinate_transformation_mode: 'align_corners' }),
  {
    operator: 'Resize',
    about: 'of a region, to sizes',
    inputs: [
      floats([1, 2, 3, 4]),
      fixed(numbers([0, 0, -0.2, 0.3, 1, 1, 0.7, 1.4])),
      undefined,
      ints([1, 2, 3, 3]),
    ],
    attributes: {
      mode: 'linear',
      coordinate_transformation_mode: 'tf_crop_and_resize',
      extrapolation_value: 5,
    },
  },
  {
    operator: 'Resize',
    about: 'of opset 10',
    inputs: [floats([1, 2, 3, 4]), fixed(numbers([1, 1, 2, 1]))],
    attributes: { mode: 'linear' },
    opset: 10,
  },
  {
    operator: 'Upsample',
    inputs: [floats([1, 2, 2, 2]), fixed(numbers([1, 1, 2, 3]))],
    attributes: { mode: 'nearest' },
    opset: 9,
  },
  {
    operator: 'Upsample',
    about: 'of opset 7',
    inputs: [floats([1, 2, 2, 2])],
    attributes: { mode: 'linear', scales: [1, 1, 2, 2] },
    opset: 7,
  },
  { operator: 'DepthToSpace', inputs: [floats([1, 8, 1, 2])], attributes: { blocksize: 2 } },
  {
    operator: 'DepthToSpace',
    about: 'channels first',
    inputs: [floats([1, 8, 1, 2])],
    attributes: { blocksize: 2, mode: 'CRD' },
  },
  { operator: 'SpaceToDepth', inputs: [floats([1, 2, 2, 4])], attributes: { blocksize: 2 } },
]
