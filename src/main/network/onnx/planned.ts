import { tensorOf } from './host.ts'
import type { Node, OnnxOperator } from './operator.ts'
import type { Constant, Known } from './value.ts'

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
