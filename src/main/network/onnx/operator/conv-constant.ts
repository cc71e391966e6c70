import type { Kernel, Node, Uploads } from '../operator.ts'
import { required } from '../unary.ts'
import type { ConvolutionShapes } from './conv.ts'
import { type ConvolutionWeights, grouped } from './conv-groups.ts'
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

/** One axis as the columns of a plane of one row. Its strides are alike, because not every kernel takes them otherwise. */
export function planeOf(axes: readonly Along[]): readonly [Along, Along] {
  const [first, second] = axes
  if (first === undefined) throw new TypeError('a convolution needs a spatial axis')
  const row = { input: 1, kernel: 1, stride: first.stride, dilation: 1, before: 0, after: 0, output: 1 }
  return second === undefined ? [row, first] : [first, second]
}
