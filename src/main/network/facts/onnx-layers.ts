import type { ReceptiveField } from '../../../contract/network.ts'
import type { Graph, Layer, Weights } from '../graph.ts'
import { onnxBlobs } from '../onnx/onnx-blobs.ts'
import type { OnnxPlan } from '../onnx/plan.ts'
import { planFor } from '../onnx/plan-for.ts'
import { type LayerFacts, product } from './layer-facts.ts'
import { onnxField } from './onnx-field.ts'
import { imageField } from './receptive-field.ts'

/** The nodes of a graph in ONNX's dialect. Throws `NetworkFileError` where the graph does not hold together. */
export function onnxLayers(graph: Graph, weights: Weights): LayerFacts[] {
  const plan = planFor(graph, weights, 1)
  const batched = new Set(onnxBlobs(graph, weights).blobs.map(({ name }) => name))
  const run = new Set(plan.steps.map(({ node }) => node.name))
  const fields = new Map<string, ReceptiveField | null>([[graph.input.blob, imageField]])
  return graph.layers.map((layer) => {
    const shapes = layer.bottoms.map((name) => shapeOf(plan, name))
    const [output = ''] = layer.tops
    const shape = shapeOf(plan, output)
    const constant = !run.has(layer.name)
    const inputs = layer.bottoms.flatMap((name, i) => {
      const field = fields.get(name)
      return field === undefined ? [] : [{ field, shape: shapes[i] ?? [] }]
    })
    const field = constant ? null : onnxField(layer, inputs, shapes, shape)
    if (!constant) for (const name of layer.tops) fields.set(name, field)
    return {
      layer,
      shape: batched.has(output) ? shape.slice(1) : null,
      constant,
      multiplyAdds: constant ? 0 : multiplyAdds(layer, shapes, shape),
      receptiveField: field,
      weights: layer.bottoms.flatMap((key) => {
        const weight = weights.get(key)
        return weight === undefined ? [] : [{ key, role: key, shape: weight.shape }]
      }),
    }
  })
}

const shapeOf = ({ values }: OnnxPlan, name: string): readonly number[] => values.get(name)?.shape ?? []

/** Multiplications that are added up: one for each number of the output and each that it is a sum over. */
function multiplyAdds(
  { type, params }: Layer,
  [first = [], second = []]: readonly (readonly number[])[],
  output: readonly number[],
): number {
  switch (type) {
    case 'Conv':
      return product(output) * product(second.slice(1))
    case 'ConvTranspose':
      return product(first) * product(second.slice(1))
    case 'MatMul':
      return product(output) * (first.at(-1) ?? 1)
    case 'Gemm':
      return product(output) * ((params.transA ? first[0] : first[1]) ?? 1)
    default:
      return 0
  }
}
