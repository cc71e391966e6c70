import { beforeAll, describe, expect, test } from 'vitest'
import { startBackend } from '../../src/main/tensor/backend.ts'
import * as tf from '../../src/main/tensor/tf.ts'
import { batchNorm } from './batch-norm.ts'
import { localResponse } from './lrn.ts'
import { maxPool } from './max-pool.ts'
import { relu } from './relu.ts'

const backend = await startBackend({ prefer: 'tensorflow' })

/** Largest difference of two tensors' values. */
const distance = (a: tf.Tensor, b: tf.Tensor): number =>
  tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? Number.NaN

describe.skipIf(backend.name !== 'tensorflow')('training kernels do what TensorFlow.js composes', () => {
  const x = tf.randomNormal<tf.Rank.R4>([2, 7, 7, 12], 0, 1, 'float32', 3)

  beforeAll(() => expect(x.shape).toEqual([2, 7, 7, 12]))

  function compare(ours: (x: tf.Tensor4D) => tf.Tensor, theirs: (x: tf.Tensor4D) => tf.Tensor): void {
    const [a, b] = [ours(x), theirs(x)]
    expect(distance(a, b)).toBeLessThan(1e-5)
    const weights = tf.randomNormal(a.shape, 0, 1, 'float32', 4)
    const gradient = (f: (x: tf.Tensor4D) => tf.Tensor) =>
      tf.grad((input: tf.Tensor) => tf.sum(tf.mul(f(input as tf.Tensor4D), weights)))(x)
    expect(distance(gradient(ours), gradient(theirs))).toBeLessThan(1e-5)
  }

  test('the rectifier', () => compare(relu, tf.relu))

  test('overlapping max pooling', () => compare(maxPool, (input) => tf.maxPool(input, 3, 2, 'valid')))

  test('local response normalisation', () => {
    const params = { size: 5, alpha: 0.5, beta: 0.75, k: 1 }
    compare(
      (input) => localResponse(input, params),
      (input) => tf.localResponseNormalization(input, 2, 1, 0.5 / 5, 0.75),
    )
  })

  test('batch normalisation', () => {
    const offset = tf.randomNormal<tf.Rank.R1>([12], 0, 1, 'float32', 5)
    const composed = (input: tf.Tensor4D) => {
      const { mean, variance } = tf.moments(input, [0, 1, 2])
      return tf.add(tf.div(tf.sub(input, mean), tf.sqrt(tf.add(variance, 1e-5))), offset)
    }
    compare((input) => batchNorm(input, offset, () => {}), composed)
    const byOffset = tf.grad((o: tf.Tensor) => tf.sum(tf.square(batchNorm(x, o as tf.Tensor1D, () => {}))))(
      offset,
    )
    // d/do Σ (n + o)² = 2 · 98 · o, as each channel's 98 normalised values n sum to nothing.
    expect(distance(byOffset, tf.mul(offset, 196))).toBeLessThan(1e-3)
  })

  test('batch normalisation reports the mean and the unbiased variance', () => {
    const found: tf.Tensor[] = []
    batchNorm(x, tf.zeros([12]), ({ mean, variance }) => found.push(mean, variance))
    const { mean, variance } = tf.moments(x, [0, 1, 2])
    expect(distance(found[0] ?? x, mean)).toBeLessThan(1e-5)
    expect(distance(found[1] ?? x, tf.mul(variance, 98 / 97))).toBeLessThan(1e-5)
  })
})
