import * as tf from '../../tensor/tf.ts'
import { broadcastShape, combined, together } from './broadcast.ts'
import { isFloat } from './element-types.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { required } from './unary.ts'
import { type ElementType, type Known, tensorType } from './value.ts'

/** A function of numbers that stand at the same place of broadcast inputs. */
export interface Elementwise {
  /** How many inputs it takes; without it, one or more. */
  readonly inputs?: number
  /** The result's type, where it is not the first input's. */
  type?(inputs: readonly Known[]): ElementType
  value(tensors: readonly tf.Tensor[], node: Node): tf.Tensor
  /** The gradient by input `index`, spread as the output is; absent for functions whose result does not change smoothly. */
  gradient?(at: Point, index: number): tf.Tensor | undefined
  /** The same on the host. */
  number(numbers: readonly number[], node: Node, type: ElementType): number
}

/** Where a gradient is asked for: the inputs there, what was made of them, and the gradient by that. */
export interface Point {
  readonly node: Node
  readonly tensors: readonly tf.Tensor[]
  readonly output: tf.Tensor
  readonly gradient: tf.Tensor
}

/** An operator that broadcasts its inputs as NumPy does, and sums gradients over what was spread. */
export function elementwise(definition: Elementwise): OnnxOperator {
  const { inputs: count, type, value, gradient, number } = definition
  const given = <T>(inputs: readonly (T | undefined)[]): T[] =>
    Array.from({ length: count ?? Math.max(1, inputs.length) }, (_, i) => required(inputs, i))
  const typeOf = (inputs: readonly (Known | undefined)[]): ElementType =>
    type?.(given(inputs)) ?? required(inputs, 0).type
  return {
    infer: (_, inputs) => [
      { type: typeOf(inputs), shape: broadcastShape(given(inputs).map(({ shape }) => shape)) },
    ],
    fold: (node, inputs) => {
      const to = typeOf(inputs)
      return [combined(to, given(inputs), (numbers) => number(numbers, node, to))]
    },
    compile: (node, known) => {
      const to = typeOf(known)
      const wanted = known.map(
        (input) => input !== undefined && input.data === undefined && isFloat(input.type),
      )
      return {
        apply(values) {
          const { shape, layout, tensors, back } = together(given(values))
          const output = inType(value(tensors, node), tensorType(to))
          return {
            outputs: [{ tensor: output, type: to, shape, layout }],
            backward: ([seed]) =>
              tensors.map((_, i) => {
                if (seed === undefined || wanted[i] !== true) return undefined
                const by = gradient?.({ node, tensors, output, gradient: seed }, i)
                return by && back(i, by)
              }),
          }
        },
      }
    },
  }
}

const inType = (tensor: tf.Tensor, type: ReturnType<typeof tensorType>): tf.Tensor =>
  tensor.dtype === type ? tensor : tf.cast(tensor, type)
