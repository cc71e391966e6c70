import type { LayerSummary } from '../../contract/network.ts'
import type { Graph } from './graph.ts'
import { units } from './operator/layout.ts'
import { inferShapes } from './plan.ts'

/** Every blob of a graph of Caffe's but the image, with the layer type that first makes it (a ReLU in place only finishes it). */
export function caffeBlobs(graph: Graph): LayerSummary[] {
  const types = new Map<string, string>()
  for (const layer of graph.layers)
    for (const top of layer.tops) if (!types.has(top)) types.set(top, layer.type)
  const shapes = inferShapes(graph)
  return [...types].flatMap(([name, type]) => {
    const shape = shapes.get(name)
    return shape === undefined ? [] : [{ name, type, shape: [...shape], units: units(shape) }]
  })
}
