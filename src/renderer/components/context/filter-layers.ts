import type { LayerSummary } from '../../../contract/network.ts'
import { shapeText } from '../../format/shape.ts'

/** The layers whose name, type or shape has every word of the query in it. */
export function filterLayers(layers: readonly LayerSummary[], query: string): readonly LayerSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return layers.filter((layer) => {
    const text = `${layer.name} ${layer.type} ${shapeText(layer.shape)} ${layer.units}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
