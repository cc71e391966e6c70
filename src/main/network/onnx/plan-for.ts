import { NetworkFileError } from '../errors.ts'
import type { Graph, Weights } from '../graph.ts'
import { type OnnxPlan, planOnnx } from './plan.ts'

/** The plan of an image network for a number of images. Throws `NetworkFileError`. */
export function planFor(graph: Graph, weights: Weights, batch: number): OnnxPlan {
  const { blob, shape } = graph.input
  if (shape.length !== 3 || !shape.every((size) => Number.isInteger(size) && size > 0))
    throw new NetworkFileError(`The input is ${shape.join(' × ')}, not channels × height × width.`)
  return planOnnx(graph, weights, new Map([[blob, { type: 'float32', shape: [batch, ...shape] }]]))
}
