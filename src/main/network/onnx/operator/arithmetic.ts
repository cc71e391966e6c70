import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { isFloat } from '../element-types.ts'
import { type Elementwise, elementwise } from '../elementwise.ts'
import { withLegacyBroadcast } from '../legacy.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** Runs a function of two tensors. */
const binary =
  (apply: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  (tensors: readonly tf.Tensor[]): tf.Tensor =>
    apply(required(tensors, 0), required(tensors, 1))

const onHost =
  (apply: (a: number, b: number) => number): Elementwise['number'] =>
  ([a = 0, b = 0]) =>
    apply(a, b)

/** Towards zero, as integers are divided in ONNX. */
const truncated = (x: tf.Tensor): tf.Tensor => tf.mul(tf.sign(x), tf.floor(tf.abs(x)))

const integerQuotient = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
  tf.mul(tf.mul(tf.sign(a), tf.sign(b)), tf.floorDiv(tf.abs(a), tf.abs(b)))

/** Whether a remainder has its dividend's sign; floats' always has, though a node should say so. */
const isTruncated = (node: Node, isFloating: boolean): boolean =>
  isFloating || attributesOf(node, z.object({ fmod: z.int().default(0) })).fmod === 1

/** How often the divisor goes into a number, without what is left. */
const wholeQuotient = (a: tf.Tensor, b: tf.Tensor): tf.Tensor =>
  a.dtype === 'int32' ? integerQuotient(a, b) : truncated(tf.div(a, b))

const remainder = (a: tf.Tensor, b: tf.Tensor, node: Node): tf.Tensor =>
  isTruncated(node, a.dtype === 'float32') ? tf.sub(a, tf.mul(b, wholeQuotient(a, b))) : tf.mod(a, b)

/** The arithmetic of two numbers. */
const definitions: Readonly<Record<string, Elementwise>> = {
  Add: {
    inputs: 2,
    value: binary(tf.add),
    gradient: ({ gradient }) => gradient,
    number: onHost((a, b) => a + b),
  },
  Sub: {
    inputs: 2,
    value: binary(tf.sub),
    gradient: ({ gradient }, index) => (index === 0 ? gradient : tf.neg(gradient)),
    number: onHost((a, b) => a - b),
  },
  Mul: {
    inputs: 2,
    value: binary(tf.mul),
    gradient: ({ gradient, tensors }, index) =>
      binary((a, b) => tf.mul(gradient, index === 0 ? b : a))(tensors),
    number: onHost((a, b) => a * b),
  },
  Div: {
    inputs: 2,
    value: binary((a, b) => (a.dtype === 'int32' ? integerQuotient(a, b) : tf.div(a, b))),
    gradient: ({ gradient, tensors, output }, index) =>
      binary((_, b) => {
        const byDividend = tf.div(gradient, b)
        return index === 0 ? byDividend : tf.neg(tf.mul(byDividend, output))
      })(tensors),
    number: ([a = 0, b = 0], _, type) => (isFloat(type) ? a / b : Math.trunc(a / b)),
  },
  Mod: {
    inputs: 2,
    value: (tensors, node) => binary((a, b) => remainder(a, b, node))(tensors),
    gradient: ({ gradient, tensors }, index) =>
      index === 0 ? gradient : binary((a, b) => tf.neg(tf.mul(gradient, wholeQuotient(a, b))))(tensors),
    number: ([a = 0, b = 0], node, type) =>
      isTruncated(node, isFloat(type)) ? a % b : a - b * Math.floor(a / b),
  },
}

export const arithmetic: Readonly<Record<string, OnnxOperator>> = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [
    name,
    withLegacyBroadcast(elementwise(definition)),
  ]),
)
