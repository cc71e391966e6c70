import * as tf from '../../tensor/tf.ts'
import { groupFilters } from './convolution-weights.ts'
import { correlation } from './correlation.ts'
import type { Correlation, Sizes } from './correlation-types.ts'
import { reluGradient } from './kernels.ts'
import { asImage } from './layout.ts'
import type { Applied, Fusion, Kernel, LayerWeights } from './operator.ts'

/** Uploads the weights in the layout that suits the convolution and returns it, rectified where asked. */
export function compileConvolution(sizes: Sizes, weights: LayerWeights, { relu }: Fusion): Kernel {
  const groups: Correlation[] = []
  const biases: tf.Tensor1D[] = []
  tf.tidy(() => {
    const filters = groupFilters(sizes, weights)
    const bias = weights.get('bias')?.data
    if (bias !== undefined)
      for (const part of tf.split<tf.Tensor1D>(tf.tensor1d(bias), filters.length)) biases.push(tf.keep(part))
    filters.forEach((filter, i) => {
      groups.push(correlation(() => filter, biases[i] ?? null, sizes))
    })
  })

  function apply([input]: readonly tf.Tensor[]): Applied {
    if (input === undefined) throw new TypeError('a convolution needs its input')
    const image = asImage(input)
    const parts = split(image, groups.length)
    const sums = concat(groups.map((group, i) => group.apply(parts[i] ?? image)))
    const output = relu ? tf.relu(sums) : sums
    return { outputs: [output], backward: ([gradient]) => (gradient === undefined ? [] : [back(gradient)]) }

    function back(gradient: tf.Tensor): tf.Tensor {
      const passed = asImage(relu ? reluGradient(gradient, output) : gradient)
      const gradients = split(passed, groups.length)
      return concat(groups.map((group, i) => group.gradient(gradients[i] ?? passed)))
    }
  }

  return {
    apply,
    dispose() {
      for (const group of groups) group.dispose()
      tf.dispose(biases)
    },
  }
}

const split = (value: tf.Tensor4D, parts: number): tf.Tensor4D[] =>
  parts === 1 ? [value] : tf.split(value, parts, 3)

function concat(parts: readonly tf.Tensor4D[]): tf.Tensor4D {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : tf.concat4d([...parts], 3)
}
