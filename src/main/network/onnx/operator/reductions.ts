import * as tf from '../../../tensor/tf.ts'
import type { OnnxOperator } from '../operator.ts'
import { type Reduction, reduction } from '../reduction.ts'
import { indicator, select } from '../select.ts'
import { countOf } from '../value.ts'

const sum = (numbers: ArrayLike<number>, of: (number: number) => number = (number) => number): number => {
  let total = 0
  for (let i = 0; i < numbers.length; i++) total += of(numbers[i] ?? 0)
  return total
}

const best = (numbers: ArrayLike<number>, of: (a: number, b: number) => number, worst: number): number =>
  Array.from(numbers).reduce((a, b) => of(a, b), worst)

/** An extreme is shared by the numbers that reach it. */
function shareOfExtreme(x: tf.Tensor, y: tf.Tensor, axes: number[]): tf.Tensor {
  const reach = indicator(tf.equal(x, y))
  return tf.div(reach, tf.sum(reach, axes, true))
}

/** `tf.prod` that keeps the axes; WebGPU's drops them where it computes on the host. */
const productOver = (x: tf.Tensor, axes: number[]): tf.Tensor =>
  tf.reshape(
    tf.prod(x, axes),
    x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
  )

/** The product of the others, also where some are zero. */
function productOfOthers(x: tf.Tensor, _: tf.Tensor, axes: number[]): tf.Tensor {
  const isZero = tf.equal(x, 0)
  const zeros = tf.sum(indicator(isZero), axes, true)
  const safe = select(isZero, tf.onesLike(x), x)
  const ofRest = productOver(safe, axes)
  const atZero = tf.mul(ofRest, indicator(tf.equal(zeros, 1)))
  const elsewhere = tf.mul(tf.div(ofRest, safe), indicator(tf.equal(zeros, 0)))
  return select(isZero, atZero, elsewhere)
}

const numbersAlong = (x: tf.Tensor, axes: readonly number[]): number =>
  countOf(axes.map((axis) => x.shape[axis] ?? 1))

/** In the direction of the numbers; zero where they all are. */
const unitVector = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => tf.divNoNan(x, y)

/** exp of a difference from the largest number cannot overflow. */
const logSumExp = (numbers: ArrayLike<number>): number => {
  const largest = best(numbers, Math.max, Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(largest)) return largest
  return largest + Math.log(sum(numbers, (number) => Math.exp(number - largest)))
}

const definitions: Readonly<Record<string, Reduction>> = {
  ReduceSum: {
    value: (x, axes) => tf.sum(x, axes, true),
    slope: () => 1,
    numbers: (numbers) => sum(numbers),
  },
  ReduceMean: {
    value: (x, axes) => tf.mean(x, axes, true),
    slope: (x, _, axes) => 1 / numbersAlong(x, axes),
    numbers: (numbers) => sum(numbers) / numbers.length,
  },
  ReduceMax: {
    value: (x, axes) => tf.max(x, axes, true),
    slope: shareOfExtreme,
    numbers: (numbers) => best(numbers, Math.max, Number.NEGATIVE_INFINITY),
  },
  ReduceMin: {
    value: (x, axes) => tf.min(x, axes, true),
    slope: shareOfExtreme,
    numbers: (numbers) => best(numbers, Math.min, Number.POSITIVE_INFINITY),
  },
  ReduceProd: {
    value: productOver,
    slope: productOfOthers,
    numbers: (numbers) => best(numbers, (a, b) => a * b, 1),
  },
  ReduceL1: {
    value: (x, axes) => tf.sum(tf.abs(x), axes, true),
    slope: (x) => tf.sign(x),
    numbers: (numbers) => sum(numbers, Math.abs),
  },
  ReduceL2: {
    value: (x, axes) => tf.sqrt(tf.sum(tf.square(x), axes, true)),
    slope: unitVector,
    numbers: (numbers) => Math.sqrt(sum(numbers, (number) => number ** 2)),
  },
  ReduceSumSquare: {
    value: (x, axes) => tf.sum(tf.square(x), axes, true),
    slope: (x) => tf.mul(x, 2),
    numbers: (numbers) => sum(numbers, (number) => number ** 2),
  },
  ReduceLogSum: {
    value: (x, axes) => tf.log(tf.sum(x, axes, true)),
    slope: (_, y) => tf.exp(tf.neg(y)),
    numbers: (numbers) => Math.log(sum(numbers)),
  },
  ReduceLogSumExp: {
    value: (x, axes) => tf.logSumExp(x, axes, true),
    slope: (x, y) => tf.exp(tf.sub(x, y)),
    numbers: logSumExp,
  },
}

export const reductions: Readonly<Record<string, OnnxOperator>> = Object.fromEntries(
  Object.entries(definitions).map(([name, definition]) => [name, reduction(definition)]),
)
