import * as tf from '../../../tensor/tf.ts'

/** Numbers brought to mean 0 and variance 1 over some axes. */
export interface Standardised {
  readonly output: tf.Tensor
  readonly mean: tf.Tensor
  /** One over the standard deviation. */
  readonly inverse: tf.Tensor
  /** The gradient by the numbers, given those by the output, the mean and the inverse. */
  backward(gradient?: tf.Tensor, byMean?: tf.Tensor, byInverse?: tf.Tensor): tf.Tensor
}

/** (x − mean) / √(variance + epsilon) over these axes of the tensor. Inside `tf.tidy`. */
export function standardise(x: tf.Tensor, axes: number[], epsilon: number): Standardised {
  const mean = tf.mean(x, axes, true)
  const centred = tf.sub(x, mean)
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axes, true), epsilon))
  const output = tf.mul(centred, inverse)
  const count = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1)
  return {
    output,
    mean,
    inverse,
    backward(gradient, byMean, byInverse) {
      // The mean of what is passed on, and its part along the output, are lost to the normalisation.
      const own =
        gradient === undefined
          ? tf.zerosLike(x)
          : tf.mul(
              inverse,
              tf.sub(
                tf.sub(gradient, tf.mean(gradient, axes, true)),
                tf.mul(output, tf.mean(tf.mul(gradient, output), axes, true)),
              ),
            )
      const withMean = byMean === undefined ? own : tf.add(own, tf.div(byMean, count))
      if (byInverse === undefined) return withMean
      const slope = tf.mul(byInverse, tf.div(tf.square(inverse), -count))
      return tf.add(withMean, tf.mul(output, slope))
    },
  }
}
