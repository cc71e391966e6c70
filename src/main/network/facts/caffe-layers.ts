import type { ReceptiveField } from '../../../contract/network.ts'
import type { Graph, Layer, Shape } from '../graph.ts'
import { convolutionParams } from '../operator/convolution-params.ts'
import { lrnParams } from '../operator/lrn.ts'
import { poolingParams } from '../operator/pooling.ts'
import { inputShapes, planGraph, type Step } from '../plan.ts'
import { type LayerFacts, product } from './layer-facts.ts'
import { imageField, type SlidingWindow, throughWindow, together } from './receptive-field.ts'

/** The layers of a graph in Caffe's vocabulary. Throws `NetworkFileError` where the graph does not hold together. */
export function caffeLayers(graph: Graph): LayerFacts[] {
  const plan = planGraph(graph)
  const fields = new Map<number, ReceptiveField | null>([[0, imageField]])
  return plan.steps.map((step) => {
    const inputs = inputShapes(plan, step)
    const [output] = step.outputs
    const shape = (output === undefined ? undefined : plan.shapes[output]) ?? []
    const field = fieldOf(
      step,
      shape,
      step.inputs.map((value) => fields.get(value) ?? null),
    )
    for (const value of step.outputs) fields.set(value, field)
    const weights = [...step.operator.weights(inputs)].map(([role, size]) => ({
      key: `${step.layer.name}/${role}`,
      ...{ role, shape: size },
    }))
    return {
      layer: step.layer,
      shape,
      constant: false,
      multiplyAdds: multiplyAdds(step, shape, weights),
      receptiveField: field,
      weights,
    }
  })
}

/** A filter is applied at every position of the output, an inner product's weights once each. */
function multiplyAdds({ layer }: Step, shape: Shape, weights: LayerFacts['weights']): number {
  const weight = weights.find(({ role }) => role === 'weight')
  if (weight === undefined) return 0
  if (layer.type === 'Convolution') return product(weight.shape) * product(shape.slice(1))
  return layer.type === 'InnerProduct' ? product(weight.shape) : 0
}

function fieldOf(
  { layer }: Step,
  shape: Shape,
  fields: readonly (ReceptiveField | null)[],
): ReceptiveField | null {
  if (shape.length !== 3 || fields.includes(null)) return null
  const field = together(fields.filter((one) => one !== null))
  const window = windowOf(layer)
  if (field === null || window === 'whole') return null
  return window === undefined ? field : throughWindow(field, window)
}

/** The window a layer moves; undefined where it works position by position. */
function windowOf({ type, params }: Layer): SlidingWindow | 'whole' | undefined {
  switch (type) {
    case 'Convolution':
      return convolutionParams.parse(params)
    case 'Pooling':
      return poolingWindow(params)
    case 'LRN': {
      const { region, size } = lrnParams.parse(params)
      return region === 'within' ? { kernel: [size, size], stride: [1, 1] } : undefined
    }
    // It takes values from one position to another.
    case 'Reshape':
      return 'whole'
    default:
      return undefined
  }
}

function poolingWindow(params: unknown): SlidingWindow | 'whole' {
  const { global, kernel, stride } = poolingParams.parse(params)
  return global || kernel === undefined ? 'whole' : { kernel, stride }
}
