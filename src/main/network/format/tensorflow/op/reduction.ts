import { fromFront, own, ownTensor, together } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

/** Reduces along axes. What is left of images where height and width go is channels, in either order. */
const reduction =
  (type: string): Op =>
  (call) => {
    const { graph, output, node } = call
    const input = call.tensor(0)
    const keep = node.truth('keep_dims')
    const axes = call.list(1).map((axis) => fromFront(axis, input.rank))
    const images = input.rank === 4 && (keep || axes.toSorted((a, b) => a - b).join() === '1,2')
    const either = images
      ? together(graph, [input])
      : { names: [own(graph, input)], axis: (axis: number) => axis }
    const places = axes.map((axis) => either.axis(axis))
    const params = { keepdims: Number(keep) }
    const name =
      type === 'ReduceSum'
        ? graph.node(type, [...either.names, graph.integers(`${output}/axes`, places)], params, output)
        : graph.node(type, either.names, { ...params, axes: places }, output)
    return keep && 'tensor' in either ? either.tensor(name) : ownTensor(graph, name)
  }

const argument =
  (type: 'ArgMax' | 'ArgMin'): Op =>
  (call: NodeCall) => {
    const [axis] = call.list(1)
    if (axis === undefined) throw new NodeFault('it has no axis')
    return ownTensor(call.graph, call.graph.node(type, [call.own(0)], { axis, keepdims: 0 }, call.output))
  }

/** Nodes that make one number of many. */
export const reductionOps: Readonly<Record<string, Op>> = {
  Mean: reduction('ReduceMean'),
  Max: reduction('ReduceMax'),
  Min: reduction('ReduceMin'),
  Sum: reduction('ReduceSum'),
  Prod: reduction('ReduceProd'),
  ArgMax: argument('ArgMax'),
  ArgMin: argument('ArgMin'),
}
