import { z } from 'zod'
import { sizesOf } from '../../convert/resize.ts'
import { own, ownTensor, shapeOf } from '../../convert/tensor.ts'
import { images } from './images.ts'
import { dataFormat, LayerFault, layerType, single, sizes } from './layer.ts'

/** Lengths at both ends of both axes: one for all, one an axis, or two an axis. */
const margins = z.union([
  z
    .int()
    .min(0)
    .transform(
      (all) =>
        [
          [all, all],
          [all, all],
        ] as const,
    ),
  z.tuple([z.int().min(0), z.int().min(0)]).transform(
    ([y, x]) =>
      [
        [y, y],
        [x, x],
      ] as const,
  ),
  z.tuple([z.tuple([z.int().min(0), z.int().min(0)]), z.tuple([z.int().min(0), z.int().min(0)])]),
])

const zeroPadding = layerType(
  z.object({
    padding: margins.default([
      [1, 1],
      [1, 1],
    ]),
    data_format: dataFormat,
  }),
  (config, call) => {
    const input = images(call, config.data_format)
    const [[top, bottom], [left, right]] = config.padding
    const pads = call.graph.integers(`${call.output}/pads`, [0, 0, top, left, 0, 0, bottom, right])
    return input.tensor(call.graph.node('Pad', [input.name, pads], { mode: 'constant' }, call.output))
  },
)

const cropping = layerType(
  z.object({
    cropping: margins.default([
      [0, 0],
      [0, 0],
    ]),
    data_format: dataFormat,
  }),
  (config, call) => {
    const input = images(call, config.data_format)
    const [[top, bottom], [left, right]] = config.cropping
    const [height, width] = input.size
    if (top + bottom >= height || left + right >= width) throw new LayerFault('it cuts everything off')
    const list = (role: string, values: number[]) => call.graph.integers(`${call.output}/${role}`, values)
    const bounds = [
      list('starts', [top, left]),
      list('ends', [height - bottom, width - right]),
      list('axes', [2, 3]),
    ]
    return input.tensor(call.graph.node('Slice', [input.name, ...bounds], {}, call.output))
  },
)

/** TensorFlow's two ways to enlarge, whose half-pixel centres are ONNX's; the nearest is plain repetition. */
const modes = {
  nearest: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
  bilinear: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
} as const
const interpolation = z.enum(['nearest', 'bilinear'])

const upSampling = layerType(
  z.object({
    size: sizes.default([2, 2]),
    interpolation: interpolation.default('nearest'),
    data_format: dataFormat,
  }),
  ({ size, interpolation, data_format }, call) => {
    const input = images(call, data_format)
    const scales = call.graph.floats(`${call.output}/scales`, [1, 1, ...size], [4])
    return input.tensor(
      call.graph.node('Resize', [input.name, '', scales], modes[interpolation], call.output),
    )
  },
)

const resizing = layerType(
  z.object({
    height: z.int().positive(),
    width: z.int().positive(),
    interpolation: interpolation.default('bilinear'),
    crop_to_aspect_ratio: z.literal(false).nullish(),
    pad_to_aspect_ratio: z.literal(false).nullish(),
    antialias: z.literal(false).nullish(),
    data_format: dataFormat,
  }),
  ({ height, width, interpolation, data_format }, call) => {
    const input = images(call, data_format)
    if (input.size[0] === height && input.size[1] === width) return single(call)
    const lengths = sizesOf(call.graph, input.name, [height, width], call.output)
    const params =
      interpolation === 'bilinear'
        ? modes.bilinear
        : { mode: 'nearest', coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' }
    return input.tensor(call.graph.node('Resize', [input.name, '', '', lengths], params, call.output))
  },
)

/** Keras' order of units is height, width, channels, whichever way the images lie. */
const flatten = layerType(z.object({ data_format: dataFormat }), ({ data_format }, call) => {
  const { graph, output } = call
  const input = single(call)
  if (input.rank === 2) return input
  const last = data_format === 'channels_last' || input.rank !== 4
  const name = last
    ? own(graph, input)
    : graph.node('Transpose', [own(graph, input)], { perm: [0, 2, 3, 1] }, `${output}/NHWC`)
  return ownTensor(graph, graph.node('Flatten', [name], { axis: 1 }, output))
})

const reshape = layerType(
  z.object({ target_shape: z.array(z.int().min(-1)).max(8) }),
  ({ target_shape }, call) => {
    const { graph, output } = call
    const input = single(call)
    const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)
    const rest = count(shapeOf(graph, input).slice(1)) / count(target_shape.filter((size) => size !== -1))
    if (!(target_shape.includes(-1) ? Number.isInteger(rest) : rest === 1))
      throw new LayerFault(
        `its input has ${shapeOf(graph, input).slice(1).join(' × ')} numbers, not ${target_shape.join(' × ')}`,
      )
    const target = graph.integers(`${output}/shape`, [
      -1,
      ...target_shape.map((size) => (size === -1 ? rest : size)),
    ])
    return ownTensor(graph, graph.node('Reshape', [own(graph, input), target], {}, output))
  },
)

const permute = layerType(z.object({ dims: z.array(z.int().positive()).max(8) }), ({ dims }, call) => {
  const { graph } = call
  const input = single(call)
  if (dims.toSorted((a, b) => a - b).some((axis, i) => axis !== i + 1) || dims.length !== input.rank - 1)
    throw new LayerFault(`it puts axes in the order ${dims.join(', ')}, which its input does not have`)
  return ownTensor(graph, graph.node('Transpose', [own(graph, input)], { perm: [0, ...dims] }, call.output))
})

/** Layers that change a tensor's shape and keep its numbers. */
export const shapeLayers = {
  ZeroPadding2D: zeroPadding,
  Cropping2D: cropping,
  UpSampling2D: upSampling,
  Resizing: resizing,
  Flatten: flatten,
  Reshape: reshape,
  Permute: permute,
}
