import { channelsFirst, firstTensor, own, ownTensor, type Tensor, together } from '../../convert/tensor.ts'
import { imagesAt } from './images.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'
import { activated } from './unary.ts'

/** Batch normalisation by numbers of the file's at the given inputs: scale, offset, mean, variance. */
export function batchNormalised(
  call: NodeCall,
  input: Tensor,
  at: readonly number[],
  output: string,
): Tensor {
  const { graph, node } = call
  const last = node.text('data_format', 'NHWC') !== 'NCHW'
  const names = at.map((index) => graph.weight(`${output}/${index}`, call.weight(index)))
  const image = last ? channelsFirst(graph, input) : own(graph, input)
  const name = graph.node(
    'BatchNormalization',
    [image, ...names],
    { epsilon: node.float('epsilon', 1e-4) },
    output,
  )
  return last ? firstTensor(name) : ownTensor(graph, name)
}

const fusedBatchNorm: Op = (call) => {
  if (call.node.truth('is_training', true))
    throw new NodeFault('it is one for training; export the network for use')
  return batchNormalised(call, call.tensor(0), [1, 2, 3, 4], call.output)
}

/** The same with what TensorFlow itself fused to it: a tensor that is added, and an activation. */
const fusedBatchNormEx: Op = (call) => {
  const { node, graph, output } = call
  if (node.truth('is_training', true))
    throw new NodeFault('it is one for training; export the network for use')
  const activation = node.text('activation_mode', 'Identity')
  const side = node.integer('num_side_inputs', 0) > 0
  const name = activation === 'Identity' ? output : `${output}/linear`
  const normal = batchNormalised(call, call.tensor(0), [1, 2, 3, 4], side ? `${output}/normal` : name)
  const either = together(graph, side ? [normal, call.tensor(5)] : [normal])
  const sum = side ? either.tensor(graph.node('Add', either.names, {}, name)) : normal
  return activation === 'Identity' ? sum : activated(call, sum, activation, output)
}

/** Krizhevsky's normalisation; ONNX divides alpha by the number of channels it sums over. */
const lrn: Op = (call) => {
  const { node, graph } = call
  const input = imagesAt(call)
  const size = 2 * node.integer('depth_radius', 5) + 1
  const params = {
    size,
    alpha: node.float('alpha', 1) * size,
    beta: node.float('beta', 0.5),
    bias: node.float('bias', 1),
  }
  return input.tensor(graph.node('LRN', [input.name], params, call.output))
}

/** Nodes that normalise. */
export const normalizationOps: Readonly<Record<string, Op>> = {
  FusedBatchNorm: fusedBatchNorm,
  FusedBatchNormV2: fusedBatchNorm,
  FusedBatchNormV3: fusedBatchNorm,
  _FusedBatchNormEx: fusedBatchNormEx,
  LRN: lrn,
}
