import { onnxPads, padsFor, type Window } from '../../convert/padding.ts'
import { channelsFirst, firstTensor, own, ownTensor, type Tensor } from '../../convert/tensor.ts'
import { type NodeCall, NodeFault } from './op.ts'

/** A node's images as ONNX takes them, and the way to hand on what is made of them. */
export interface NodeImages {
  readonly name: string
  readonly channels: number
  readonly size: readonly [number, number]
  tensor(name: string): Tensor
}

const isLast = ({ node }: NodeCall): boolean => node.text('data_format', 'NHWC') !== 'NCHW'

/** The images that a node takes at an input. */
export function imagesAt(call: NodeCall, index = 0): NodeImages {
  const tensor = call.tensor(index)
  if (tensor.rank !== 4) throw new NodeFault(`its input has ${tensor.rank} axes, and images have 4`)
  const name = isLast(call) ? channelsFirst(call.graph, tensor) : own(call.graph, tensor)
  const [, channels = 0, height = 0, width = 0] = call.graph.shape(name)
  return {
    name,
    channels,
    size: [height, width],
    tensor: (made) => (isLast(call) ? firstTensor(made) : ownTensor(call.graph, made)),
  }
}

/** The two numbers for height and width among a node's four. */
export function overImage(call: NodeCall, attribute: string): [number, number] {
  const values = call.node.integers(attribute)
  const [height = 1, width = 1] = isLast(call) ? values.slice(1, 3) : values.slice(2, 4)
  if (![height, width].every((value) => value > 0 && value < 2 ** 16))
    throw new NodeFault(`its ${attribute} are ${values.join(', ')}`)
  return [height, width]
}

/** ONNX's pads for a node's padding over images of a size. */
export function padsOf(
  call: NodeCall,
  size: readonly [number, number],
  windows: readonly [Window, Window],
): number[] {
  const padding = call.node.text('padding', 'VALID')
  if (padding === 'SAME' || padding === 'VALID')
    return padsFor(padding === 'SAME' ? 'same' : 'valid', size, windows)
  if (padding !== 'EXPLICIT') throw new NodeFault(`its padding is "${padding}"`)
  const pads = call.node.integers('explicit_paddings').slice(isLast(call) ? 2 : 4)
  const [top = 0, bottom = 0, left = 0, right = 0] = pads
  return onnxPads([top, bottom], [left, right])
}
