import type { Kernel, Node, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import { grouped } from './conv-groups.ts'
import type { ConvolutionShapes, ConvolutionWeights } from './convolution-types.ts'
import { flatImage } from './flat-image.ts'
import type { Along } from './spatial.ts'

/** A convolution over one or two axes whose weights are known beforehand: they are kept in the form that runs fastest. */
export function constantConvolution(
  node: Node,
  shapes: ConvolutionShapes,
  weights: ConvolutionWeights,
  uploads: Uploads,
): Kernel {
  const run = grouped(node.name, { ...shapes, along: planeOf(shapes.along) }, weights, uploads)
  const shape = [shapes.batch, shapes.outputs, ...shapes.along.map(({ output }) => output)]
  return {
    apply(inputs) {
      const flat = flatImage(required(inputs, 0))
      const output = flat.output(run.apply(flat.image), shape)
      return {
        outputs: [output],
        backward: ([gradient]) => [
          gradient === undefined ? undefined : flat.gradient(run.gradient(flat.seed(output, gradient))),
        ],
      }
    },
  }
}

/** One axis of a window that sees a single place. */
const SINGLE: Along = { input: 1, kernel: 1, stride: 1, dilation: 1, before: 0, after: 0, output: 1 }

/** One axis as the columns of a plane of one row, or two as they are. */
export function planeOf(axes: readonly Along[]): readonly [Along, Along] {
  const [first, second] = axes
  if (first === undefined) throw new TypeError('a window needs a spatial axis')
  return second === undefined ? [SINGLE, first] : [first, second]
}
