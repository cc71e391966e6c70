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

export interface RunOptions {
  readonly attributes?: Node['attributes']
  readonly opset?: number
  readonly outputs?: number
  /** Of the first output's sum, or of each output's; without them no gradient is taken. */
  readonly weights?: readonly number[] | readonly (readonly number[] | undefined)[]
}

/** Runs one node on the current backend, forward and back. */
export function runNode(type: string, inputs: readonly (Given | undefined)[], options: RunOptions = {}): Ran {
  const scope = applied(type, inputs, options)
  try {
    return ranOf(scope, (tensor) => [...tensor.dataSync()])
  } finally {
    scope.dispose()
  }
}

/** The same on a backend that reads asynchronously only, as WebGPU does. Nothing else may make tensors meanwhile. */
export async function runNodeAsync(
  type: string,
  inputs: readonly (Given | undefined)[],
  options: RunOptions = {},
): Promise<Ran> {
  const scope = applied(type, inputs, options)
  try {
    const read = new Map<tf.Tensor, number[]>()
    for (const tensor of [...scope.outputs.map((output) => output.tensor), ...scope.gradients])
      if (tensor !== null) read.set(tensor, [...(await tensor.data())])
    return ranOf(scope, (tensor) => read.get(tensor) ?? [])
  } finally {
    scope.dispose()
  }
}

/** What a node made, as its shapes say. */
interface Scope {
  readonly outputs: readonly { readonly value: Value; readonly tensor: tf.Tensor }[]
  readonly gradients: readonly (tf.Tensor | null)[]
  dispose(): void
}

function applied(
  type: string,
  inputs: readonly (Given | undefined)[],
  { attributes = {}, opset = 17, outputs: named = 1, weights }: RunOptions,
): Scope {
  const operator = onnxOperators.get(type)
  if (operator === undefined) throw new TypeError(`there is no operator ${type}`)
  const node: Node = { name: 'node', attributes, opset, outputs: named }
  const known = inputs.map((input) => (input !== undefined && isConstant(input) ? input : withoutData(input)))
  const inferred = operator.infer(node, known)
  const uploads = new KeptUploads()
  const dispose = (): void => {
    tf.engine().endScope()
    uploads.dispose()
  }
  tf.engine().startScope()
  try {
    const kernel = operator.compile(node, known, uploads)
    const values = inputs.map((input, i) =>
      input === undefined || (operator.reads?.includes(i) && isConstant(input)) ? undefined : asValue(input),
    )
    const { outputs, backward } = kernel.apply(values)
    outputs.forEach((value, i) => {
      checkValue(value, inferred[i])
    })
    const gradients = weights === undefined ? [] : backward(seedsFor(outputs, weights))
    return {
      outputs: outputs.map((value) => ({ value, tensor: plain(value) })),
      gradients: values.map((value, i) => {
        const gradient = gradients[i]
        if (value === undefined || gradient === undefined) return null
        if (gradient.shape.join() !== value.tensor.shape.join())
          throw new Error(`gradient ${i} is ${gradient.shape.join()}, its input ${value.tensor.shape.join()}`)
        return plain({ ...value, tensor: gradient })
      }),
      dispose,
    }
  } catch (error) {
    dispose()
    throw error
  }
}

/** Whether a value is what inference said, and lies as it says itself. */
function checkValue({ tensor, type, shape, layout }: Value, inferred: Known | undefined): void {
  const [n, c, h, w] = shape
  const lies = layout === 'plain' ? shape : [n, h, w, c]
  if (type !== inferred?.type || shape.join() !== inferred.shape.join())
    throw new Error(`${type} ${shape.join()} was said to be ${inferred?.type} ${inferred?.shape.join()}`)
  if (tensor.shape.join() !== lies.join() || tensor.dtype !== tensorType(type))
    throw new Error(`${type} ${lies.join()} lies as ${tensor.dtype} ${tensor.shape.join()}`)
}

const ranOf = ({ outputs, gradients }: Scope, read: (tensor: tf.Tensor) => number[]): Ran => ({
  outputs: outputs.map(({ value: { shape, type, layout }, tensor }) => ({
    shape,
    type,
    layout,
    data: read(tensor),
  })),
  gradients: gradients.map((gradient) => gradient && read(gradient)),
})

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
