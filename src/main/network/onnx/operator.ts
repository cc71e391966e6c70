import type * as tf from '../../tensor/tf.ts'
import type { Constant, Known, Value } from './value.ts'

/** One node as the graph has it. */
export interface Node {
  readonly name: string
  /** Attributes under ONNX's names; integers and floats are numbers, lists arrays, a tensor `{ type, shape, values }`. */
  readonly attributes: Readonly<Record<string, unknown>>
  /** The version of ONNX's operators the graph was written for. */
  readonly opset: number
  /** Outputs the graph names: an operator may leave the rest out. */
  readonly outputs: number
}

/** What a node made of its inputs, and the way back. */
export interface Applied {
  readonly outputs: readonly Value[]
  /**
   * Gradients by the inputs, each lying as that input's tensor does, given those by the outputs, which lie as theirs do; undefined where
   * there is none (an integer, a constant, an output that nothing depends on).
   */
  backward(gradients: readonly (tf.Tensor | undefined)[]): readonly (tf.Tensor | undefined)[]
}

/** A node ready to run on the current backend, for the shapes it was compiled for. */
export interface Kernel {
  /** Called inside `tf.tidy`. An input that was left out is undefined, as is one in the operator's `reads`. */
  apply(inputs: readonly (Value | undefined)[]): Applied
}

/** Weights that were brought to the backend: shared by the plans of every batch size, freed with the network. */
export interface Uploads {
  /** The tensor under a key that is unique to node and purpose; made (inside a `tidy` of its own) when first asked for. */
  get(key: string, make: () => tf.Tensor): tf.Tensor
}

/** One of ONNX's operators: value, gradient by every float input, and what can be said of it without running. */
export interface OnnxOperator {
  /** Inputs whose numbers `infer` and `compile` read at planning, where they are constant: shapes, axes, a convolution's weights. */
  readonly reads?: readonly number[]
  /**
   * Types and shapes of the outputs, batch and all.
   * @throws {OperatorError} where attributes or inputs cannot be
   */
  infer(node: Node, inputs: readonly (Known | undefined)[]): readonly Known[]
  /** The outputs where every input is constant: what shapes are computed with. Absent where graphs do not do that. */
  fold?(node: Node, inputs: readonly (Constant | undefined)[]): readonly Constant[]
  compile(node: Node, inputs: readonly (Known | undefined)[], uploads: Uploads): Kernel
}
