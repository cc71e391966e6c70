import type { Graph, Layer, Shape } from './graph.ts'
import { inputShapes, planGraph } from './plan.ts'

/** A weight that a graph in Caffe's words asks for. */
export interface WeightPlace {
  readonly layer: Layer
  readonly role: string
  readonly shape: Shape
}

/** Every weight that a graph asks for, by `<layer>/<role>`, in the order of its layers. Throws `NetworkFileError`. */
export function weightPlaces(graph: Graph): Map<string, WeightPlace> {
  const plan = planGraph(graph)
  return new Map(
    plan.steps.flatMap((step) =>
      [...step.operator.weights(inputShapes(plan, step))].map(([role, shape]): [string, WeightPlace] => [
        `${step.layer.name}/${role}`,
        { layer: step.layer, role, shape },
      ]),
    ),
  )
}

/** How many numbers a graph's weights have. Throws `NetworkFileError`. */
export function parameterCount(graph: Graph): number {
  return weightPlaces(graph)
    .values()
    .reduce((total, { shape }) => total + shape.reduce((product, size) => product * size, 1), 0)
}
