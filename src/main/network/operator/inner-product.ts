import { z } from 'zod'
import * as tf from '../../tensor/tf.ts'
import type { Shape } from '../graph.ts'
import { product, reluGradient } from './kernels.ts'
import { asRows, units } from './layout.ts'
import { defineOperator, type Fusion, type Kernel, type LayerWeights } from './operator.ts'
import { count, onlyInput } from './params.ts'

const params = z.strictObject({ outputs: count, bias: z.boolean().default(true) })

/** Fully connected: every output a weighted sum of all inputs, which are taken in Caffe's order. */
export const innerProduct = defineOperator({
  params,
  fusesRelu: true,
  shapes({ outputs }, inputs) {
    onlyInput(inputs)
    return [[outputs]]
  },
  weights({ outputs, bias }, inputs) {
    const weight = [outputs, units(onlyInput(inputs))]
    return bias ? { weight, bias: [outputs] } : { weight }
  },
  compile: ({ outputs }, inputs, weights, fusion) =>
    compileInnerProduct(outputs, onlyInput(inputs), weights, fusion),
})

function compileInnerProduct(outputs: number, shape: Shape, weights: LayerWeights, { relu }: Fusion): Kernel {
  const weight = weights.get('weight')
  if (weight === undefined) throw new TypeError('an inner product needs its weights')
  // Both orders are kept, because a product with the second factor transposed is the fast one in either direction.
  const forward = tf.tidy(() =>
    tf.keep(inTensorOrder(tf.tensor2d(weight.data, [outputs, units(shape)]), shape)),
  )
  const back = tf.tidy(() => tf.keep(tf.transpose(forward)))
  const biasData = weights.get('bias')?.data
  const bias = biasData === undefined ? null : tf.tensor1d(biasData)
  return {
    apply([input]) {
      if (input === undefined) throw new TypeError('an inner product needs its input')
      let output: tf.Tensor = product(asRows(input), forward)
      if (bias !== null) output = tf.add(output, bias)
      if (relu) output = tf.relu(output)
      return {
        outputs: [output],
        backward([gradient]) {
          if (gradient === undefined) return []
          const passed = relu ? reluGradient(gradient, output) : gradient
          const byInput = product(asRows(passed), back)
          return [input.rank === 2 ? byInput : tf.reshape(byInput, input.shape)]
        },
      }
    },
    dispose: () => tf.dispose([forward, back, ...(bias === null ? [] : [bias])]),
  }
}

/** The columns, in Caffe's channel, height, width order, put into the order of the tensors. */
function inTensorOrder(weight: tf.Tensor2D, shape: Shape): tf.Tensor2D {
  const [channels, height, width] = shape
  if (shape.length !== 3 || channels === undefined || height === undefined || width === undefined)
    return weight
  const [outputs, inputs] = weight.shape
  const planes = tf.reshape(weight, [outputs, channels, height, width])
  return tf.reshape(tf.transpose(planes, [0, 2, 3, 1]), [outputs, inputs])
}
