import { own, ownTensor } from '../../convert/tensor.ts'
import { withFused } from './fused.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

const matMul: Op = (call) => {
  const { graph, node } = call
  const [left, right] = [call.tensor(0), call.tensor(1)]
  if (left.rank !== 2 || right.rank !== 2) throw new NodeFault('its inputs are not two matrices')
  const params = { transA: Number(node.truth('transpose_a')), transB: Number(node.truth('transpose_b')) }
  return withFused(call, 2, (name, bias) => {
    const further = bias === undefined ? [] : [call.own(bias)]
    return ownTensor(
      graph,
      graph.node('Gemm', [own(graph, left), own(graph, right), ...further], params, name),
    )
  })
}

/** The last two axes the other way round. */
function turned(call: NodeCall, index: number, turn: boolean): string {
  const name = call.own(index)
  if (!turn) return name
  const { length } = call.graph.shape(name)
  const perm = Array.from({ length }, (_, axis) => (axis < length - 2 ? axis : 2 * length - 3 - axis))
  return call.graph.node('Transpose', [name], { perm }, `${call.output}/turned${index}`)
}

const batchMatMul: Op = (call) => {
  const { graph, node } = call
  const names = [turned(call, 0, node.truth('adj_x')), turned(call, 1, node.truth('adj_y'))]
  return ownTensor(graph, graph.node('MatMul', names, {}, call.output))
}

/** Products of matrices. */
export const productOps: Readonly<Record<string, Op>> = {
  MatMul: matMul,
  _FusedMatMul: matMul,
  BatchMatMul: batchMatMul,
  BatchMatMulV2: batchMatMul,
  BatchMatMulV3: batchMatMul,
}
