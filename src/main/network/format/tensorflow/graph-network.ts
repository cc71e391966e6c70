import { NetworkFileError } from '../../errors.ts'
import { DamageError } from '../byte-source.ts'
import type { Drawable, ImageInput } from '../convert/assemble.ts'
import { GraphBuilder } from '../convert/graph-builder.ts'
import { firstTensor, own, ownTensor } from '../convert/tensor.ts'
import type { StoredWeight } from './manifest.ts'
import { type GraphNode, readNodes, sourceOf } from './node.ts'
import { NodeCall, NodeFault, type Operand } from './op/op.ts'
import { ops } from './op/registry.ts'
import { inOrder } from './order.ts'

const input = 'input'
/** Nodes between which a dilated convolution is plain; no other may come between them. */
const spreadable = new Set([
  'Conv2D',
  '_FusedConv2D',
  'DepthwiseConv2dNative',
  'FusedDepthwiseConv2dNative',
  '_FusedDepthwiseConv2dNative',
  'Identity',
])

/**
 * A graph of TensorFlow's nodes as a network that can be drawn.
 * @param outputs names of its outputs, where the file says them; else all that nothing takes
 * @throws {DamageError | NodeFault}
 */
export function graphNetwork(
  topology: unknown,
  weights: ReadonlyMap<string, StoredWeight>,
  outputs: readonly string[],
  title: string,
): Drawable {
  const nodes = readNodes(topology)
  const wanted = outputs.length > 0 ? outputs.map(sourceOf) : sinks(nodes)
  const ordered = inOrder(nodes, wanted)
  const image = onlyInput(ordered)
  return {
    format: 'TensorFlow.js graph model',
    title,
    input: imageInput(image, ordered),
    usual: 'inception',
    draw(shape) {
      const graph = new GraphBuilder({ blob: input, shape })
      const first = isFirst(ordered)
      const made = new Map<string, readonly Operand[]>([
        [image.name, [{ tensor: first ? ownTensor(graph, input) : firstTensor(input) }]],
      ])
      for (const node of ordered) {
        if (node !== image) made.set(node.name, drawNode(graph, node, made, weights))
      }
      const results = wanted.map((source) => operandAt(made, source))
      const tensors = results.flatMap((result) => ('tensor' in result ? [result.tensor] : []))
      const scores = tensors.find(({ rank }) => rank === 2)
      return {
        ...graph.finish(title),
        output: scores === undefined ? undefined : own(graph, scores),
        notes:
          tensors.length > 1
            ? [
                `The network has ${tensors.length} outputs; the first with one number a class counts as its scores.`,
              ]
            : [],
      }
    },
  }
}

type Source = GraphNode['inputs'][number]

function operandAt(made: ReadonlyMap<string, readonly Operand[]>, { node, index }: Source): Operand {
  const operand = made.get(node)?.[index]
  if (operand === undefined) throw new NodeFault(`there is no output ${index} of a node "${node}"`)
  return operand
}

function drawNode(
  graph: GraphBuilder,
  node: GraphNode,
  made: ReadonlyMap<string, readonly Operand[]>,
  weights: ReadonlyMap<string, StoredWeight>,
): readonly Operand[] {
  try {
    if (node.op === 'Const') {
      const stored = weights.get(node.name)
      if (stored === undefined) throw new NodeFault('its numbers are in none of the files')
      return [{ stored }]
    }
    const op = ops.get(node.op)
    if (op === undefined) throw new NodeFault('there is no such operation here')
    const operands = node.inputs.map((source) => operandAt(made, source))
    const spread = operands.some((operand) => 'tensor' in operand && operand.tensor.spread !== undefined)
    if (spread && !spreadable.has(node.op))
      throw new NodeFault('it comes between SpaceToBatchND and a convolution')
    const result = op(new NodeCall(graph, node, operands))
    if (Array.isArray(result)) return result.map((tensor) => ({ tensor }))
    return ['tensor' in result || 'stored' in result ? result : { tensor: result }]
  } catch (cause) {
    if (!(cause instanceof NodeFault || cause instanceof DamageError)) throw cause
    throw new NetworkFileError(`Node "${node.name}" (${node.op}): ${cause.message}.`, { cause })
  }
}

/** What nothing takes. */
function sinks(nodes: readonly GraphNode[]): Source[] {
  const taken = new Set(nodes.flatMap(({ inputs }) => inputs.map(({ node }) => node)))
  const ends = nodes.filter(({ name, op }) => !taken.has(name) && op !== 'Const' && op !== 'NoOp')
  return ends.map(({ name }) => ({ node: name, index: 0 }))
}

function onlyInput(nodes: readonly GraphNode[]): GraphNode {
  const inputs = nodes.filter(({ op }) => op === 'Placeholder')
  const [first, ...more] = inputs
  if (first === undefined || more.length > 0) {
    const names = inputs.map(({ name }) => `"${name}"`).join(', ')
    throw new NodeFault(
      `the network takes ${inputs.length} inputs${names === '' ? '' : ` (${names})`}; only those of one image are read`,
    )
  }
  return first
}

/** Whether images lie with their channels first, as the nodes say that mind. */
const isFirst = (nodes: readonly GraphNode[]): boolean =>
  nodes.some((node) => node.text('data_format', '') === 'NCHW')

function imageInput(node: GraphNode, nodes: readonly GraphNode[]): ImageInput {
  const shape = node.shape('shape')
  const [, a = -1, b = -1, c = -1] = shape ?? []
  const channels = isFirst(nodes) ? a : c
  if (shape?.length !== 4 || channels < 1)
    throw new NodeFault(`its input "${node.name}" is no image: it should say how many channels it has`)
  const side = (size: number) => (size > 0 ? size : null)
  return { channels, size: isFirst(nodes) ? [side(b), side(c)] : [side(a), side(b)] }
}
