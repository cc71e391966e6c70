import { sizesOf } from '../../convert/resize.ts'
import { imagesAt } from './images.ts'
import { type NodeCall, NodeFault, type Op } from './op.ts'

/** Where a pixel of the result is looked up: by corners, by pixels' centres, or (TensorFlow 1) by pixels' upper left corners. */
function places({ node }: NodeCall): string {
  if (node.truth('align_corners')) return 'align_corners'
  return node.truth('half_pixel_centers') ? 'half_pixel' : 'asymmetric'
}

const resize =
  (mode: 'linear' | 'nearest'): Op =>
  (call) => {
    const { graph, output } = call
    const input = imagesAt(call)
    const size = call.stored(1) === undefined ? graph.numbers(call.own(1)) : call.list(1)
    const [height = 0, width = 0] = size ?? []
    if (!(height > 0 && width > 0)) throw new NodeFault('it does not say how large its result is')
    const coordinates = places(call)
    const rounding =
      mode === 'linear' ? {} : { nearest_mode: coordinates === 'asymmetric' ? 'floor' : 'round_prefer_ceil' }
    const params = { mode, coordinate_transformation_mode: coordinates, ...rounding }
    const sizes = sizesOf(graph, input.name, [height, width], output)
    return input.tensor(graph.node('Resize', [input.name, '', '', sizes], params, output))
  }

const blocks =
  (type: 'DepthToSpace' | 'SpaceToDepth'): Op =>
  (call) => {
    const input = imagesAt(call)
    const params = { blocksize: call.node.integer('block_size', 2) }
    return input.tensor(call.graph.node(type, [input.name], params, call.output))
  }

/** Nodes that make images larger or smaller. */
export const resizeOps: Readonly<Record<string, Op>> = {
  ResizeBilinear: resize('linear'),
  ResizeNearestNeighbor: resize('nearest'),
  DepthToSpace: blocks('DepthToSpace'),
  SpaceToDepth: blocks('SpaceToDepth'),
}
