import type { LayerSummary } from '../../contract/network.ts'
import type * as tf from '../tensor/tf.ts'
import type { Shape } from './graph.ts'

/** A blob's value, and the way back from it to the input. */
export interface Differentiable {
  readonly value: tf.Tensor
  /** The gradient by the input, given that by the value. */
  backward(seed: tf.Tensor): tf.Tensor
}

/**
 * A graph with its weights, ready to run on the current backend, whatever its dialect. The input is `[batch, height, width, channels]`,
 * preprocessed; a blob's value is `[batch, height, width, channels]` where its shape is `[channels, height, width]`, else the batch and
 * its shape.
 */
export interface Program {
  /** Every blob a user can choose, in the order they are made. */
  readonly blobs: readonly LayerSummary[]
  /** A blob's shape without the batch; undefined where there is no such blob. */
  shape(blob: string): Shape | undefined
  /** Readies what these blobs need for a batch of that size. To be called outside `tf.tidy`, which would free it. */
  prepare(blobs: readonly string[], batch: number): void
  /** The blobs' values, for which they were prepared; every other is freed on the way. Inside `tf.tidy`. */
  evaluate(blobs: readonly string[], input: tf.Tensor): tf.Tensor[]
  /** One blob's value, for which it was prepared, with all that the way back needs. Inside `tf.tidy`. */
  forward(blob: string, input: tf.Tensor): Differentiable
  /** Frees what was uploaded. */
  dispose(): void
}
