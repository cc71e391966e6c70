import * as tf from '../../tensor/tf.ts'
import type { Node } from './operator.ts'
import { onnxOperators } from './registry.ts'
import { KeptUploads } from './uploads.ts'
import { countOf, gradientLike, type Known, type Layout, plain, tensorType, type Value } from './value.ts'

/**
 * What a test gives a node: numbers that are known beforehand (`constant`, as integers and booleans are unless it says otherwise) or come
 * at run time, lying as they please.
 */
export interface Given extends Known {
  readonly data: ArrayLike<number>
  readonly constant?: boolean
  readonly layout?: Layout
}

export interface Ran {
  readonly outputs: readonly { shape: readonly number[]; data: number[]; type: string; layout: Layout }[]
  /** Gradients of Σ weights · outputs by each input, as that input's shape says; null for inputs without one. */
  readonly gradients: readonly (number[] | null)[]
}

/** Runs one node on the current backend, forward and (given the weights of its first output's sum, or of each output's) back. */
export function runNode(
  type: string,
  inputs: readonly (Given | undefined)[],
  options: {
    attributes?: Node['attributes']
    opset?: number
    outputs?: number
    weights?: readonly number[] | readonly (readonly number[] | undefined)[]
  } = {},
): Ran {
  const operator = onnxOperators.get(type)
  if (operator === undefined) throw new TypeError(`there is no operator ${type}`)
  const { attributes = {}, opset = 17, outputs: named = 1, weights } = options
  const node: Node = { name: 'node', attributes, opset, outputs: named }
  const known = inputs.map((input) => (input !== undefined && isConstant(input) ? input : withoutData(input)))
  const inferred = operator.infer(node, known)
  const uploads = new KeptUploads()
  const kernel = operator.compile(node, known, uploads)
  try {
    tf.engine().startScope()
    const values = inputs.map((input, i) =>
      input === undefined || (operator.reads?.includes(i) && isConstant(input)) ? undefined : asValue(input),
    )
    const { outputs, backward } = kernel.apply(values)
    outputs.forEach(({ shape }, i) => {
      const said = inferred[i]?.shape.join()
      if (shape.join() !== said) throw new Error(`output ${i} is ${shape.join()} and was said to be ${said}`)
    })
    const gradients = weights === undefined ? [] : backward(seedsFor(outputs, weights))
    return {
      outputs: outputs.map((value) => ({
        shape: value.shape,
        type: value.type,
        layout: value.layout,
        data: [...plain(value).dataSync()],
      })),
      gradients: values.map((value, i) => {
        const gradient = gradients[i]
        if (value === undefined || gradient === undefined) return null
        return [...plain({ ...value, tensor: gradient }).dataSync()]
      }),
    }
  } finally {
    tf.engine().endScope()
    uploads.dispose()
  }
}

const isConstant = ({ constant, type }: Given): boolean => constant ?? !type.includes('float')

const withoutData = (input: Given | undefined): Known | undefined =>
  input && { type: input.type, shape: input.shape }

function asValue({ type, shape, data, layout = 'plain' }: Given): Value {
  const numbers = Array.from({ length: countOf(shape) }, (_, i) => data[i] ?? 0)
  const asGiven = tf.tensor(numbers, [...shape], tensorType(type))
  const tensor = layout === 'plain' ? asGiven : tf.transpose(asGiven, [0, 2, 3, 1])
  return { tensor, type, shape, layout }
}

function seedsFor(
  outputs: readonly Value[],
  weights: readonly number[] | readonly (readonly number[] | undefined)[],
): (tf.Tensor | undefined)[] {
  const each = weights.every((weight) => typeof weight === 'number') ? [weights] : weights
  return outputs.map((value, i) => {
    const of = each[i]
    return typeof of === 'object'
      ? gradientLike(value, tf.tensor([...of], [...value.shape]), 'plain')
      : undefined
  })
}
