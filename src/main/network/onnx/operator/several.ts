import * as tf from '../../../tensor/tf.ts'
import { type Elementwise, elementwise, type Point } from '../elementwise.ts'
import type { OnnxOperator } from '../operator.ts'
import { select } from '../select.ts'

const folded =
  (apply: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor) =>
  (tensors: readonly tf.Tensor[]): tf.Tensor =>
    tensors.reduce(apply)

/** An extreme's gradient belongs to the first input that reaches it. */
function toTheFirst({ tensors, output, gradient }: Point, index: number): tf.Tensor {
  const reaches = (i: number): tf.Tensor => tf.equal(tensors[i] ?? output, output)
  const mine = Array.from({ length: index }, (_, i) => i).reduce(
    (still, i) => tf.logicalAnd(still, tf.logicalNot(reaches(i))),
    reaches(index),
  )
  return select(mine, gradient, tf.zerosLike(gradient))
}

const definitions: Readonly<Record<string, Elementwise>> = {
  Sum: {
    value: folded(tf.add),
    gradient: ({ gradient }) => gradient,
    number: (numbers) => numbers.reduce((sum, number) => sum + number, 0),
  },
  Mean: {
    value: (tensors) => tf.div(folded(tf.add)(tensors), tensors.length),
    gradient: ({ gradient, tensors }) => tf.div(gradient, tensors.length),
    number: (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  },
  Max: {
    value: folded(tf.maximum),
    gradient: toTheFirst,
    number: (numbers) => Math.max(...numbers),
  },
  Min: {
    value: folded(tf.minimum),
    gradient: toTheFirst,
    number: (numbers) => Math.min(...numbers),
  },
}

/** Functions of any number of inputs. */
export const several: Readonly<Record<string, OnnxOperator>> = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [name, elementwise(definition)]),
)
