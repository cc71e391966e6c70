import { OperatorError } from '../operator/operator.ts'
import { tensorOf } from './host.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { type Constant, countOf, type Known } from './value.ts'

/**
 * An operator whose result is known before anything runs: it depends on its inputs' shapes, or on numbers that must be known themselves.
 * @param make throws `OperatorError` where what it needs depends on the image
 */
export function planned(
  make: (node: Node, inputs: readonly (Known | undefined)[]) => Constant,
): OnnxOperator {
  return {
    reads: [0, 1, 2],
    infer: (node, inputs) => [make(node, inputs)],
    fold: (node, inputs) => [make(node, inputs)],
    compile: (node, inputs) => {
      const made = make(node, inputs)
      const { type, shape } = made
      return {
        apply: () => ({
          outputs: [{ type, shape, layout: 'plain', tensor: tensorOf(made) }],
          backward: () => [],
        }),
      }
    },
  }
}

/** Numbers that are made at planning out of nothing. */
const MOST_MADE = 2 ** 22

/** The shape itself, where its numbers can be made at planning; a damaged file may ask for any. Throws `OperatorError`. */
export function affordable(shape: readonly number[]): readonly number[] {
  if (shape.every((size) => Number.isInteger(size) && size >= 0) && countOf(shape) <= MOST_MADE) return shape
  throw new OperatorError(`it would make ${shape.join(' × ')} numbers at once`)
}
