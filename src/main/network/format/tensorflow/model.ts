import type { Weight } from '../../graph.ts'
import type { ByteSource } from '../byte-source.ts'
import type { Drawable } from '../convert/assemble.ts'
import { kerasNetwork } from '../keras/network.ts'
import { namedVariables } from '../keras/variables.ts'
import { graphNetwork } from './graph-network.ts'
import { readManifest, type StoredWeight } from './manifest.ts'
import { type ModelJson, parseModelJson } from './model-json.ts'

/**
 * A TensorFlow.js model, of layers or of nodes, as a network that can be drawn.
 * @param text its `model.json`
 * @param open the bytes of a file beside it
 * @param title what it is called where it does not say
 * @throws {DamageError | LayerFault | NodeFault}
 */
export function tensorflowNetwork(text: string, open: (path: string) => ByteSource, title: string): Drawable {
  const model = parseModelJson(text)
  const weights = readManifest(model.weightsManifest, open)
  if (!('node' in model.modelTopology)) return layersNetwork(model, weights, title)
  const outputs = Object.values(model.signature?.outputs ?? {}).map(({ name }) => name)
  return graphNetwork(model.modelTopology.node, weights, outputs, title)
}

function layersNetwork(
  { modelTopology }: ModelJson,
  weights: ReadonlyMap<string, StoredWeight>,
  title: string,
): Drawable {
  const { model_config, keras_version } = modelTopology
  const variables = namedVariables(weights.keys(), (name): Weight => {
    const stored = weights.get(name)
    return stored === undefined
      ? { shape: [], data: new Float32Array() }
      : { shape: stored.shape, data: stored.read() }
  })
  // TensorFlow.js says its own version where it wrote the model itself; its layers are Keras 2's.
  const version = typeof keras_version === 'string' && /^\d/.test(keras_version) ? keras_version : '2'
  const network = kerasNetwork({ config: model_config ?? modelTopology, variables, version }, 'Keras', title)
  return { ...network, format: 'TensorFlow.js layers model' }
}
