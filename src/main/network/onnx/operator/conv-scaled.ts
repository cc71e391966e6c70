import type { OnnxOperator } from '../operator.ts'
import type { Known } from '../value.ts'
import type { Scaling } from './batch-normalization.ts'
import { conv, knownWeights, shapesOf } from './conv.ts'
import { constantConvolution } from './conv-constant.ts'

/**
 * A convolution whose every output is then multiplied and added to, as a BatchNormalization does, in the convolution's own weights.
 * @param known the convolution's inputs; of the operator that is returned the image is the only one
 * @returns undefined where the weights are not known beforehand
 */
export function scaledConvolution(
  known: readonly (Known | undefined)[],
  { gain, shift }: Scaling,
): OnnxOperator | undefined {
  const weights = knownWeights(known)
  if (weights === undefined) return undefined
  const bias = shift.map((term, i) => (weights.bias?.[i] ?? 0) * (gain[i] ?? 1) + term)
  const whole = (inputs: readonly (Known | undefined)[]) => [inputs[0], ...known.slice(1)]
  return {
    infer: (node, inputs) => conv.infer(node, whole(inputs)),
    compile: (node, inputs, uploads) =>
      constantConvolution(node, shapesOf(node, whole(inputs)), { ...weights, bias, gain }, uploads),
  }
}
