import * as tf from '../../../tensor/tf.ts'
import type { Kernel, Node, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import { planeOf } from './conv-constant.ts'
import { grouped } from './conv-groups.ts'
import type { ConvolutionShapes, ConvolutionWeights } from './convolution-types.ts'
import { flatImage } from './flat-image.ts'

/**
 * A transposed convolution over one or two axes whose weights are known beforehand.
 *
 * @param adjoint the convolution it is the adjoint of
 */
export function transposedConvolution(
  node: Node,
  adjoint: ConvolutionShapes,
  { weight, bias }: ConvolutionWeights,
  uploads: Uploads,
): Kernel {
  const plane = { ...adjoint, along: planeOf(adjoint.along) }
  const run = grouped(node.name, plane, { weight, bias: undefined }, uploads)
  const kept = bias && uploads.get(`${node.name} bias`, () => tf.tensor1d(Float32Array.from(bias)))
  const shape = [adjoint.batch, adjoint.channels, ...adjoint.along.map(({ input }) => input)]
  return {
    apply(inputs) {
      const flat = flatImage(required(inputs, 0))
      const sums = run.gradient(flat.image)
      const output = flat.output(kept === undefined ? sums : tf.add(sums, kept), shape)
      return {
        outputs: [output],
        backward: ([gradient]) => [
          gradient === undefined ? undefined : flat.gradient(run.apply(flat.seed(output, gradient))),
        ],
      }
    },
  }
}
