import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { elementwise } from '../elementwise.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'

/** True or false of one number: no gradient. */
const predicate = (
  value: (x: tf.Tensor, node: Node) => tf.Tensor,
  onHost: (x: number, node: Node) => boolean,
): OnnxOperator =>
  elementwise({
    inputs: 1,
    type: () => 'bool',
    value: (tensors, node) => value(required(tensors, 0), node),
    number: ([x = 0], node) => Number(onHost(x, node)),
  })

const signs = z.object({ detect_negative: z.int().default(1), detect_positive: z.int().default(1) })

/** The infinities that the node looks for. */
function infinitiesOf(node: Node): number[] {
  const { detect_negative, detect_positive } = attributesOf(node, signs)
  return [
    ...(detect_negative === 1 ? [Number.NEGATIVE_INFINITY] : []),
    ...(detect_positive === 1 ? [Number.POSITIVE_INFINITY] : []),
  ]
}

export const predicates: Readonly<Record<string, OnnxOperator>> = {
  IsNaN: predicate((x) => tf.isNaN(x), Number.isNaN),
  IsInf: predicate(
    (x, node) =>
      infinitiesOf(node)
        .map((infinity) => tf.equal(x, infinity))
        .reduce((either: tf.Tensor, one) => tf.logicalOr(either, one), tf.zeros(x.shape, 'bool')),
    (x, node) => infinitiesOf(node).includes(x),
  ),
  Not: predicate(
    (x) => tf.logicalNot(x),
    (x) => x === 0,
  ),
}
