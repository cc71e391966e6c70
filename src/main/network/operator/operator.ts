import type { z } from 'zod'
import type * as tf from '../../tensor/tf.ts'
import type { Shape, Weight } from '../graph.ts'

/** What an operator made of its inputs, and the way back. Tensors are in the layout of `layout.ts`. */
export interface Applied {
  readonly outputs: readonly tf.Tensor[]
  /** Gradients by the inputs, given those by the outputs: the vector–Jacobian product at this point. */
  backward(gradients: readonly tf.Tensor[]): readonly tf.Tensor[]
}

/** An operator with its parameters and weights, ready to run on the backend that was current when it was compiled. */
export interface Kernel {
  /** Runs on a batch. Called inside `tf.tidy`: intermediate tensors need no disposing. */
  apply(inputs: readonly tf.Tensor[]): Applied
  /** Frees the weights that were uploaded. */
  dispose(): void
}

/** Weights of one layer by role. */
export type LayerWeights = ReadonlyMap<string, Weight>

/** What the planner may ask of a kernel beyond its operator. */
export interface Fusion {
  /** Rectify the output in the same step (only where the operator says `fusesRelu`). */
  readonly relu: boolean
}

/** An operator whose parameters have been checked. Shapes are without the batch, in Caffe's order. */
export interface BoundOperator {
  /** Shapes of the outputs; throws `OperatorError` where these inputs cannot be. */
  shapes(inputs: readonly Shape[]): readonly Shape[]
  /** The weights it must have, by role. */
  weights(inputs: readonly Shape[]): ReadonlyMap<string, Shape>
  compile(weights: LayerWeights, inputs: readonly Shape[], fusion?: Fusion): Kernel
}

/** One of Caffe's layer types. */
export interface Operator {
  readonly params: z.ZodType
  readonly fusesRelu: boolean
  /** Checks the parameters; throws zod's error. */
  bind(params: unknown): BoundOperator
}

/** Why a layer cannot be, without its name: a fragment that follows "layer "conv1": ". */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}

export interface Definition<P> {
  readonly params: z.ZodType<P>
  readonly fusesRelu?: boolean
  shapes(params: P, inputs: readonly Shape[]): readonly Shape[]
  weights?(params: P, inputs: readonly Shape[]): Readonly<Record<string, Shape>>
  compile(params: P, inputs: readonly Shape[], weights: LayerWeights, fusion: Fusion): Kernel
}

/** Makes an operator of its definition, closing over the type of its parameters. */
export function defineOperator<P>(definition: Definition<P>): Operator {
  return {
    params: definition.params,
    fusesRelu: definition.fusesRelu ?? false,
    bind(raw) {
      const params = definition.params.parse(raw)
      return {
        shapes: (inputs) => definition.shapes(params, inputs),
        weights: (inputs) => new Map(Object.entries(definition.weights?.(params, inputs) ?? {})),
        compile: (weights, inputs, fusion = { relu: false }) =>
          definition.compile(params, inputs, weights, fusion),
      }
    },
  }
}
