import { own, ownTensor, type Tensor, together, withNumbers } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

/** An operator of two inputs, either of which may be numbers of the file's; they are broadcast as TensorFlow does. */
function between(call: NodeCall, type: string, output = call.output): Tensor {
  const { graph } = call
  const [left, right] = [call.stored(0), call.stored(1)]
  if (right !== undefined && left === undefined && !right.whole) {
    const tensor = call.tensor(0)
    if (right.shape.length <= tensor.rank) return withNumbers(graph, tensor, type, output, call.numbers(1))
  }
  if (left !== undefined && right === undefined && !left.whole) {
    const tensor = call.tensor(1)
    if (left.shape.length <= tensor.rank)
      return withNumbers(graph, tensor, type, output, call.numbers(0), 'left')
  }
  const { names, tensor } = joined(call)
  return tensor(graph.node(type, names, {}, output))
}

/** The inputs in one order: TensorFlow's own where their axes are not as many. */
function joined(call: NodeCall) {
  const tensors = call.operands.map((_, i) => call.tensor(i))
  const ranks = new Set(tensors.map(({ rank }) => rank))
  if (ranks.size === 1) return together(call.graph, tensors)
  return {
    names: tensors.map((tensor) => own(call.graph, tensor)),
    tensor: (name: string) => ownTensor(call.graph, name),
  }
}

const binary =
  (type: string): Op =>
  (call) =>
    between(call, type)

const squaredDifference: Op = (call) => {
  const difference = between(call, 'Sub', `${call.output}/difference`)
  const { names, tensor } = together(call.graph, [difference, difference])
  return tensor(call.graph.node('Mul', names, {}, call.output))
}

const addN: Op = (call) => {
  const { names, tensor } = joined(call)
  if (names.length === 0) throw new NodeFault('it adds nothing')
  return tensor(call.graph.node('Sum', names, {}, call.output))
}

/** Numbers of one tensor or of another, as a third says. */
const select: Op = (call) => {
  const { names, tensor } = joined(call)
  return tensor(call.graph.node('Where', names, {}, call.output))
}

/** A bias a channel, which is the last axis or, in the other format, the second. */
const biasAdd: Op = (call) => {
  if (call.node.text('data_format', 'NHWC') !== 'NCHW') return between(call, 'Add')
  const numbers = call.numbers(1)
  const input = call.tensor(0)
  const shape = [numbers.values.length, ...new Array<number>(input.rank - 2).fill(1)]
  return withNumbers(call.graph, input, 'Add', call.output, { ...numbers, shape })
}

/** Arithmetic between tensors. */
export const arithmeticOps: Readonly<Record<string, Op>> = {
  Add: binary('Add'),
  AddV2: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  RealDiv: binary('Div'),
  Div: binary('Div'),
  Maximum: binary('Max'),
  Minimum: binary('Min'),
  Pow: binary('Pow'),
  Greater: binary('Greater'),
  GreaterEqual: binary('GreaterOrEqual'),
  Less: binary('Less'),
  LessEqual: binary('LessOrEqual'),
  SquaredDifference: squaredDifference,
  Select: select,
  SelectV2: select,
  AddN: addN,
  BiasAdd: biasAdd,
  BiasAddV1: biasAdd,
}
