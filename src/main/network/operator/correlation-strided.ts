import * as tf from '../../tensor/tf.ts'
import { biasedConvolution } from './biased-convolution.ts'
import type { Correlation, KeepFilter, Sizes } from './correlation-types.ts'
import { convolutionInputGradient } from './kernels.ts'
import { lookBack, type Window } from './window.ts'

/** Any stride by the backend's kernels; those for gradients know no padding, which is cut off afterwards. */
export function stridedCorrelation(
  make: () => tf.Tensor4D,
  bias: tf.Tensor1D | null,
  { input, stride, pad }: Sizes,
  keep: KeepFilter,
): Correlation {
  const [, height, width] = input
  const window: Window = { top: pad[0], left: pad[1], height: height + 2 * pad[0], width: width + 2 * pad[1] }
  const filter = keep('filter', () => tf.clone(make()))
  const channels = filter.shape[2]
  return {
    apply: (image) => biasedConvolution(image, filter, bias, stride, pad),
    gradient(gradient) {
      const shape = [gradient.shape[0], window.height, window.width, channels]
      const padded = convolutionInputGradient(gradient, filter, shape, stride)
      return lookBack(padded, window, height, width)
    },
    dispose: () => filter.dispose(),
  }
}
