import * as tf from '../../../tensor/tf.ts'
import { nativeBackend } from '../../operator/native.ts'

/** TensorFlow's own gradient of a function, in one pass over the numbers; null on other backends. */
function native(name: string, inputs: readonly tf.Tensor[]): tf.Tensor | null {
  const backend = nativeBackend()
  if (backend === null) return null
  const { TF_ATTR_TYPE, TF_FLOAT } = backend.binding
  return backend.executeSingleOutput(name, [{ name: 'T', type: TF_ATTR_TYPE, value: TF_FLOAT }], inputs)
}

/** The gradient by a sigmoid's input, given its output. */
export const sigmoidGradient = (gradient: tf.Tensor, output: tf.Tensor): tf.Tensor =>
  native('SigmoidGrad', [output, gradient]) ?? tf.mul(gradient, tf.mul(output, tf.sub(1, output)))

/** The gradient by a hyperbolic tangent's input, given its output. */
export const tanhGradient = (gradient: tf.Tensor, output: tf.Tensor): tf.Tensor =>
  native('TanhGrad', [output, gradient]) ?? tf.mul(gradient, tf.sub(1, tf.square(output)))

/** The gradient by the input of what was kept within two bounds. */
export function clippedGradient(
  gradient: tf.Tensor,
  input: tf.Tensor,
  output: tf.Tensor,
  low: number,
  high: number,
) {
  const relu6 = low === 0 && high === 6 ? native('Relu6Grad', [gradient, output]) : null
  return relu6 ?? tf.mul(gradient, tf.cast(tf.equal(input, output), 'float32'))
}
