import { identityOf } from './identity.ts'
import type { Node, OnnxOperator } from './operator.ts'
import { type Constant, countOf } from './value.ts'

/** Fewer numbers are computed anew faster than they are found. */
const LARGE = 2 ** 12

const kept = new WeakMap<ArrayLike<number>, Map<string, readonly Constant[]>>()

/**
 * What an operator makes of constants. That of large ones (a weight that is transposed, say) is kept as long as they are, so that every
 * batch size's plan has the same arrays: they are computed and brought to the backend once.
 */
export function folded(
  operator: OnnxOperator,
  type: string,
  node: Node,
  inputs: readonly (Constant | undefined)[],
): readonly Constant[] {
  const fold = (): readonly Constant[] => operator.fold?.(node, inputs) ?? []
  const [largest] = inputs
    .filter((input) => input !== undefined)
    .toSorted((a, b) => countOf(b.shape) - countOf(a.shape))
  if (largest === undefined || countOf(largest.shape) < LARGE) return fold()
  const found = kept.get(largest.data) ?? new Map<string, readonly Constant[]>()
  kept.set(largest.data, found)
  const key = keyOf(type, node, inputs)
  const outputs = found.get(key) ?? fold()
  found.set(key, outputs)
  return outputs
}

const keyOf = (
  type: string,
  { attributes, opset, outputs }: Node,
  inputs: readonly (Constant | undefined)[],
): string =>
  JSON.stringify(
    [type, attributes, opset, outputs, inputs.map((input) => input && described(input))],
    // JSON has no infinities, no NaN and no −0.
    (_, value: unknown) =>
      typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
        ? `${1 / value} ${value}`
        : value,
  )

/** Small constants by their numbers: those that are computed are other arrays in each plan. */
const described = ({ type, shape, data }: Constant): unknown => [
  type,
  shape,
  countOf(shape) < LARGE ? Array.from(data) : identityOf(data),
]
