import * as tf from '../../tensor/tf.ts'

/** `tf.where` for tensors of any number of dimensions; WebGPU's ends at four. The three broadcast. */
export function select(condition: tf.Tensor, yes: tf.Tensor, no: tf.Tensor): tf.Tensor {
  const shape = [condition, yes, no]
    .map((tensor) => tensor.shape)
    .reduce((a, b) => tf.backend_util.assertAndGetBroadcastShape(a, b))
  if (shape.length <= 4) return tf.where(condition, yes, no)
  const flat = (tensor: tf.Tensor): tf.Tensor => tf.reshape(tf.broadcastTo(tensor, shape), [-1])
  return tf.reshape(tf.where(flat(condition), flat(yes), flat(no)), shape)
}

/** 1 where it is true, else 0, as floats; WebGPU's cast of truth values keeps the integers' bits. */
export const indicator = (condition: tf.Tensor): tf.Tensor => select(condition, tf.scalar(1), tf.scalar(0))
