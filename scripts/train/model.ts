import * as tf from '../../src/main/tensor/tf.ts'
import { type Convolution, convolutions, localResponse as norm, poolSize } from './architecture.ts'
import { batchNorm, type Moments } from './batch-norm.ts'
import { localResponse } from './lrn.ts'
import { maxPool } from './max-pool.ts'
import { type Parameters, parameter } from './parameters.ts'
import { relu } from './relu.ts'

/** What a training pass needs beside the images. */
export interface Training {
  /** Receives each normalised layer's moments of this batch. */
  onMoments(layer: string, moments: Moments): void
  readonly dropout: number
}

/**
 * Class scores (batch × classes) while training. Images are batch × size × size × 3, normalised. A maximum commutes
 * with whatever rises, so pooling comes before batch normalisation (which has no learnt scale) and the rectifier:
 * the same network, on a quarter of the values. Other sizes than the full one are resampled after pool5.
 */
export function trainingScores(parameters: Parameters, images: tf.Tensor4D, training: Training): tf.Tensor2D {
  const normalise = (layer: string, x: tf.Tensor4D): tf.Tensor4D =>
    batchNorm(x, parameter(parameters, `${layer}/bias`) as tf.Variable<tf.Rank.R1>, (moments) =>
      training.onMoments(layer, moments),
    )
  let x = images
  for (const layer of convolutions) {
    x = convolve(x, parameter(parameters, `${layer.name}/weight`), layer)
    if (layer.pool) x = maxPool(x)
    x = relu(normalise(layer.name, x))
    if (layer.norm) x = localResponse(x, norm)
  }
  if (x.shape[1] !== poolSize) x = tf.image.resizeBilinear(x, [poolSize, poolSize])
  const fc6 = tf.matMul(flatten(x), parameter(parameters, 'fc6/weight')) as tf.Tensor2D
  x = relu(normalise('fc6', fc6.reshape([-1, 1, 1, fc6.shape[1]])))
  let y = tf.dropout(flatten(x), training.dropout) as tf.Tensor2D
  y = tf.dropout(relu(innerProduct(y, parameters, 'fc7')), training.dropout) as tf.Tensor2D
  return innerProduct(y, parameters, 'fc8')
}

/** Class scores of the network as it will be shipped, from weights already folded (`parameters.ts`). */
export function scores(weights: ReadonlyMap<string, tf.Tensor>, images: tf.Tensor4D): tf.Tensor2D {
  let x = images
  for (const layer of convolutions) {
    x = convolve(x, parameter(weights, `${layer.name}/weight`), layer)
    x = tf.relu(tf.add(x, parameter(weights, `${layer.name}/bias`)))
    if (layer.pool) x = tf.maxPool(x, 3, 2, 'valid')
    if (layer.norm) x = localResponse(x, norm)
  }
  const fc6 = tf.relu(innerProduct(flatten(x), weights, 'fc6'))
  return innerProduct(tf.relu(innerProduct(fc6, weights, 'fc7')), weights, 'fc8')
}

const flatten = (x: tf.Tensor4D): tf.Tensor2D => x.reshape([x.shape[0], -1])

function innerProduct(x: tf.Tensor2D, weights: ReadonlyMap<string, tf.Tensor>, layer: string): tf.Tensor2D {
  return tf.add(tf.matMul(x, parameter(weights, `${layer}/weight`)), parameter(weights, `${layer}/bias`))
}

function convolve(x: tf.Tensor4D, filter: tf.Tensor, layer: Convolution): tf.Tensor4D {
  const { groups, stride } = layer
  const one = (part: tf.Tensor4D, own: tf.Tensor4D): tf.Tensor4D =>
    stride > 1 ? tf.conv2d(padFor(part, layer), own, stride, 'valid') : tf.conv2d(part, own, 1, 'same')
  const whole = filter as tf.Tensor4D
  if (groups === 1) return one(x, whole)
  const filters = tf.split<tf.Tensor4D>(whole, groups, 3)
  const parts = tf.split<tf.Tensor4D>(x, groups, 3).map((part, i) => one(part, filters[i] ?? whole))
  return tf.concat(parts, 3)
}

/** Zeros around the image; the last row and column, which no window reaches on even sides, are left out. */
function padFor(x: tf.Tensor4D, { pad, kernel, stride }: Convolution): tf.Tensor4D {
  const spare = (x.shape[1] + 2 * pad - kernel) % stride
  const sides: [number, number] = [pad, pad - spare]
  return tf.pad4d(x, [[0, 0], sides, sides, [0, 0]]) as tf.Tensor4D
}
