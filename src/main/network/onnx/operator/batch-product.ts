import * as tf from '../../../tensor/tf.ts'
import { nativeBackend } from '../../operator/native.ts'
import { broadcastShape } from '../broadcast.ts'

/**
 * Products of the matrices in the last two axes, the axes before spread as NumPy does. Native TensorFlow does all of it; WebAssembly's
 * kernel spreads wrongly, and reads beyond its input where the inner axis has one place.
 */
export function batchProduct(a: tf.Tensor, b: tf.Tensor, transposeA = false, transposeB = false): tf.Tensor {
  if (nativeBackend() !== null) return tf.matMul(a, b, transposeA, transposeB)
  const batch = broadcastShape([a.shape.slice(0, -2), b.shape.slice(0, -2)])
  const [x, y] = [stacked(a, batch), stacked(b, batch)]
  const [rows, inner] = transposeA ? [x.shape[2], x.shape[1]] : [x.shape[1], x.shape[2]]
  const columns = transposeB ? y.shape[1] : y.shape[2]
  const product =
    inner === 1
      ? tf.mul(tf.reshape(x, [-1, rows, 1]), tf.reshape(y, [-1, 1, columns]))
      : tf.matMul(x, y, transposeA, transposeB)
  return tf.reshape(product, [...batch, rows, columns])
}

/** Matrices spread over a batch of any axes, as a batch of one axis. */
function stacked(matrices: tf.Tensor, batch: readonly number[]): tf.Tensor3D {
  const [rows = 1, columns = 1] = matrices.shape.slice(-2)
  const shape = [...batch, rows, columns]
  const isSpread = matrices.shape.join() === shape.join()
  return tf.reshape(isSpread ? matrices : tf.broadcastTo(matrices, shape), [-1, rows, columns])
}
