import * as tf from '../../tensor/tf.ts'
import {
  type Geometry,
  type Sizes,
  sameGeometry,
  spaceToDepthGeometry,
  validGeometry,
} from './convolution-geometry.ts'
import { convolutionInputGradient, reluGradient } from './kernels.ts'
import { asImage } from './layout.ts'
import type { Applied, Fusion, Kernel, LayerWeights } from './operator.ts'
import { spread } from './spread.ts'
import { lookThrough } from './window.ts'

/** Uploads the weights in the layout that suits the convolution and returns it, rectified where asked. */
export function compileConvolution(sizes: Sizes, weights: LayerWeights, { relu }: Fusion): Kernel {
  const geometry = chooseGeometry(sizes)
  const filters = tf.tidy(() => groupFilters(sizes, weights).map((filter) => geometry.filter(filter)))
  const biasData = weights.get('bias')?.data
  const bias = biasData === undefined ? null : tf.tensor1d(biasData)
  const { strides, pad } = geometry

  function apply([input]: readonly tf.Tensor[]): Applied {
    if (input === undefined) throw new TypeError('a convolution needs its input')
    const entered = geometry.enter(asImage(input))
    const parts = split(entered, filters.length)
    const sums = filters.map((filter, i) => tf.conv2d(parts[i] ?? entered, filter, strides, pad))
    let output: tf.Tensor = concat(sums)
    if (bias !== null) output = tf.add(output, bias)
    if (relu) output = tf.relu(output)
    return { outputs: [output], backward: ([gradient]) => (gradient === undefined ? [] : [back(gradient)]) }

    function back(gradient: tf.Tensor): tf.Tensor {
      const passed = asImage(relu ? reluGradient(gradient, output) : gradient)
      const gradients = split(passed, filters.length)
      const [batch, height, width] = entered.shape
      const inner = filters.map((filter, i) =>
        convolutionInputGradient(
          gradients[i] ?? passed,
          filter,
          [batch, height, width, filter.shape[2]],
          strides,
          pad,
        ),
      )
      return geometry.leave(concat(inner))
    }
  }

  return { apply, dispose: () => tf.dispose([...filters, ...(bias === null ? [] : [bias])]) }
}

function chooseGeometry(sizes: Sizes): Geometry {
  const { input, kernel, stride, pad, dilation, groups } = sizes
  const plain = dilation[0] === 1 && dilation[1] === 1
  // Few channels suit no kernel: with the pixels of a stride as channels, a 3-channel gradient is twice as fast.
  if (plain && groups === 1 && input[0] <= 4 && stride[0] > 1 && stride[1] > 1)
    return spaceToDepthGeometry(sizes)
  const centred =
    stride.every((step) => step === 1) && [0, 1].every((i) => reach(i as 0 | 1) === 2 * pad[i as 0 | 1] + 1)
  return centred ? sameGeometry() : validGeometry(sizes)

  function reach(i: 0 | 1): number {
    return dilation[i] * (kernel[i] - 1) + 1
  }
}

/** Filters `[height, width, in, out]`, one a group, dilation written out as zeros (no gradient kernel knows it). */
function groupFilters({ kernel, dilation, groups }: Sizes, weights: LayerWeights): tf.Tensor4D[] {
  const weight = weights.get('weight')
  if (weight === undefined) throw new TypeError('a convolution needs its weights')
  const [outputs = 0, inputs = 0] = weight.shape
  const filter = tf.transpose(tf.tensor4d(weight.data, [outputs, inputs, ...kernel]), [2, 3, 1, 0])
  return split(dilate(filter, dilation), groups)
}

function dilate(filter: tf.Tensor4D, dilation: readonly [number, number]): tf.Tensor4D {
  const [height, width, inputs, outputs] = filter.shape
  const apart = spread(tf.reshape(filter, [1, height, width, inputs * outputs]), dilation)
  const [, rows, columns] = apart.shape
  const window = { top: 0, left: 0, height: rows - dilation[0] + 1, width: columns - dilation[1] + 1 }
  return tf.reshape(lookThrough(apart, window), [window.height, window.width, inputs, outputs])
}

const split = (value: tf.Tensor4D, parts: number): tf.Tensor4D[] =>
  parts === 1 ? [value] : tf.split(value, parts, 3)

function concat(parts: readonly tf.Tensor4D[]): tf.Tensor4D {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : tf.concat4d([...parts], 3)
}
