import { z } from 'zod'
import * as tf from '../../../tensor/tf.ts'
import { attributesOf } from '../attributes.ts'
import { laid, unlaid } from '../broadcast.ts'
import { asColumn, pickedRows, scatteredNumbers } from '../flat-places.ts'
import { strided, stridesOf, upTo } from '../host.ts'
import { arranged, type Labelled, product, summedOut } from '../labelled.ts'
import type { Node, OnnxOperator } from '../operator.ts'
import { required } from '../unary.ts'
import type { Known } from '../value.ts'
import { type Equation, readEquation } from './einsum-equation.ts'

function equationOf(node: Node, inputs: readonly (Known | undefined)[]): Equation {
  const { equation } = attributesOf(node, z.object({ equation: z.string() }))
  return readEquation(
    equation,
    inputs.map((_, i) => required(inputs, i).shape),
  )
}

type Back = (gradient: Labelled) => readonly Labelled[]
type Sizes = ReadonlyMap<string, number>

/** A label that an operand has twice means its diagonal. */
function diagonal(
  tensor: tf.Tensor,
  labels: readonly string[],
): { one: Labelled; back(gradient: tf.Tensor): tf.Tensor } {
  const distinct = [...new Set(labels)]
  if (distinct.length === labels.length) return { one: { tensor, labels }, back: (gradient) => gradient }
  const strides = stridesOf(tensor.shape)
  const shape = distinct.map((label) => tensor.shape[labels.indexOf(label)] ?? 1)
  const steps = distinct.map((label) =>
    labels.reduce((sum, other, axis) => sum + (other === label ? (strides[axis] ?? 0) : 0), 0),
  )
  const all = { type: 'int32', shape: [tensor.size], data: upTo(tensor.size) } as const
  const places = tf.tensor1d(Int32Array.from(strided(all, shape, steps).data), 'int32')
  return {
    one: { tensor: tf.reshape(pickedRows(asColumn(tensor), places), shape), labels: distinct },
    back: (gradient) => scatteredNumbers(gradient, places, tensor.shape),
  }
}

/** All operands multiplied from the left, each label summed as soon as no later operand and not the result has it. */
function multiplied(
  operands: readonly Labelled[],
  result: readonly string[],
  sizes: Sizes,
): { made: Labelled; back: Back } {
  const [first, second, ...rest] = operands
  if (first === undefined) throw new TypeError('a sum of no operands')
  if (second === undefined) {
    const made = arranged(summedOut(first, result), result, sizes)
    return { made, back: (gradient) => [arranged(gradient, first.labels, sizes)] }
  }
  const later = [...result, ...rest.flatMap(({ labels }) => labels)]
  const a = summedOut(first, [...later, ...second.labels])
  const b = summedOut(second, [...later, ...first.labels])
  const kept = [...new Set([...a.labels, ...b.labels])].filter((label) => later.includes(label))
  const { made, back } = multiplied([product(a, b, kept), ...rest], result, sizes)
  return {
    made,
    back: (gradient) => {
      const [by = gradient, ...others] = back(gradient)
      return [
        arranged(product(by, b, a.labels), first.labels, sizes),
        arranged(product(by, a, b.labels), second.labels, sizes),
        ...others,
      ]
    },
  }
}

/** Einstein's sum of any operands. */
export const einsum: OnnxOperator = {
  infer: (node, inputs) => {
    const { result, sizes } = equationOf(node, inputs)
    return [{ type: required(inputs, 0).type, shape: result.map((label) => sizes.get(label) ?? 1) }]
  },
  compile: (node, known) => {
    const { operands, result, sizes } = equationOf(node, known)
    return {
      apply(inputs) {
        const values = inputs.map((_, i) => required(inputs, i))
        const taken = values.map((value, i) => diagonal(laid(value, 'plain'), operands[i] ?? []))
        const { made, back } = multiplied(
          taken.map(({ one }) => one),
          result,
          sizes,
        )
        const { type } = required(inputs, 0)
        return {
          outputs: [{ type, layout: 'plain', shape: made.tensor.shape, tensor: made.tensor }],
          backward: ([gradient]) => {
            if (gradient === undefined) return []
            return back({ tensor: gradient, labels: result }).map(({ tensor }, i) => {
              const value = required(values, i)
              return unlaid(value, 'plain', taken[i]?.back(tensor) ?? tensor)
            })
          },
        }
      },
    }
  },
}
