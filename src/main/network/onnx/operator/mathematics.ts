import * as tf from '../../../tensor/tf.ts'
import { combined } from '../broadcast.ts'
import { roundHalfEven } from '../element-types.ts'
import type { OnnxOperator } from '../operator.ts'
import { required, unary } from '../unary.ts'

type Slope = (x: tf.Tensor, y: tf.Tensor) => tf.Tensor

/** A function of a number with its slope, on tensors and on the host. */
function smooth(
  value: (x: tf.Tensor) => tf.Tensor,
  slope: Slope,
  onHost: (x: number) => number,
): OnnxOperator {
  return unary(
    (x) => {
      const output = value(x)
      return { output, backward: (gradient) => tf.mul(gradient, slope(x, output)) }
    },
    { fold: (_, inputs) => [hosted(inputs, onHost)] },
  )
}

/** A function whose slope is zero wherever it has one. */
function stepped(value: (x: tf.Tensor) => tf.Tensor, onHost: (x: number) => number): OnnxOperator {
  return unary((x) => ({ output: value(x), backward: (gradient) => tf.zerosLike(gradient) }), {
    fold: (_, inputs) => [hosted(inputs, onHost)],
  })
}

const hosted = (inputs: Parameters<NonNullable<OnnxOperator['fold']>>[1], onHost: (x: number) => number) => {
  const input = required(inputs, 0)
  return combined(input.type, [input], ([x = 0]) => onHost(x))
}

const oneMinusSquare = (x: tf.Tensor): tf.Tensor => tf.sub(1, tf.square(x))

/** Functions of one number. */
export const mathematics: Readonly<Record<string, OnnxOperator>> = {
  Neg: unary((x) => ({ output: tf.neg(x), backward: (gradient) => tf.neg(gradient) }), {
    fold: (_, inputs) => [hosted(inputs, (x) => -x)],
  }),
  Abs: smooth(tf.abs, (x) => tf.sign(x), Math.abs),
  Sqrt: smooth(tf.sqrt, (_, y) => tf.div(0.5, y), Math.sqrt),
  Reciprocal: smooth(
    tf.reciprocal,
    (_, y) => tf.neg(tf.square(y)),
    (x) => 1 / x,
  ),
  Exp: smooth(tf.exp, (_, y) => y, Math.exp),
  Log: smooth(tf.log, (x) => tf.reciprocal(x), Math.log),
  Floor: stepped(tf.floor, Math.floor),
  Ceil: stepped(tf.ceil, Math.ceil),
  Round: stepped(tf.round, roundHalfEven),
  Sign: stepped(tf.sign, Math.sign),
  Sin: smooth(tf.sin, (x) => tf.cos(x), Math.sin),
  Cos: smooth(tf.cos, (x) => tf.neg(tf.sin(x)), Math.cos),
  Tan: smooth(tf.tan, (_, y) => tf.add(1, tf.square(y)), Math.tan),
  Asin: smooth(tf.asin, (x) => tf.rsqrt(oneMinusSquare(x)), Math.asin),
  Acos: smooth(tf.acos, (x) => tf.neg(tf.rsqrt(oneMinusSquare(x))), Math.acos),
  Atan: smooth(tf.atan, (x) => tf.reciprocal(tf.add(1, tf.square(x))), Math.atan),
  Sinh: smooth(tf.sinh, (x) => tf.cosh(x), Math.sinh),
  Cosh: smooth(tf.cosh, (x) => tf.sinh(x), Math.cosh),
  Asinh: smooth(tf.asinh, (x) => tf.rsqrt(tf.add(tf.square(x), 1)), Math.asinh),
  Acosh: smooth(tf.acosh, (x) => tf.rsqrt(tf.sub(tf.square(x), 1)), Math.acosh),
  Atanh: smooth(tf.atanh, (x) => tf.reciprocal(oneMinusSquare(x)), Math.atanh),
}
