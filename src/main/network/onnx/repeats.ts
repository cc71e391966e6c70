import type { Graph } from '../graph.ts'

/** Nodes that pass on the numbers of their first input as they are and in their order, if in another shape. */
const repeating: ReadonlySet<string> = new Set([
  'Identity',
  'Dropout',
  'Flatten',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
])

/**
 * Which of a graph's representations only repeat another one: the same numbers for each image, in the same order. A user who chooses
 * among them need not see these. What the graph ends in, or names as its results, is no such value.
 * @param blobs those that are one representation an image: between two of them a shape can change, but no number its place
 */
export function repeats({ layers, outputs = [] }: Graph, blobs: ReadonlySet<string>): ReadonlySet<string> {
  const used = new Set(layers.flatMap(({ bottoms }) => bottoms))
  const named = new Set(outputs)
  const found = new Set<string>()
  for (const { type, bottoms, tops } of layers) {
    const [from = '', top = ''] = [bottoms[0], tops[0]]
    const again = repeating.has(type) && blobs.has(from) && blobs.has(top)
    if (again && used.has(top) && !named.has(top)) found.add(top)
  }
  return found
}
