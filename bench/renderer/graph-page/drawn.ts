import { arrange } from '../../../src/renderer/networks/graph/arrange.ts'
import { boxSize } from '../../../src/renderer/networks/graph/box-size.ts'
import { fold } from '../../../src/renderer/networks/graph/fold.ts'
import { googLeNet, resNet } from '../../../src/renderer/networks/graph/samples.ts'
import { stackLayers } from '../../../src/renderer/networks/graph/stacks.ts'
import type { Drawing } from '../../../src/renderer/networks/graph/use-drawing.ts'
import type { GraphName } from '../graph-bench.ts'

/** A network's drawing as the Networks view makes it for a place so many times as wide as high. */
export function drawnGraph(name: GraphName, aspect: number): Drawing {
  const layers = name === 'ResNet-50' ? resNet() : googLeNet()
  const graph = stackLayers(layers)
  const sizes = graph.stacks.map((stack) => boxSize(stack, layers))
  return { layers, graph, arrangement: fold(arrange({ sizes, edges: graph.edges }), aspect) }
}
