import * as tf from '../tensor/tf.ts'
import type { Card } from './card.ts'
import type { Weights } from './graph.ts'

/** From pixels to what the graph takes, and gradients back to the pixels. */
export interface Preprocessing {
  /** `[batch, height, width, channels]`: RGB or grey in [0, 255] to the card's channel order, mean and scale. */
  apply(pixels: tf.Tensor4D): tf.Tensor4D
  /** The adjoint. */
  backward(gradient: tf.Tensor): tf.Tensor
  dispose(): void
}

/** The preprocessing a card describes, (pixels in its order − mean) · scale; the mean is uploaded once. */
export function preprocessing(card: Card, weights: Weights): Preprocessing {
  // A whole image, because subtracting three numbers from rows of three is seven times slower.
  const mean = tf.tidy(() =>
    card.mean === 'image' ? meanImage(card, weights) : constantImage(card, card.mean),
  )
  const scale = typeof card.scale === 'number' ? tf.scalar(card.scale) : tf.tensor1d(card.scale)
  const unscaled = card.scale === 1
  const reorder = <T extends tf.Tensor>(value: T): T =>
    card.channelOrder === 'BGR' ? tf.reverse(value, -1) : value
  return {
    apply(pixels) {
      const centred: tf.Tensor4D = tf.sub(reorder(pixels), mean)
      return unscaled ? centred : tf.mul(centred, scale)
    },
    backward: (gradient) => reorder(unscaled ? gradient : tf.mul(gradient, scale)),
    dispose: () => tf.dispose([mean, scale]),
  }
}

function constantImage({ inputSize: [height, width] }: Card, channels: readonly number[]): tf.Tensor {
  return tf.tile(tf.tensor3d([...channels], [1, 1, channels.length]), [height, width, 1])
}

/** The mean image as `[height, width, channels]`, its centre where it is larger than the input. */
function meanImage({ inputSize: [height, width] }: Card, weights: Weights): tf.Tensor {
  const mean = weights.get('card/mean')
  if (mean === undefined) throw new TypeError('the mean image is missing')
  const [channels = 0, rows = 0, columns = 0] = mean.shape
  const image = tf.transpose(tf.tensor3d(mean.data, [channels, rows, columns]), [1, 2, 0])
  const corner = [Math.floor((rows - height) / 2), Math.floor((columns - width) / 2), 0]
  return tf.slice(image, corner, [height, width, channels])
}
