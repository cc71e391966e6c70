import type { LayerSummary, NetworkSummary } from '../../contract/network.ts'
import { listedBlobs } from '../network/dialects.ts'
import { countParameters } from '../network/facts/parameters.ts'
import type { OpenedNetwork } from '../network/open.ts'

const featureTypes: ReadonlySet<string> = new Set(['InnerProduct', 'Pooling', 'Concat', 'Eltwise'])

/**
 * The layer a user most likely means: the last rich representation before the classes are told apart (fc7 of
 * CaffeNet, fire9/concat of SqueezeNet).
 */
export function defaultLayer(layers: readonly LayerSummary[], classes: number): string {
  const classifier = classes === 0 ? -1 : layers.findIndex(({ shape }) => shape[0] === classes)
  const before = classifier < 0 ? layers : layers.slice(0, classifier)
  const found = before.findLast(({ type }) => featureTypes.has(type)) ?? before.at(-1) ?? layers.at(-1)
  return found?.name ?? ''
}

/** What a network says of itself; where it is, and whether it can be removed, is the catalogue's to say. */
export type ReadSummary = Omit<NetworkSummary, 'place' | 'removal'>

/** What the app shows of a network. */
export function networkSummary(network: OpenedNetwork): ReadSummary {
  const { id, origin, hash, card, graph, weights, notes } = network
  const layers = [...listedBlobs(graph, weights, card.output)]
  const output = layers.find(({ name }) => name === card.output)
  const classes = card.labels.length || (output?.units ?? 0)
  return {
    id,
    origin,
    hash,
    title: card.title,
    description: card.description,
    inputSize: [...card.inputSize],
    classes,
    parameters: countParameters(network.weights),
    licence: card.licence,
    source: card.source,
    layers,
    defaultLayer: defaultLayer(layers, classes),
    notes: [...notes],
  }
}
