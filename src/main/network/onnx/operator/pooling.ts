import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { OperatorError } from '../../operator/operator.ts'
import { attributesOf } from '../attributes.ts'
import { isFloat } from '../element-types.ts'
import type { Kernel, Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import { countOf, type Known, plain, tensorType, type Value } from '../value.ts'
import { planeOf } from './conv-constant.ts'
import { flatImage } from './flat-image.ts'
import type { PlaneFunction } from './pooling-plane.ts'
import { type Along, spatialSchema, windowsOf } from './spatial.ts'
import { tapedKernel } from './taped.ts'

export const poolingSchema = spatialSchema.extend({
  ceil_mode: z.int().default(0),
  count_include_pad: z.int().default(0),
  p: z.number().default(2),
  storage_order: z.int().default(0),
})
export type PoolingAttributes = z.infer<typeof poolingSchema>

/** How windows are put into one number each. */
export interface Pool {
  /** Over images, windows without dilation: by the backend's kernels. Absent where there are none. */
  plane?(along: readonly [Along, Along], attributes: PoolingAttributes): PlaneFunction
  /** Over any number of axes, shapes ONNX's, gradients passing through it. */
  composed(value: tf.Tensor, along: readonly Along[], attributes: PoolingAttributes): tf.Tensor
  /** Where in the whole value what was put into each window's number lay; absent where that is no one place. */
  places?(value: tf.Tensor, along: readonly Along[], isColumnMajor: boolean): tf.Tensor
}

/** Places up to here are whole numbers in single precision. */
const MOST_PLACES = 2 ** 24

/** A pooling operator, over one to three axes. */
export function pooling(pool: Pool): OnnxOperator {
  return {
    infer(node, inputs) {
      const [output, along] = known(node, inputs)
      const isLong = along.some(({ kernel }) => kernel > LONGEST)
      if (isLong && !(isPlane(along) && pool.plane !== undefined))
        throw new OperatorError(`its window is larger than ${LONGEST} along an axis`)
      if (node.outputs < 2) return [output]
      if (pool.places === undefined || isLong || countOf(required(inputs, 0).shape) > MOST_PLACES)
        throw new OperatorError('its second output, where numbers lay, is not computed here')
      return [output, { type: 'int64', shape: output.shape }]
    },
    compile(node, inputs, uploads) {
      const [output, along, attributes] = known(node, inputs)
      const overPlane = isPlane(along) ? pool.plane?.(planeOf(along), attributes) : undefined
      const kernel =
        overPlane === undefined
          ? tapedKernel(node, inputs, output, uploads, ([value]) =>
              pool.composed(required([value], 0), along, attributes),
            )
          : planeKernel(output.shape, overPlane)
      if (node.outputs < 2) return kernel
      return withPlaces(kernel, (value) => pool.places?.(value, along, attributes.storage_order === 1))
    },
  }
}

/** Places of a window along one axis, where it is put together place by place. */
const LONGEST = 1024

const isPlane = (along: readonly Along[]): boolean =>
  along.length <= 2 && along.every(({ dilation }) => dilation === 1)

function known(
  node: Node,
  inputs: readonly (Known | undefined)[],
): [output: Known, along: readonly Along[], attributes: PoolingAttributes] {
  const attributes = attributesOf(node, poolingSchema)
  const { type, shape } = required(inputs, 0)
  if (shape.length > 5) throw new OperatorError(`takes at most three spatial axes, not ${shape.join(' × ')}`)
  const along = windowsOf(shape, attributes, undefined, attributes.ceil_mode !== 0)
  if (along.some(({ before, after }) => before < 0 || after < 0))
    throw new OperatorError('its padding is negative')
  return [{ type, shape: [...shape.slice(0, 2), ...along.map(({ output }) => output)] }, along, attributes]
}

function withPlaces(kernel: Kernel, places: (value: tf.Tensor) => tf.Tensor | undefined): Kernel {
  return {
    apply(inputs) {
      const { outputs, backward } = kernel.apply(inputs)
      const [output] = outputs
      const tensor = places(plain(asFloat(required(inputs, 0))))
      if (output === undefined || tensor === undefined) return { outputs, backward }
      return { outputs: [output, { ...output, type: 'int64', tensor, layout: 'plain' }], backward }
    },
  }
}

function planeKernel(shape: readonly number[], over: PlaneFunction): Kernel {
  return {
    apply(inputs) {
      const input = required(inputs, 0)
      const flat = flatImage(asFloat(input))
      const { output: image, gradient: back } = over(flat.image)
      const output = flat.output(image, shape)
      return {
        outputs: [{ ...output, tensor: tf.cast(output.tensor, tensorType(input.type)) }],
        backward: ([gradient]) => [
          gradient === undefined || !isFloat(input.type)
            ? undefined
            : flat.gradient(back(flat.seed(output, gradient))),
        ],
      }
    },
  }
}

/** Kernels know windows of floats only. */
const asFloat = (value: Value): Value =>
  isFloat(value.type) ? value : { ...value, tensor: tf.cast(value.tensor, 'float32') }
