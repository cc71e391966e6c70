import type { NetworkLayer, NetworkLayers } from '../../../contract/network.ts'
import type { Card } from '../card.ts'
import { listedBlobs } from '../dialects.ts'
import type { Graph, Layer, NetworkData, Weights } from '../graph.ts'
import { caffeLayers } from './caffe-layers.ts'
import type { LayerFacts } from './layer-facts.ts'
import { onnxLayers } from './onnx-layers.ts'
import { countParameters } from './parameters.ts'

/** What can be said of each layer, in the order they run. Throws `NetworkFileError`. */
export function layerFacts(graph: Graph, weights: Weights): LayerFacts[] {
  return graph.dialect === undefined ? caffeLayers(graph) : onnxLayers(graph, weights)
}

/** A network, with its card where one of its blobs is to be told as its output. */
type TabledNetwork = Pick<NetworkData, 'graph' | 'weights'> & { readonly card?: Pick<Card, 'output'> }

/** A network layer by layer, as its table and its drawing show it. Throws `NetworkFileError`. */
export function layerTable({ graph, weights, card }: TabledNetwork): NetworkLayers {
  const facts = layerFacts(graph, weights)
  const chosen = new Set(listedBlobs(graph, weights, card?.output).map(({ name }) => name))
  const last = lastMakers(graph.layers)
  const layers = facts.map((one): NetworkLayer => {
    const { layer } = one
    const blob = layer.tops.find((top) => chosen.has(top) && last.get(top) === layer)
    return {
      ...{ name: layer.name, type: layer.type, constant: one.constant },
      ...{ bottoms: [...layer.bottoms], tops: [...layer.tops] },
      shape: one.shape === null ? null : [...one.shape],
      parameters: one.weights.reduce((sum, { key }) => sum + (weights.get(key)?.data.length ?? 0), 0),
      weights: one.weights.map(({ role, shape }) => ({ role, shape: [...shape] })),
      multiplyAdds: one.multiplyAdds,
      receptiveField: one.receptiveField,
      blob: blob ?? null,
    }
  })
  return {
    input: { blob: graph.input.blob, shape: [...graph.input.shape] },
    layers,
    parameters: countParameters(weights),
    multiplyAdds: layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
  }
}

/** Who gives each blob its last value: layers in place come after the one that makes it. */
function lastMakers(layers: readonly Layer[]): Map<string, Layer> {
  return new Map(layers.flatMap((layer) => layer.tops.map((top): [string, Layer] => [top, layer])))
}
