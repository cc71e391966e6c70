import { beforeAll, describe, expect, it } from 'vitest'
import { startBackend } from '../../../tensor/backend.ts'
import { type Given, runNode } from '../fixtures.ts'
import type { Node } from '../operator.ts'
import { networkOperators } from './network-operators.ts'

const filled = (shape: readonly number[], of: (i: number) => number = (i) => i): Given => ({
  type: 'float32',
  shape,
  data: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => of(i)),
})
const constant = (given: Given): Given => ({ ...given, constant: true })
const weights = (shape: readonly number[], of?: (i: number) => number): Given => constant(filled(shape, of))
const ones = (shape: readonly number[]): Given => weights(shape, () => 1)

const shapeOf = (
  type: string,
  inputs: readonly (Given | undefined)[],
  attributes: Node['attributes'] = {},
  opset = 17,
): readonly number[] | undefined => {
  const node = { name: 'node', attributes, opset, outputs: 1 }
  return networkOperators[type]?.infer(node, inputs)[0]?.shape
}

describe("ONNX's operators for networks", () => {
  beforeAll(async () => {
    await startBackend()
  })

  it('place windows as PyTorch does', () => {
    const pool = (size: number, attributes: Node['attributes']) =>
      shapeOf('MaxPool', [filled([1, 1, size, size])], {
        kernel_shape: [2, 2],
        strides: [2, 2],
        ...attributes,
      })
    expect(pool(5, {})).toEqual([1, 1, 2, 2])
    expect(pool(5, { ceil_mode: 1 })).toEqual([1, 1, 3, 3])
    // The third window would start in the padding behind the image.
    expect(pool(3, { ceil_mode: 1, pads: [1, 1, 1, 1] })).toEqual([1, 1, 2, 2])
    expect(pool(5, { auto_pad: 'SAME_UPPER' })).toEqual([1, 1, 3, 3])
    expect(pool(5, { auto_pad: 'VALID' })).toEqual([1, 1, 2, 2])
    expect(pool(5, { dilations: [3, 3] })).toEqual([1, 1, 1, 1])
  })

  it('put the odd pixel of padding behind, or before', () => {
    const conv = (autoPad: string) =>
      runNode('Conv', [filled([1, 1, 1, 4], (i) => i + 1), ones([1, 1, 1, 2])], {
        attributes: { auto_pad: autoPad },
      }).outputs[0]?.data
    expect(conv('SAME_UPPER')).toEqual([3, 5, 7, 4])
    expect(conv('SAME_LOWER')).toEqual([1, 3, 5, 7])
  })

  it('leave images channels-last', () => {
    const image = { ...filled([1, 2, 2, 2]), layout: 'channels-last' as const }
    const layouts = (type: string, inputs: readonly Given[], attributes: Node['attributes'] = {}) =>
      runNode(type, inputs, { attributes }).outputs[0]?.layout
    expect(layouts('Conv', [filled([1, 2, 2, 2]), ones([3, 2, 1, 1])])).toBe('channels-last')
    expect(layouts('MaxPool', [image], { kernel_shape: [1, 1] })).toBe('channels-last')
    expect(layouts('GlobalAveragePool', [image])).toBe('channels-last')
    expect(layouts('BatchNormalization', [image, ...new Array<Given>(4).fill(ones([2]))])).toBe(
      'channels-last',
    )
    expect(layouts('HardSwish', [image])).toBe('channels-last')
  })

  it('count what a mean is of', () => {
    const mean = (countsPadding: number) =>
      runNode('AveragePool', [filled([1, 1, 1, 2], () => 4)], {
        attributes: { kernel_shape: [1, 2], pads: [0, 1, 0, 0], count_include_pad: countsPadding },
      }).outputs[0]?.data
    expect(mean(0)).toEqual([4, 4])
    expect(mean(1)).toEqual([2, 4])
  })

  it('normalise along one axis since opset 13, along all that follow before', () => {
    const softmax = (opset: number) =>
      runNode('Softmax', [filled([1, 2, 2], () => 0)], { attributes: { axis: 1 }, opset }).outputs[0]?.data
    expect(softmax(13)).toEqual([0.5, 0.5, 0.5, 0.5])
    expect(softmax(12)).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('take bounds from attributes or inputs, and the upper where they cross', () => {
    const clip = (inputs: Given[], attributes: Node['attributes'], opset: number) =>
      runNode('Clip', [filled([3], (i) => i - 1), ...inputs], { attributes, opset }).outputs[0]?.data
    expect(clip([], { min: 0 }, 6)).toEqual([0, 0, 1])
    expect(clip([weights([], () => 0.5)], { min: 0 }, 13)).toEqual([0.5, 0.5, 1])
    expect(clip([weights([], () => 3), weights([], () => 2)], {}, 13)).toEqual([2, 2, 2])
  })

  it('leave nothing out when they drop out', () => {
    const [output, mask] = runNode('Dropout', [filled([2])], { outputs: 2, opset: 13 }).outputs
    expect(output?.data).toEqual([0, 1])
    expect(mask).toMatchObject({ type: 'bool', data: [1, 1] })
    expect(runNode('Dropout', [filled([2])], { outputs: 2, opset: 7 }).outputs[1]?.type).toBe('float32')
  })

  it('resize a row', () => {
    const resized = (mode: string, coordinates: string, opset = 13) =>
      runNode('Resize', [filled([1, 1, 1, 2]), undefined, weights([4], (i) => (i === 3 ? 2 : 1))], {
        attributes: { mode, coordinate_transformation_mode: coordinates },
        opset,
      }).outputs[0]?.data
    expect(resized('nearest', 'asymmetric')).toEqual([0, 0, 1, 1])
    expect(resized('linear', 'half_pixel')).toEqual([0, 0.25, 0.75, 1])
    expect(resized('linear', 'asymmetric')).toEqual([0, 0.5, 1, 1])
    const aligned = resized('linear', 'align_corners') ?? []
    for (const [i, value] of aligned.entries()) expect(value).toBeCloseTo(i / 3, 6)
  })

  it.each<[string, string, readonly (Given | undefined)[], Node['attributes'], string]>([
    ['Conv', 'has no weights', [filled([1, 1, 2, 2])], {}, 'its input 1 is missing'],
    [
      'Conv',
      'of other channels',
      [filled([1, 3, 4, 4]), ones([2, 2, 1, 1])],
      {},
      'its weights are 2 × 2 × 1 × 1 for 3 channels in 1 groups',
    ],
    [
      'Conv',
      'larger than the image',
      [filled([1, 1, 2, 2]), ones([1, 1, 3, 3])],
      {},
      'its window of 3 is larger than the input of 2 with its padding',
    ],
    [
      'Conv',
      'with too few strides',
      [filled([1, 1, 2, 2]), ones([1, 1, 1, 1])],
      { strides: [1] },
      'its strides are 1 numbers for 2 spatial axes',
    ],
    ['Conv', 'oddly padded', [filled([1, 1, 2, 2]), ones([1, 1, 1, 1])], { auto_pad: 'SAME' }, '"auto_pad"'],
    [
      'Conv',
      'dilated beyond all memory',
      [filled([1, 1, 2, 2]), ones([1, 1, 2, 2])],
      { dilations: [8192, 8192], pads: [8192, 8192, 8192, 8192] },
      'its padded input would not fit into memory',
    ],
    [
      'Resize',
      'to a size beyond all memory',
      [
        filled([1, 1, 2, 4096]),
        undefined,
        undefined,
        { type: 'int64', shape: [4], data: [1, 1, 2, 1e8], constant: true },
      ],
      {},
      'its weights would not fit into memory',
    ],
    [
      'LpPool',
      'of a huge window',
      [filled([1, 1, 2000])],
      { kernel_shape: [1500] },
      'its window is larger than 1024 along an axis',
    ],
    ['Gemm', 'of unlike matrices', [filled([1, 2]), ones([3, 1])], {}, '1 × 2 and 3 × 1 have no product'],
    ['MatMul', 'of unlike matrices', [filled([2, 2]), ones([3, 1])], {}, '2 × 2 and 3 × 1 have no product'],
    ['MaxPool', 'of no size', [filled([1, 1, 2, 2])], {}, 'its attribute "kernel_shape" is missing'],
    [
      'BatchNormalization',
      'in training',
      [filled([1, 1, 1]), ...new Array<Given>(4).fill(ones([1]))],
      { training_mode: 1 },
      'it is set to training, and networks are only run here',
    ],
    [
      'Resize',
      'to computed sizes',
      [filled([1, 1, 2, 2]), undefined, filled([4])],
      {},
      'its scales depend on the image',
    ],
    ['Softmax', 'along no axis', [filled([2, 2])], { axis: 2 }, 'there is no axis 2 among 2 dimensions'],
    [
      'DepthToSpace',
      'of too few channels',
      [filled([1, 3, 1, 1])],
      { blocksize: 2 },
      '3 channels do not fill',
    ],
  ])('refuse a %s %s', (type, _, inputs, attributes, sentence) => {
    const known = inputs.map((input) =>
      input === undefined || input.constant === true ? input : { type: input.type, shape: input.shape },
    )
    const node = { name: 'node', attributes, opset: 17, outputs: 1 }
    expect(() => networkOperators[type]?.infer(node, known)).toThrow(sentence)
  })

  it('standardise weights that are known, as training does', () => {
    const node = { name: 'node', attributes: { training_mode: 1, epsilon: 0 }, opset: 17, outputs: 3 }
    const numbers = (...data: number[]) => ({ type: 'float32' as const, shape: [data.length], data })
    // Channels of 1, 3 and 5, 9: their means are 2 and 7, their deviations 1 and 2.
    const weight = { type: 'float32' as const, shape: [1, 2, 2], data: [1, 3, 5, 9] }
    const rest = [numbers(1, 2), numbers(0, 10), numbers(0, 0), numbers(1, 1)]
    const folded = networkOperators.BatchNormalization?.fold?.(node, [weight, ...rest]) ?? []
    const [output, mean, variance] = folded.map(({ data }) => Array.from(data))
    expect(output).toEqual([-1, 1, 8, 12])
    // A tenth of the new beside nine tenths of the old.
    expect(mean?.[1]).toBeCloseTo(0.7, 6)
    expect(variance?.[1]).toBeCloseTo(1.3, 6)
  })

  it('say where maxima lay, in the order that is asked for', () => {
    // 1 5 / 2 3 / 9 4 in the second of two channels: 5 is the second number of its six by rows, the fourth by columns.
    const image = filled([1, 2, 3, 2], (i) => [0, 0, 0, 0, 0, 0, 1, 5, 2, 3, 9, 4][i] ?? 0)
    const places = (order: number) =>
      runNode('MaxPool', [image], {
        attributes: { kernel_shape: [2, 2], storage_order: order },
        outputs: 2,
      }).outputs[1]
    expect(places(0)).toMatchObject({ type: 'int64', shape: [1, 2, 2, 1], data: [0, 2, 7, 10] })
    expect(places(1)?.data).toEqual([0, 1, 9, 8])
  })

  it('refuse places of what is no maximum', () => {
    const node = { name: 'node', attributes: { kernel_shape: [1, 1] }, opset: 17, outputs: 2 }
    expect(() => networkOperators.AveragePool?.infer(node, [filled([1, 1, 2, 2])])).toThrow(
      'its second output, where numbers lay, is not computed here',
    )
  })
})
