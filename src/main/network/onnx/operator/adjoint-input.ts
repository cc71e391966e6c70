import type * as tf from '../../../tensor/tf.ts'
import type { Sizes } from '../../operator/correlation-types.ts'
import { spread } from '../../operator/spread.ts'
import { lookThrough } from '../../operator/window.ts'

/**
 * The gradient by a convolution's result, made ready for the adjoint: a convolution of stride 1 by the filter turned around, with what is
 * left of padding. At other strides the gradient's pixels are moved apart.
 *
 * @param filter the filter's height and width, its dilation written out
 */
export function adjointInput(
  gradient: tf.Tensor4D,
  { input, stride, pad }: Pick<Sizes, 'input' | 'stride' | 'pad'>,
  [rows, columns]: readonly [number, number],
): { image: tf.Tensor4D; pad: readonly [number, number] } {
  const [top, left] = [rows - 1 - pad[0], columns - 1 - pad[1]]
  if (stride[0] === 1 && stride[1] === 1 && top >= 0 && left >= 0)
    return { image: gradient, pad: [top, left] }
  const window = { top, left, height: input[1] + rows - 1, width: input[2] + columns - 1 }
  // A single row or column has none to be moved apart from.
  const apart = stride.map((distance, i) => (gradient.shape[i + 1] === 1 ? 1 : distance))
  return { image: lookThrough(spread(gradient, [apart[0] ?? 1, apart[1] ?? 1]), window), pad: [0, 0] }
}
