import type { Graph } from '../network/graph.ts'
import { planGraph } from '../network/plan.ts'

/**
 * Layers that only hand values on, and the two that are the second half of a batch normalisation: a list of layers as Mahendran
 * and Vedaldi count them has none of these.
 */
const UNCOUNTED: ReadonlySet<string> = new Set([
  ...['Concat', 'Dropout', 'Flatten', 'Reshape', 'Slice', 'Split'],
  ...['Bias', 'Scale'],
])

/**
 * How deep a blob's last value lies: the layers on the longest way from the image to it, every convolution, rectification, pooling,
 * normalisation and product counting one, in place or not. CaffeNet's conv1 is 2 (with relu1), its conv5 14 and its fc7 19.
 */
export function layerDepth(graph: Graph, blob: string): number {
  const { steps, blobs } = planGraph(graph)
  const depths = new Map([[0, 0]])
  for (const { layer, inputs, outputs } of steps) {
    const before = Math.max(...inputs.map((value) => depths.get(value) ?? 0))
    const depth = before + (UNCOUNTED.has(layer.type) ? 0 : 1)
    for (const value of outputs) depths.set(value, depth)
  }
  const value = blobs.get(blob)
  if (value === undefined) throw new RangeError(`The network has no layer "${blob}".`)
  return depths.get(value) ?? 0
}

/** λ_TV of a layer at that depth, as Mahendran and Vedaldi's program chooses it. */
export const lambdaTvAt = (depth: number): number => (depth <= 6 ? 1 : depth <= 12 ? 10 : 100)
