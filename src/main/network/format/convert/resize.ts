import type { GraphBuilder } from './graph-builder.ts'

/** The sizes that Resize takes for images of another height and width: batch and channels as they are, however many. */
export function sizesOf(
  graph: GraphBuilder,
  image: string,
  size: readonly [number, number],
  output: string,
): string {
  const kept = graph.node('Shape', [image], { start: 0, end: 2 }, `${output}/kept`)
  const wished = graph.integers(`${output}/size`, size)
  return graph.node('Concat', [kept, wished], { axis: 0 }, `${output}/sizes`)
}
