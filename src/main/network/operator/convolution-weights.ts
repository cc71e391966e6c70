import * as tf from '../../tensor/tf.ts'
import type { ConvolutionParams } from './convolution-params.ts'
import type { LayerWeights } from './operator.ts'
import { spread } from './spread.ts'
import { lookThrough } from './window.ts'

/**
 * Filters `[height, width, in, out]`, one a group, of weights in Caffe's layout. Dilation is written out as zeros,
 * because no backend's gradient kernel knows it.
 */
export function groupFilters(
  { kernel, dilation, groups }: ConvolutionParams,
  weights: LayerWeights,
): tf.Tensor4D[] {
  const weight = weights.get('weight')
  if (weight === undefined) throw new TypeError('a convolution needs its weights')
  const [outputs = 0, inputs = 0] = weight.shape
  const filter = tf.transpose(tf.tensor4d(weight.data, [outputs, inputs, ...kernel]), [2, 3, 1, 0])
  return tf.split(dilate(filter, dilation), groups, 3)
}

function dilate(filter: tf.Tensor4D, dilation: readonly [number, number]): tf.Tensor4D {
  const [height, width, inputs, outputs] = filter.shape
  const apart = spread(tf.reshape(filter, [1, height, width, inputs * outputs]), dilation)
  const [, rows, columns] = apart.shape
  const window = { top: 0, left: 0, height: rows - dilation[0] + 1, width: columns - dilation[1] + 1 }
  return tf.reshape(lookThrough(apart, window), [window.height, window.width, inputs, outputs])
}
