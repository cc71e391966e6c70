import type { LayerSummary } from '../../../contract/network.ts'
import { NetworkFileError } from '../errors.ts'
import type { Graph, Weights } from '../graph.ts'
import { dependents } from './dependents.ts'
import type { OnnxPlan } from './plan.ts'
import { planFor } from './plan-for.ts'
import { countOf, type Known } from './value.ts'

/** What a user can choose of a graph. */
export interface OnnxBlobs {
  readonly blobs: readonly LayerSummary[]
  /** Whether it takes several images at once. */
  readonly batches: boolean
}

/** What was found of graphs that are still about: planning Swin for one and two images takes a fifth of a second, and opening asks often. */
const found = new WeakMap<Graph, { readonly weights: Weights; readonly blobs: OnnxBlobs }>()

/**
 * The values that are one representation an image: numbers that depend on it, with the batch as their first axis.
 * @throws {NetworkFileError} where the graph cannot be run even for one image
 */
export function onnxBlobs(graph: Graph, weights: Weights): OnnxBlobs {
  const known = found.get(graph)
  if (known?.weights === weights) return known.blobs
  const blobs = planned(graph, weights)
  found.set(graph, { weights, blobs })
  return blobs
}

function planned(graph: Graph, weights: Weights): OnnxBlobs {
  const one = planFor(graph, weights, 1)
  const two = severalOf(graph, weights)
  const last = one.steps.at(-1)?.outputs[0] ?? ''
  const batches = two !== undefined && isBatch(one.values.get(last), two.values.get(last))
  const seeing = dependents(one.steps, graph.input.blob)
  const chosen = (name: string): boolean =>
    seeing.has(name) &&
    (batches ? isBatch(one.values.get(name), two.values.get(name)) : one.values.get(name)?.shape[0] === 1)
  const blobs = one.steps.flatMap(({ type, outputs }) =>
    outputs.filter(chosen).flatMap((name) => {
      const value = one.values.get(name)
      if (value === undefined || value.shape.length < 2 || !value.type.includes('float')) return []
      const shape = value.shape.slice(1)
      return [{ name, type, shape, units: countOf(shape) }]
    }),
  )
  return { blobs, batches }
}

/** The plan for two images; undefined for a graph that says in its shapes that there is one. */
function severalOf(graph: Graph, weights: Weights): OnnxPlan | undefined {
  try {
    return planFor(graph, weights, 2)
  } catch (cause) {
    if (cause instanceof NetworkFileError) return undefined
    throw cause
  }
}

const isBatch = (one: Known | undefined, two: Known | undefined): boolean =>
  one !== undefined &&
  two !== undefined &&
  one.shape.length === two.shape.length &&
  one.shape.every((size, axis) => two.shape[axis] === (axis === 0 ? 2 : size) && (axis > 0 || size === 1))
