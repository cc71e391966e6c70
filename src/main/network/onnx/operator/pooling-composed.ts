import * as tf from '../../../tensor/tf.ts'
import { LOWEST } from './pooling-plane.ts'
import type { Along } from './spatial.ts'
import { placesAlong } from './windows-along.ts'

/** The largest over windows of any number of axes and any dilation, axis by axis; shapes are ONNX's. Gradients pass through it. */
export const maxOver = (value: tf.Tensor, along: readonly Along[]): tf.Tensor =>
  along.reduce(
    (found, one, axis) => placesAlong(found, axis + 2, one, LOWEST).reduce((a, b) => tf.maximum(a, b)),
    value,
  )

/** The sum over windows of any number of axes and any dilation, axis by axis; shapes are ONNX's. Gradients pass through it. */
export const sumOver = (value: tf.Tensor, along: readonly Along[]): tf.Tensor =>
  along.reduce(
    (found, one, axis) => placesAlong(found, axis + 2, one, 0).reduce((a, b) => tf.add(a, b)),
    value,
  )
