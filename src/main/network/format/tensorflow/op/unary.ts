import { arranged, each, type Tensor, together } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

type Draw = (call: NodeCall, input: Tensor, output: string) => Tensor

const plain =
  (type: string, params: Readonly<Record<string, number>> = {}): Draw =>
  ({ graph }, input, output) =>
    each(graph, input, type, output, params)

const clipped =
  (low: number, high: number): Draw =>
  ({ graph }, input, output) =>
    each(graph, input, 'Clip', output, {}, [
      graph.floats(`${output}/low`, [low]),
      graph.floats(`${output}/high`, [high]),
    ])

const softmax =
  (type: string): Draw =>
  ({ graph }, input, output) => {
    const either = together(graph, [input])
    return either.tensor(graph.node(type, either.names, { axis: either.axis(-1) }, output))
  }

const square: Draw = ({ graph }, input, output) => {
  const { names, tensor } = together(graph, [input, input])
  return tensor(graph.node('Mul', names, {}, output))
}

const rsqrt: Draw = ({ graph }, input, output) =>
  each(graph, each(graph, input, 'Sqrt', `${output}/sqrt`), 'Reciprocal', output)

const leakyRelu: Draw = (call, input, output) =>
  each(call.graph, input, 'LeakyRelu', output, {
    alpha: call.node.float(call.node.op === 'LeakyRelu' ? 'alpha' : 'leakyrelu_alpha', 0.2),
  })

/** Functions of one tensor, by TensorFlow's names. */
const functions: Readonly<Record<string, Draw>> = {
  Relu: plain('Relu'),
  Relu6: clipped(0, 6),
  Elu: plain('Elu', { alpha: 1 }),
  Selu: plain('Selu'),
  LeakyRelu: leakyRelu,
  Sigmoid: plain('Sigmoid'),
  Tanh: plain('Tanh'),
  Softplus: plain('Softplus'),
  Softsign: plain('Softsign'),
  Softmax: softmax('Softmax'),
  LogSoftmax: softmax('LogSoftmax'),
  Exp: plain('Exp'),
  Log: plain('Log'),
  Sqrt: plain('Sqrt'),
  Rsqrt: rsqrt,
  Square: square,
  Reciprocal: plain('Reciprocal'),
  Inv: plain('Reciprocal'),
  Neg: plain('Neg'),
  Abs: plain('Abs'),
  Erf: plain('Erf'),
  Floor: plain('Floor'),
  Ceil: plain('Ceil'),
  Round: plain('Round'),
  Sign: plain('Sign'),
  Sin: plain('Sin'),
  Cos: plain('Cos'),
}

/** A function of a tensor by its name, as a node of its own or fused to another. @throws {NodeFault} */
export function activated(call: NodeCall, input: Tensor, name: string, output: string): Tensor {
  const draw = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (draw === undefined) throw new NodeFault(`"${name}", which is fused to it, is not read`)
  return draw(call, input, output)
}

/** A leaky ReLU whose slopes are numbers at one of the node's inputs. */
export function sloped(call: NodeCall, input: Tensor, slopes: number, output: string): Tensor {
  const { names, tensor } = together(call.graph, [input])
  const numbers = call.numbers(slopes)
  const name = call.graph.floats(`${output}/slope`, ...arranged(numbers, input.own === undefined))
  return tensor(call.graph.node('PRelu', [...names, name], {}, output))
}

const clipByValue: Op = (call) => {
  const [low, high] = [call.list(1)[0] ?? 0, call.list(2)[0] ?? 0]
  return clipped(low, high)(call, call.tensor(0), call.output)
}

/** Nodes that change each number by itself. */
export const unaryOps: Readonly<Record<string, Op>> = {
  ...Object.fromEntries(
    Object.entries(functions).map(([name, draw]) => [
      name,
      (call: NodeCall) => draw(call, call.tensor(0), call.output),
    ]),
  ),
  ClipByValue: clipByValue,
  Prelu: (call) => sloped(call, call.tensor(0), 1, call.output),
}
