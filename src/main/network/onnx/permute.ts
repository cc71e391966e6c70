import * as tf from '../../tensor/tf.ts'
import { inShape } from './in-shape.ts'
import { indicator } from './select.ts'
import { countOf } from './value.ts'

/**
 * `tf.transpose`, but axes of size 1 move for nothing and axes that stay neighbours move as one: no copy where the order of the
 * numbers stays, and values of more dimensions than a backend transposes pass.
 */
export function permute(tensor: tf.Tensor, order: readonly number[]): tf.Tensor {
  const shape = order.map((axis) => tensor.shape[axis] ?? 1)
  const groups: number[][] = []
  const long = tensor.shape.flatMap((size, axis) => (size === 1 ? [] : [axis]))
  for (const axis of order) {
    if (!long.includes(axis)) continue
    const last = groups.at(-1)
    if (last !== undefined && long.indexOf(last.at(-1) ?? -1) + 1 === long.indexOf(axis)) last.push(axis)
    else groups.push([axis])
  }
  if (groups.length < 2) return inShape(tensor, shape)
  // WebGPU transposes floats only.
  if (tensor.dtype === 'bool') return tf.notEqual(permute(indicator(tensor), order), 0)
  const inOrder = groups.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  const merged = inShape(
    tensor,
    inOrder.map((group) => countOf(group.map((axis) => tensor.shape[axis] ?? 1))),
  )
  return inShape(
    tf.transpose(
      merged,
      groups.map((group) => inOrder.indexOf(group)),
    ),
    shape,
  )
}

/** The order that undoes another. */
export function inverse(order: readonly number[]): number[] {
  const back = new Array<number>(order.length).fill(0)
  order.forEach((axis, i) => {
    back[axis] = i
  })
  return back
}
