import * as tf from '../../../tensor/tf.ts'
import { elementwise } from '../elementwise.ts'
import { withLegacyBroadcast } from '../legacy.ts'
import type { OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** True or false of two numbers: no gradient. */
const comparison = (
  compare: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  onHost: (a: number, b: number) => boolean,
): OnnxOperator =>
  withLegacyBroadcast(
    elementwise({
      inputs: 2,
      type: () => 'bool',
      value: (tensors) => compare(required(tensors, 0), required(tensors, 1)),
      number: ([a = 0, b = 0]) => Number(onHost(a, b)),
    }),
  )

/** Comparisons, and logic on truth values. */
export const comparisons: Readonly<Record<string, OnnxOperator>> = {
  Equal: comparison(tf.equal, (a, b) => a === b),
  Less: comparison(tf.less, (a, b) => a < b),
  LessOrEqual: comparison(tf.lessEqual, (a, b) => a <= b),
  Greater: comparison(tf.greater, (a, b) => a > b),
  GreaterOrEqual: comparison(tf.greaterEqual, (a, b) => a >= b),
  And: comparison(tf.logicalAnd, (a, b) => a !== 0 && b !== 0),
  Or: comparison(tf.logicalOr, (a, b) => a !== 0 || b !== 0),
  Xor: comparison(tf.logicalXor, (a, b) => (a !== 0) !== (b !== 0)),
}
