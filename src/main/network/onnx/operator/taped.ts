import * as tf from '../../../tensor/tf.ts'
import { tensorOf } from '../host.ts'
import type { Kernel, Node, Uploads } from '../operator.ts'
import { gradientLike, type Known, plain } from '../value.ts'

/**
 * A kernel of one output out of a function of tensors as ONNX's shapes say, with gradients by TensorFlow.js's own tape. The way back runs
 * the function again: for what networks rarely hold.
 *
 * @param known what is known of the inputs; constant ones are uploaded once, and nothing is passed back to them
 * @param f is given a tensor for each input; its result depends on every one that is not constant
 */
export function tapedKernel(
  node: Node,
  known: readonly (Known | undefined)[],
  output: Known,
  uploads: Uploads,
  f: (inputs: readonly (tf.Tensor | undefined)[]) => tf.Tensor,
): Kernel {
  const constants = known.map((one, i) => {
    if (one?.data === undefined) return undefined
    const constant = { ...one, data: one.data }
    return uploads.get(`${node.name} input ${i} of ${one.shape.join(' × ')}`, () => tensorOf(constant))
  })
  return {
    apply(values) {
      const moving = values.flatMap((value, i) =>
        value === undefined || constants[i] !== undefined ? [] : [{ value, i }],
      )
      const points = moving.map(({ value }) => plain(value))
      const run = (...tensors: tf.Tensor[]) => {
        const given = new Map(moving.map(({ i }, place) => [i, tensors[place]]))
        return f(known.map((_, i) => constants[i] ?? given.get(i)))
      }
      return {
        outputs: [{ ...output, tensor: run(...points), layout: 'plain' }],
        backward([gradient]) {
          if (gradient === undefined) return []
          const gradients = tf.grads(run)(points, gradient)
          const found = new Map(
            moving.map(({ value, i }, place) => {
              const one = gradients[place]
              return [i, one && gradientLike(value, one, 'plain')]
            }),
          )
          return known.map((_, i) => found.get(i))
        },
      }
    },
  }
}
