import type { GraphBuilder } from '../../convert/graph-builder.ts'
import { type Numbers, own, ownTensor, type Tensor } from '../../convert/tensor.ts'
import type { StoredWeight } from '../manifest.ts'
import type { GraphNode } from '../node.ts'

/** Why a node cannot be drawn: a fragment that follows "node "conv1" (Conv2D): ". */
export class NodeFault extends Error {
  override readonly name = 'NodeFault'
}

/** What a node takes: a tensor that depends on the image, or numbers of the file's. */
export type Operand = { readonly tensor: Tensor } | { readonly stored: StoredWeight }

/** One node of TensorFlow's on its way into a graph. */
export class NodeCall {
  readonly graph: GraphBuilder
  readonly node: GraphNode
  readonly operands: readonly Operand[]

  constructor(graph: GraphBuilder, node: GraphNode, operands: readonly Operand[]) {
    this.graph = graph
    this.node = node
    this.operands = operands
  }

  /** What the value it makes is to be called. */
  get output(): string {
    return this.node.name
  }

  operand(index: number): Operand {
    const operand = this.operands[index]
    if (operand === undefined) throw new NodeFault(`its input ${index} is missing`)
    return operand
  }

  /** An input as a tensor; numbers of the file's become a weight of the graph. */
  tensor(index: number): Tensor {
    const operand = this.operand(index)
    if ('tensor' in operand) return operand.tensor
    const { stored } = operand
    const { graph } = this
    const name = `${this.output}/${index}`
    const data = stored.read()
    const value = stored.whole
      ? graph.integers(name, [...data], stored.shape)
      : graph.weight(name, { shape: stored.shape, data })
    return ownTensor(graph, value)
  }

  /** An input's value in TensorFlow's own order. */
  own = (index: number): string => own(this.graph, this.tensor(index))

  /** An input's numbers, if they are the file's. */
  stored(index: number): StoredWeight | undefined {
    const operand = this.operand(index)
    return 'stored' in operand ? operand.stored : undefined
  }

  /** As `stored`, of an input that must be so. */
  weight(index: number): { shape: readonly number[]; data: Float32Array } {
    const stored = this.stored(index)
    if (stored === undefined)
      throw new NodeFault(`its input ${index} is computed, where only numbers of the file's are read`)
    return { shape: stored.shape, data: stored.read() }
  }

  numbers(index: number): Numbers {
    const { shape, data } = this.weight(index)
    return { shape, values: [...data] }
  }

  /** Whole numbers that are the file's, such as axes. */
  list = (index: number): number[] => [...this.weight(index).data]

  /** An axis, which must be the file's. */
  axis(index: number): number {
    const [axis, ...more] = this.list(index)
    if (axis === undefined || more.length > 0) throw new NodeFault(`its input ${index} should be one axis`)
    return axis
  }
}

/** Draws a node of one type, and gives what it makes. @throws {NodeFault} */
export type Op = (call: NodeCall) => Tensor | Tensor[] | Operand
