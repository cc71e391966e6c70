import type { Graph } from '../network/graph.ts'

/**
 * Layers that only hand values on, and the two that are the second half of a batch normalisation: a list of layers as Mahendran
 * and Vedaldi count them has none of these.
 */
const UNCOUNTED: ReadonlySet<string> = new Set([
  ...['Concat', 'Dropout', 'Flatten', 'Reshape', 'Slice', 'Split'],
  ...['Bias', 'Scale'],
  // ONNX's, of the same kind: shapes, constants and what is added to a product.
  ...[
    'Add',
    'Cast',
    'Constant',
    'Expand',
    'Gather',
    'Identity',
    'Shape',
    'Squeeze',
    'Transpose',
    'Unsqueeze',
  ],
])

/**
 * How deep a blob's last value lies: the layers on the longest way from the image to it, every convolution, rectification, pooling,
 * normalisation and product counting one, in place or not. CaffeNet's conv1 is 2 (with relu1), its conv5 14 and its fc7 19.
 */
export function layerDepth(graph: Graph, blob: string): number {
  const depths = new Map([[graph.input.blob, 0]])
  for (const { type, bottoms, tops } of graph.layers) {
    const before = Math.max(0, ...bottoms.map((name) => depths.get(name) ?? 0))
    const depth = before + (UNCOUNTED.has(type) ? 0 : 1)
    for (const name of tops) depths.set(name, depth)
  }
  const depth = depths.get(blob)
  if (depth === undefined) throw new RangeError(`The network has no layer "${blob}".`)
  return depth
}

/** λ_TV of a layer at that depth, as Mahendran and Vedaldi's program chooses it. */
export const lambdaTvAt = (depth: number): number => (depth <= 6 ? 1 : depth <= 12 ? 10 : 100)
