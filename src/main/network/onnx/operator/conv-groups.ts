import * as tf from '../../../tensor/tf.ts'
import { groupFilters } from '../../operator/convolution-weights.ts'
import { correlation } from '../../operator/correlation.ts'
import type { KeepFilter, Sizes } from '../../operator/correlation-types.ts'
import { asImage } from '../../operator/layout.ts'
import { oneDnn } from '../../operator/one-dnn.ts'
import type { Uploads } from '../operator.ts'
import type { ConvolutionWeights, Plane, PlaneConvolution } from './convolution-types.ts'
import { depthwise } from './depthwise.ts'
import { dilated, isDilated } from './dilated.ts'
import { groupedByKernel } from './grouped-by-kernel.ts'
import { isSymmetric, withPadding } from './plane-padding.ts'
import type { Along } from './spatial.ts'

/** A convolution in groups of channels: by one kernel where the backend has it, else group by group. */
export function grouped(
  name: string,
  plane: Plane,
  weights: ConvolutionWeights,
  uploads: Uploads,
): PlaneConvolution {
  const { groups, channels } = plane
  if (groups > 1 && groups === channels) {
    const { filter, bias } = numbers(name, plane, weights, uploads)
    return withPadding(plane.along, depthwise(filter, bias, sizesOf(plane), keeper(name, uploads)))
  }
  const kernels = groups > 1 ? oneDnn() : null
  if (kernels !== null) {
    const { filter, bias } = numbers(name, plane, weights, uploads)
    return withPadding(
      plane.along,
      groupedByKernel(kernels, filter, bias, sizesOf(plane), keeper(name, uploads)),
    )
  }
  const part = { ...plane, groups: 1, channels: channels / groups, outputs: plane.outputs / groups }
  const parts = Array.from({ length: groups }, (_, group): PlaneConvolution => {
    const named = groups === 1 ? name : `${name} ${group}`
    const [sizes, given] = [sizesOf(part), ofGroup(weights, group, groups)]
    const keep = keeper(named, uploads)
    if (isDilated(sizes)) {
      const { filter, bias } = numbers(named, undilated(part), given, uploads)
      return dilated(filter, bias, sizes, keep)
    }
    const { filter, bias } = numbers(named, part, given, uploads)
    return correlation(filter, bias, sizes, keep)
  })
  return withPadding(plane.along, together(parts))
}

const undilated = (plane: Plane): Plane => {
  const [rows, columns] = plane.along
  return {
    ...plane,
    along: [
      { ...rows, dilation: 1 },
      { ...columns, dilation: 1 },
    ],
  }
}

/** Convolutions of a part of the channels each, side by side. */
function together(parts: readonly PlaneConvolution[]): PlaneConvolution {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const each = (image: tf.Tensor4D, run: (part: PlaneConvolution, image: tf.Tensor4D) => tf.Tensor4D) => {
    const images: tf.Tensor4D[] = tf.split(image, parts.length, 3)
    return tf.concat4d(
      parts.map((part, i) => run(part, images[i] ?? image)),
      3,
    )
  }
  return {
    apply: (image) => each(image, (part, one) => part.apply(one)),
    gradient: (gradient) => each(gradient, (part, one) => part.gradient(one)),
  }
}

function ofGroup(
  { weight, bias, gain }: ConvolutionWeights,
  group: number,
  groups: number,
): ConvolutionWeights {
  const cut = (values: ArrayLike<number>) => {
    const size = values.length / groups
    return floats(values).subarray(group * size, (group + 1) * size)
  }
  return { weight: cut(weight), bias: bias && cut(bias), gain: gain && cut(gain) }
}

/** The filter, made when it is first needed, and the bias as a tensor that is kept. */
function numbers(name: string, plane: Plane, { weight, bias, gain }: ConvolutionWeights, uploads: Uploads) {
  const { outputs, channels, groups } = plane
  const params = sizesOf(plane)
  const filter = (): tf.Tensor4D => {
    const shape = [outputs, channels / groups, ...params.kernel]
    const given = new Map([['weight', { shape, data: floats(weight) }]])
    const filter = tf.concat(groupFilters({ ...params, groups: 1 }, given), 3)
    return asImage(gain === undefined ? filter : tf.mul(filter, tf.tensor1d(floats(gain).slice())))
  }
  const kept =
    bias === undefined ? null : uploads.get(`${name} bias`, () => tf.tensor1d(floats(bias).slice()))
  return { filter, bias: kept !== null && isVector(kept) ? kept : null }
}

/** As Caffe's convolutions have it; padding that differs between opposite sides is there already (`withPadding`). */
function sizesOf({ outputs, channels, groups, along: [rows, columns] }: Plane): Sizes {
  const symmetric = isSymmetric([rows, columns])
  const padded = ({ input, before, after }: Along) => (symmetric ? input : input + before + after)
  return {
    outputs,
    groups,
    kernel: [rows.kernel, columns.kernel],
    stride: [rows.stride, columns.stride],
    dilation: [rows.dilation, columns.dilation],
    pad: symmetric ? [rows.before, columns.before] : [0, 0],
    bias: false,
    input: [channels, padded(rows), padded(columns)],
    output: [outputs, rows.output, columns.output],
  }
}

const keeper =
  (name: string, uploads: Uploads): KeepFilter =>
  (purpose, make) =>
    asImage(uploads.get(`${name} ${purpose}`, make))

/** Weights as the file gave them, uncopied. */
const floats = (values: ArrayLike<number>): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values)

const isVector = (tensor: tf.Tensor): tensor is tf.Tensor1D => tensor.rank === 1
