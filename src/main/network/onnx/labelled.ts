import * as tf from '../../tensor/tf.ts'
import { permute } from './permute.ts'

/** A tensor whose axes have names, as Einstein's sums write them. */
export interface Labelled {
  readonly tensor: tf.Tensor
  readonly labels: readonly string[]
}

/** Summed over the axes that are not among the labels wanted. */
export function summedOut({ tensor, labels }: Labelled, wanted: readonly string[]): Labelled {
  const axes = labels.flatMap((label, axis) => (wanted.includes(label) ? [] : [axis]))
  if (axes.length === 0) return { tensor, labels }
  return { tensor: tf.sum(tensor, axes), labels: labels.filter((label) => wanted.includes(label)) }
}

/** The same axes in another order, with new ones (along which nothing changes) of the sizes given. */
export function arranged(
  { tensor, labels }: Labelled,
  wanted: readonly string[],
  sizes: ReadonlyMap<string, number>,
): Labelled {
  const added = wanted.filter((label) => !labels.includes(label))
  const from = [...added, ...labels]
  const all = tf.broadcastTo(tf.reshape(tensor, [...added.map(() => 1), ...tensor.shape]), [
    ...added.map((label) => sizes.get(label) ?? 1),
    ...tensor.shape,
  ])
  return {
    tensor: permute(
      added.length === 0 ? tensor : all,
      wanted.map((label) => from.indexOf(label)),
    ),
    labels: wanted,
  }
}

/**
 * The product of two tensors summed over the labels that are not wanted, as one batched product of matrices. A label that is not wanted
 * must be on both.
 */
export function product(a: Labelled, b: Labelled, wanted: readonly string[]): Labelled {
  const shared = a.labels.filter((label) => b.labels.includes(label))
  const batch = shared.filter((label) => wanted.includes(label))
  const summed = shared.filter((label) => !wanted.includes(label))
  const left = a.labels.filter((label) => !shared.includes(label))
  const right = b.labels.filter((label) => !shared.includes(label))
  const sizeOf = (label: string): number =>
    a.tensor.shape[a.labels.indexOf(label)] ?? b.tensor.shape[b.labels.indexOf(label)] ?? 1
  const count = (labels: readonly string[]): number => labels.reduce((all, label) => all * sizeOf(label), 1)
  const matrices = (of: Labelled, rows: readonly string[], columns: readonly string[]): tf.Tensor3D =>
    tf.reshape(
      permute(
        of.tensor,
        [...batch, ...rows, ...columns].map((label) => of.labels.indexOf(label)),
      ),
      [count(batch), count(rows), count(columns)],
    )
  // An outer product: WebAssembly's `matMul` reads beyond its inputs where there is nothing to sum.
  const multiply = count(summed) === 1 ? tf.mul : tf.matMul
  const multiplied = multiply(matrices(a, left, summed), matrices(b, summed, right))
  const labels = [...batch, ...left, ...right]
  const tensor = tf.reshape(multiplied, labels.map(sizeOf))
  return {
    tensor: permute(
      tensor,
      wanted.map((label) => labels.indexOf(label)),
    ),
    labels: wanted,
  }
}
