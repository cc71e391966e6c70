import { z } from 'zod'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { axesOf } from '../axes.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'
import { checkFits } from './fits.ts'
import { resampling } from './resample.ts'
import { type Interpolation, type ResizedAxis, tapsOf } from './resize-weights.ts'

const schema = z.object({
  mode: z.enum(['nearest', 'linear', 'cubic']).default('nearest'),
  coordinate_transformation_mode: z
    .enum([
      'half_pixel',
      'half_pixel_symmetric',
      'pytorch_half_pixel',
      'align_corners',
      'asymmetric',
      'tf_half_pixel_for_nn',
      'tf_crop_and_resize',
    ])
    .default('half_pixel'),
  nearest_mode: z
    .enum(['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'])
    .default('round_prefer_floor'),
  cubic_coeff_a: z.number().default(-0.75),
  exclude_outside: z.int().default(0),
  extrapolation_value: z.number().default(0),
  antialias: z.int().default(0),
  axes: z.array(z.int()).optional(),
  keep_aspect_ratio_policy: z.enum(['stretch', 'not_larger', 'not_smaller']).default('stretch'),
})
type Attributes = z.infer<typeof schema>

/** A value resized along some of its axes, to scales or sizes. */
export const resize: OnnxOperator = {
  reads: [1, 2, 3],
  infer(node, inputs) {
    const { type, shape } = required(inputs, 0)
    const axes = resizedAxes(node, inputs)
    return [{ type, shape: shape.map((size, axis) => axes.find((one) => one.axis === axis)?.output ?? size) }]
  },
  compile(node, inputs, uploads) {
    const [output] = resize.infer(node, inputs)
    const attributes = attributesOf(node, schema)
    const how = interpolationOf(node, attributes)
    const axes = resizedAxes(node, inputs).filter(
      ({ input, output: size, scale }) =>
        size !== input || scale !== 1 || how.coordinates === 'tf_crop_and_resize',
    )
    const resampled = axes.map((axis) => ({ ...axis, taps: tapsOf(axis, how) }))
    return resampling(node, required([output], 0), resampled, attributes.extrapolation_value, uploads)
  },
}

/** Opset 10 knew one way of finding coordinates, and one of rounding them. */
const interpolationOf = ({ opset }: Node, attributes: Attributes): Interpolation => ({
  mode: attributes.mode,
  coordinates: opset < 11 ? 'asymmetric' : attributes.coordinate_transformation_mode,
  nearest: opset < 11 ? 'floor' : attributes.nearest_mode,
  cubic: attributes.cubic_coeff_a,
  excludeOutside: attributes.exclude_outside !== 0,
  antialias: attributes.antialias !== 0 && attributes.mode !== 'nearest',
})

function resizedAxes(node: Node, inputs: readonly (Known | undefined)[]): ResizedAxis[] {
  const { shape } = required(inputs, 0)
  const attributes = attributesOf(node, schema)
  const axes = axesOf(attributes.axes ?? shape.map((_, axis) => axis), shape.length)
  const given = node.opset < 11 ? [undefined, inputs[1], undefined] : [inputs[1], inputs[2], inputs[3]]
  const [region, scales, sizes] = given.map((known, i) =>
    numbersOf(known, ['region', 'scales', 'sizes'][i] ?? ''),
  )
  const isCrop = attributes.coordinate_transformation_mode === 'tf_crop_and_resize'
  const each = sizes ?? scales
  if (each?.length !== axes.length)
    throw new OperatorError(`it states ${each?.length ?? 'no'} scales or sizes for ${axes.length} axes`)
  if (isCrop && region?.length !== 2 * axes.length)
    throw new OperatorError(`its region is ${region?.length ?? 0} numbers for ${axes.length} axes`)
  const kept = sizes && keptAspect(attributes, axes, sizes, shape)
  return axes.map((axis, i) => {
    const input = shape[axis] ?? 1
    const scale = kept ?? (sizes ? (sizes[i] ?? 1) / input : (scales?.[i] ?? 1))
    // The tiny part makes up for a scale of single precision that stands for a whole size.
    const stated = kept === undefined ? sizes?.[i] : Math.floor(kept * input + 0.5)
    const output = stated ?? Math.floor(input * scale + 1e-6 * input)
    checkFits(input * output, 'its weights')
    return { axis, input, output, scale, region: [region?.[i] ?? 0, region?.[i + axes.length] ?? 1] }
  })
}

/** The one scale of all axes where the picture keeps its shape; undefined where it is stretched. */
function keptAspect(
  { keep_aspect_ratio_policy: policy }: Attributes,
  axes: readonly number[],
  sizes: readonly number[],
  shape: readonly number[],
): number | undefined {
  if (policy === 'stretch') return undefined
  const scales = axes.map((axis, i) => (sizes[i] ?? 1) / (shape[axis] ?? 1))
  return policy === 'not_larger' ? Math.min(...scales) : Math.max(...scales)
}

/** An input's numbers; undefined where it is left out or empty. */
function numbersOf(known: Known | undefined, what: string): number[] | undefined {
  if (known === undefined || countOf(known.shape) === 0) return undefined
  if (known.data === undefined) throw new OperatorError(`its ${what} depend on the image`)
  return Array.from(known.data)
}
