import * as tf from '../../tensor/tf.ts'
import { groupFilters } from './convolution-weights.ts'
import { type Correlation, correlation, type Sizes } from './correlation.ts'
import { reluGradient } from './kernels.ts'
import { asImage } from './layout.ts'
import type { Applied, Fusion, Kernel, LayerWeights } from './operator.ts'

/** Uploads the weights in the layout that suits the convolution and returns it, rectified where asked. */
export function compileConvolution(sizes: Sizes, weights: LayerWeights, { relu }: Fusion): Kernel {
  const groups: Correlation[] = []
  tf.tidy(() => {
    for (const filter of groupFilters(sizes, weights)) groups.push(correlation(filter, sizes))
  })
  const biasData = weights.get('bias')?.data
  const bias = biasData === undefined ? null : tf.tensor1d(biasData)

  function apply([input]: readonly tf.Tensor[]): Applied {
    if (input === undefined) throw new TypeError('a convolution needs its input')
    const image = asImage(input)
    const parts = split(image, groups.length)
    const sums = concat(groups.map((group, i) => group.apply(parts[i] ?? image)))
    const biased = bias === null ? sums : tf.add(sums, bias)
    const output = relu ? tf.relu(biased) : biased
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
      bias?.dispose()
    },
  }
}

const split = (value: tf.Tensor4D, parts: number): tf.Tensor4D[] =>
  parts === 1 ? [value] : tf.split(value, parts, 3)

function concat(parts: readonly tf.Tensor4D[]): tf.Tensor4D {
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : tf.concat4d([...parts], 3)
}
