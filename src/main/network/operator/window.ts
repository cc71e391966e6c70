import * as tf from '../../tensor/tf.ts'

/**
 * A window over an image: it starts `top` rows above and `left` columns before it (inside it where negative) and
 * may end short of it or beyond.
 */
export interface Window {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

/** The image (NHWC) as seen through the window, `value` where there is no image. */
export function lookThrough(image: tf.Tensor4D, window: Window, value = 0): tf.Tensor4D {
  const [batch, height, width, channels] = image.shape
  const { top, left } = window
  const bottom = window.height - top - height
  const right = window.width - left - width
  let seen = image
  if (top < 0 || left < 0 || bottom < 0 || right < 0)
    seen = tf.slice4d(
      seen,
      [0, Math.max(-top, 0), Math.max(-left, 0), 0],
      [
        batch,
        height + Math.min(top, 0) + Math.min(bottom, 0),
        width + Math.min(left, 0) + Math.min(right, 0),
        channels,
      ],
    )
  if (top > 0 || left > 0 || bottom > 0 || right > 0)
    seen = tf.pad4d(
      seen,
      [
        [0, 0],
        [Math.max(top, 0), Math.max(bottom, 0)],
        [Math.max(left, 0), Math.max(right, 0)],
        [0, 0],
      ],
      value,
    )
  return seen
}

/** The adjoint: the gradient by the window as one by the image, which is `height` × `width`. */
export function lookBack(gradient: tf.Tensor4D, window: Window, height: number, width: number): tf.Tensor4D {
  return lookThrough(gradient, { top: -window.top, left: -window.left, height, width })
}
