import * as tf from '../../../tensor/tf.ts'
import { isFloat } from '../element-types.ts'
import { type Elementwise, elementwise } from '../elementwise.ts'
import { withLegacyBroadcast } from '../legacy.ts'
import { mapping } from '../mapping.ts'
import type { Kernel, OnnxOperator } from '../operator.ts'
import { select } from '../select.ts'
import { required } from '../unary.ts'
import { countOf, type Known } from '../value.ts'

/** Logarithm of the base where it has one: a power of zero or less does not change smoothly with its exponent. */
const logarithm = (x: tf.Tensor): tf.Tensor =>
  select(tf.greater(x, 0), tf.log(tf.maximum(x, 1e-38)), tf.zerosLike(x))

const general: Elementwise = {
  inputs: 2,
  value: (tensors) => tf.pow(required(tensors, 0), required(tensors, 1)),
  gradient: ({ gradient, tensors, output }, index) => {
    const [base, exponent] = [required(tensors, 0), required(tensors, 1)]
    return index === 0
      ? tf.mul(gradient, tf.mul(exponent, tf.pow(base, tf.sub(exponent, 1))))
      : tf.mul(gradient, tf.mul(output, logarithm(base)))
  },
  number: ([base = 0, exponent = 0]) => base ** exponent,
}

interface Power {
  value(x: tf.Tensor): tf.Tensor
  slope(x: tf.Tensor, y: tf.Tensor): tf.Tensor
}

/** Powers that networks are full of (variances, GELUs): `tf.pow` takes fifty times as long as `tf.square`. */
const powers: ReadonlyMap<number, Power> = new Map([
  [2, { value: (x) => tf.square(x), slope: (x) => tf.mul(x, 2) }],
  [3, { value: (x) => tf.mul(tf.square(x), x), slope: (x) => tf.mul(tf.square(x), 3) }],
  [0.5, { value: (x) => tf.sqrt(x), slope: (_, y) => tf.div(0.5, y) }],
  [-0.5, { value: (x) => tf.rsqrt(x), slope: (x, y) => tf.div(tf.mul(y, -0.5), x) }],
  [-1, { value: (x) => tf.reciprocal(x), slope: (_, y) => tf.neg(tf.square(y)) }],
])

/** The power that is known and the same for all numbers of a float base. */
function powerOf(base: Known, { data, shape }: Known): Power | undefined {
  if (!isFloat(base.type) || data === undefined || countOf(shape) !== 1) return undefined
  return shape.length > base.shape.length ? undefined : powers.get(data[0] ?? Number.NaN)
}

const by = ({ value, slope }: Power): Kernel =>
  mapping((input) => {
    const tensor = value(input.tensor)
    return {
      output: { ...input, tensor },
      backward: (gradient) => tf.mul(gradient, slope(input.tensor, tensor)),
    }
  })

const anyPower = withLegacyBroadcast(elementwise(general))

/** The first input to the power of the second. */
export const pow: OnnxOperator = {
  ...anyPower,
  compile: (node, inputs, uploads) => {
    const power = powerOf(required(inputs, 0), required(inputs, 1))
    return power === undefined ? anyPower.compile(node, inputs, uploads) : by(power)
  },
}
