import { z } from 'zod'
import {
  channelsFirst,
  firstTensor,
  fromFront,
  own,
  ownTensor,
  shapeOf,
  withNumbers,
} from '../../convert/tensor.ts'
import { filled } from '../../convert/weights.ts'
import { LayerFault, layerType, single } from './layer.ts'

/** An axis, which some versions put into a list. */
const oneAxis = z.union([
  z.int(),
  z
    .array(z.int())
    .length(1)
    .transform(([axis = -1]) => axis),
])
const affine = { scale: z.boolean().default(true), center: z.boolean().default(true) }

const scaleAndShift = ({ scale, center }: { scale: boolean; center: boolean }): string[] => [
  ...(scale ? ['gamma'] : []),
  ...(center ? ['beta'] : []),
]

const batchNormalization = layerType(
  z.object({ axis: oneAxis.default(-1), epsilon: z.number().default(1e-3), ...affine }),
  ({ axis, epsilon, scale, center }, call) => {
    const { graph } = call
    const input = single(call)
    const at = fromFront(axis, input.rank)
    if (at !== 1 && at !== input.rank - 1)
      throw new LayerFault(`it normalises along axis ${axis}, which is no channel's`)
    if (at > 1 && input.rank !== 4) throw new LayerFault(`its input has ${input.rank} axes; images have 4`)
    const twin = input.rank === 4 && at === 3
    const channels = shapeOf(graph, input)[at] ?? 0
    const parameter = (role: string, there: boolean, missing: number) =>
      call.weight(role, () => (there ? call.variable(role, [channels]) : filled(channels, missing)))
    const inputs = [
      twin ? channelsFirst(graph, input) : own(graph, input),
      parameter('gamma', scale, 1),
      parameter('beta', center, 0),
      parameter('moving_mean', true, 0),
      parameter('moving_variance', true, 1),
    ]
    const name = graph.node('BatchNormalization', inputs, { epsilon }, call.output)
    return twin ? firstTensor(name) : ownTensor(graph, name)
  },
  (config) => [...scaleAndShift(config), 'moving_mean', 'moving_variance'],
)

const layerNormalization = layerType(
  z.object({
    axis: z.union([z.int().transform((axis) => [axis]), z.array(z.int())]).default([-1]),
    epsilon: z.number().default(1e-3),
    rms_scaling: z.boolean().default(false),
    ...affine,
  }),
  ({ axis, epsilon, scale, center, rms_scaling }, call) => {
    const { graph } = call
    const input = single(call)
    const axes = axis.map((one) => fromFront(one, input.rank)).toSorted((a, b) => a - b)
    if (rms_scaling || axes.some((at, i) => at !== input.rank - axes.length + i))
      throw new LayerFault(`it normalises along axes ${axis.join(', ')}; only the last ones are read`)
    const shape = shapeOf(graph, input).slice(input.rank - axes.length)
    const count = shape.reduce((product, size) => product * size, 1)
    const gamma = call.weight('gamma', () =>
      scale ? call.variable('gamma', shape) : { ...filled(count, 1), shape },
    )
    const further = center ? [call.weight('beta', () => call.variable('beta', shape))] : []
    const params = { axis: -axes.length, epsilon }
    return ownTensor(
      graph,
      graph.node('LayerNormalization', [own(graph, input), gamma, ...further], params, call.output),
    )
  },
  scaleAndShift,
)

const numbers = z.union([z.number().transform((value) => [value]), z.array(z.number())])

const rescaling = layerType(
  z.object({ scale: numbers, offset: numbers.default([0]) }),
  ({ scale, offset }, call) => {
    const as = (values: number[]) => ({ values, shape: values.length === 1 ? [] : [values.length] })
    const scaled = withNumbers(call.graph, single(call), 'Mul', `${call.output}/scaled`, as(scale))
    return withNumbers(call.graph, scaled, 'Add', call.output, as(offset))
  },
)

/** Mean and variance as Keras writes them: numbers in however many lists. */
const nested = z.union([z.number(), z.array(z.unknown())]).nullish()
const flat = (value: unknown): number[] =>
  Array.isArray(value) ? value.flatMap(flat) : typeof value === 'number' ? [value] : []

const normalization = layerType(
  z.object({
    axis: oneAxis.nullish(),
    mean: nested,
    variance: nested,
    invert: z.boolean().default(false),
  }),
  ({ axis, mean, variance, invert }, call) => {
    const { graph } = call
    const input = single(call)
    const channels = shapeOf(graph, input).at(-1) ?? 0
    const last = axis !== null && axis !== undefined && fromFront(axis, input.rank) === input.rank - 1
    if (!last && axis !== null && axis !== undefined)
      throw new LayerFault('it normalises along another axis than the last')
    const given = (value: unknown, name: string) => {
      const values = value === null || value === undefined ? [...call.variable(name).data] : flat(value)
      if (values.length !== 1 && values.length !== channels)
        throw new LayerFault(`it has ${values.length} numbers for ${channels} channels`)
      return { values, shape: values.length === 1 ? [] : [values.length] }
    }
    const centre = given(mean, 'mean')
    const spread = given(variance, 'variance')
    const deviation = { ...spread, values: spread.values.map((value) => Math.max(Math.sqrt(value), 1e-7)) }
    if (invert) {
      const scaled = withNumbers(graph, input, 'Mul', `${call.output}/scaled`, deviation)
      return withNumbers(graph, scaled, 'Add', call.output, centre)
    }
    const centred = withNumbers(graph, input, 'Sub', `${call.output}/centred`, centre)
    return withNumbers(graph, centred, 'Div', call.output, deviation)
  },
  ({ mean }) => (mean === null || mean === undefined ? ['mean', 'variance', 'count'] : []),
)

/** ConvNeXt's scale a channel, a class that keras.applications has of its own. */
const layerScale = layerType(
  z.object({ projection_dim: z.int().positive() }),
  ({ projection_dim }, call) => {
    const gamma = call.variable('gamma', [projection_dim])
    const numbers = { values: [...gamma.data], shape: gamma.shape }
    return withNumbers(call.graph, single(call), 'Mul', call.output, numbers)
  },
  () => ['gamma'],
)

/** Layers that shift and scale. */
export const normalizationLayers = {
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  LayerScale: layerScale,
  Rescaling: rescaling,
  Normalization: normalization,
}
