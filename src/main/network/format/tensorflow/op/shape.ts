import { fromFront, own, ownTensor, shapeOf, together } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

const reshape: Op = (call) =>
  ownTensor(call.graph, call.graph.node('Reshape', [call.own(0), call.own(1)], {}, call.output))

const squeeze: Op = (call) => {
  const { graph, node, output } = call
  const input = call.tensor(0)
  const shape = shapeOf(graph, input)
  const given = node.integers('squeeze_dims').map((axis) => fromFront(axis, input.rank))
  // Without a list every axis of one goes, but the batch, which is one only here.
  const axes =
    given.length > 0 ? given : shape.flatMap((size, axis) => (size === 1 && axis > 0 ? [axis] : []))
  const list = graph.integers(`${output}/axes`, axes)
  return ownTensor(graph, graph.node('Squeeze', [own(graph, input), list], {}, output))
}

const expandDims: Op = (call) => {
  const axes = call.graph.integers(`${call.output}/axes`, [call.axis(1)])
  return ownTensor(call.graph, call.graph.node('Unsqueeze', [call.own(0), axes], {}, call.output))
}

const transpose: Op = (call) =>
  ownTensor(call.graph, call.graph.node('Transpose', [call.own(0)], { perm: call.list(1) }, call.output))

const concat: Op = (call) => {
  const last = call.operands.length - 1
  const axis = call.axis(last)
  const tensors = call.operands.slice(0, last).map((_, i) => call.tensor(i))
  const either = together(call.graph, tensors)
  return either.tensor(call.graph.node('Concat', either.names, { axis: either.axis(axis) }, call.output))
}

const pack: Op = (call) => {
  const { graph, output } = call
  const axis = call.node.integer('axis', 0)
  const axes = graph.integers(`${output}/axes`, [axis])
  const names = call.operands.map((_, i) =>
    graph.node('Unsqueeze', [call.own(i), axes], {}, `${output}/${i}`),
  )
  return ownTensor(graph, graph.node('Concat', names, { axis }, output))
}

/** Sizes before and after each axis, in the order the tensor is at hand. */
const pad =
  (mode: 'constant' | 'reflect'): Op =>
  (call) => {
    const { graph, output } = call
    if (mode === 'reflect' && call.node.text('mode', '') !== 'REFLECT')
      throw new NodeFault('it mirrors the border itself, which is not read')
    const either = together(graph, [call.tensor(0)])
    const pairs = call.list(1)
    const rank = pairs.length / 2
    const pads = new Array<number>(pairs.length).fill(0)
    for (let axis = 0; axis < rank; axis++) {
      pads[either.axis(axis)] = pairs[2 * axis] ?? 0
      pads[rank + either.axis(axis)] = pairs[2 * axis + 1] ?? 0
    }
    const value = mode === 'constant' && call.operands.length > 2 ? call.list(2)[0] : undefined
    const further = value === undefined ? [] : [graph.floats(`${output}/value`, [value])]
    const names = [...either.names, graph.integers(`${output}/pads`, pads), ...further]
    return either.tensor(graph.node('Pad', names, { mode }, output))
  }

/** Parts that a network may split a tensor into; a damaged file may ask for any number. */
const mostParts = 4096

const split =
  (at: { readonly value: number; readonly axis: number; readonly sizes?: number }): Op =>
  (call) => {
    const { graph, output } = call
    const either = together(graph, [call.tensor(at.value)])
    const axis = either.axis(call.axis(at.axis))
    const length = graph.shape(either.names[0] ?? '')[axis] ?? 0
    const count = call.node.integer('num_split', 1)
    if (at.sizes === undefined && !(count > 0 && count <= mostParts && Number.isInteger(length / count)))
      throw new NodeFault(`it splits ${length} places into ${count} parts`)
    const stated =
      at.sizes === undefined ? new Array<number>(count).fill(length / count) : call.list(at.sizes)
    const rest = length - stated.filter((size) => size >= 0).reduce((sum, size) => sum + size, 0)
    const sizes = stated.map((size) => (size < 0 ? rest : size))
    const names = [...either.names, graph.integers(`${output}/sizes`, sizes)]
    const outputs = sizes.map((_, i) => (i === 0 ? output : `${output}:${i}`))
    return graph.nodes('Split', names, { axis }, outputs).map((name) => either.tensor(name))
  }

const cast: Op = (call) => {
  const [from, to] = [call.node.type('SrcT'), call.node.type('DstT')]
  const isFloat = (type: string) => /^DT_(FLOAT|HALF|BFLOAT16|DOUBLE)$/.test(type)
  if (isFloat(from) && isFloat(to)) return call.operand(0)
  const types: Readonly<Record<string, number>> = { DT_FLOAT: 1, DT_INT32: 6, DT_INT64: 7, DT_BOOL: 9 }
  const type = types[to]
  if (type === undefined) throw new NodeFault(`it makes numbers of type ${to}`)
  return ownTensor(call.graph, call.graph.node('Cast', [call.own(0)], { to: type }, call.output))
}

const plain =
  (type: string, count: number): Op =>
  (call: NodeCall) => {
    const names = Array.from({ length: count }, (_, i) => call.own(i))
    return ownTensor(call.graph, call.graph.node(type, names, {}, call.output))
  }

const gather: Op = (call) => {
  const axis = call.operands.length > 2 ? call.axis(2) : 0
  return ownTensor(call.graph, call.graph.node('Gather', [call.own(0), call.own(1)], { axis }, call.output))
}

/** One number, as often as a shape says. */
const fill: Op = (call) =>
  ownTensor(call.graph, call.graph.node('Expand', [call.own(1), call.own(0)], {}, call.output))

/** Nodes that change shapes and order, and keep numbers. */
export const shapeOps: Readonly<Record<string, Op>> = {
  Identity: (call) => call.operand(0),
  StopGradient: (call) => call.operand(0),
  PreventGradient: (call) => call.operand(0),
  Reshape: reshape,
  Squeeze: squeeze,
  ExpandDims: expandDims,
  Transpose: transpose,
  ConcatV2: concat,
  Pack: pack,
  Pad: pad('constant'),
  PadV2: pad('constant'),
  MirrorPad: pad('reflect'),
  Split: split({ axis: 0, value: 1 }),
  SplitV: split({ value: 0, sizes: 1, axis: 2 }),
  Shape: plain('Shape', 1),
  Tile: plain('Tile', 2),
  Cast: cast,
  Fill: fill,
  GatherV2: gather,
}
