import { basename, join } from 'node:path'
import type { NetworkOrigin } from '../../contract/network.ts'
import type { CardDraft } from './card.ts'
import { departures } from './catalogue.ts'
import { checkLabels } from './format/check.ts'
import { readGuise } from './format/guise.ts'
import { listed } from './format/wording.ts'
import type { NetworkData } from './graph.ts'
import { networkHash } from './hash.ts'
import { readLabels } from './labels.ts'
import type { NamedNetwork, NamedNetworks } from './named.ts'
import { openRandom } from './random/open.ts'
import { isRandomSpec } from './random/spec.ts'
import { recogniseNetwork } from './recognise.ts'
import { modelsFolder, shippedNetworks } from './shipped.ts'

export { shippedNetworks } from './shipped.ts'

/** A network with what names it in results. */
export interface OpenedNetwork extends NetworkData {
  /** Opens it again: a network's name, or absolute paths. */
  readonly id: string
  readonly origin: NetworkOrigin
  /** See `networkHash`. */
  readonly hash: string
}

export interface OpenOptions {
  /** A file of class names (see `readLabels`), in place of the card's. */
  readonly labels?: string | undefined
  /** Used in place of what the files say of themselves, or beside it. */
  readonly card?: CardDraft | undefined
  /** The networks of a workspace. */
  readonly named?: NamedNetworks | undefined
}

/**
 * Opens the network that a user names.
 * @param spec a shipped network's name, one of the workspace's, a folder in our format,
 *   `deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json]`, a network in one file (ONNX, Keras, TensorFlow.js) with
 *   `,card.json` if wanted, or `random:…` (see `parseRandomSpec`)
 * @throws NetworkFileError naming file, layer and reason
 */
export async function openNetwork(spec: string, options: OpenOptions = {}): Promise<OpenedNetwork> {
  const { data, id, origin } = await find(spec.trim(), options)
  const named = options.labels === undefined ? data : await relabel(data, options.labels)
  return { ...named, id, origin, hash: networkHash(named) }
}

type Found = Pick<OpenedNetwork, 'id' | 'origin'> & { readonly data: NetworkData }

async function find(spec: string, options: OpenOptions): Promise<Found> {
  const models = modelsFolder()
  if (models !== undefined && shippedNetworks().includes(spec)) {
    return { id: spec, origin: 'shipped', data: await readGuise(join(models, spec)) }
  }
  const named = await options.named?.(spec)
  if (named !== undefined) return { ...(await findNamed(named)), id: spec }
  if (isRandomSpec(spec)) return { ...(await openRandom(spec, options.card)), origin: 'random' }
  const { format, paths } = await recogniseNetwork(spec)
  return { id: paths.join(','), origin: format.origin, data: await format.open(paths, options.card) }
}

async function findNamed({ path, labels, origin, architecture, notes = [] }: NamedNetwork): Promise<Found> {
  const found = await find(path, {})
  const data = labels === undefined ? found.data : await relabel(found.data, labels)
  const all = [...notes, ...data.notes, ...departing(data, architecture)]
  return { ...found, origin: origin ?? found.origin, data: { ...data, notes: all } }
}

/** Files change at their publishers: what is computed is what they say, and the user is told. */
function departing({ graph }: NetworkData, architecture: string | undefined): string[] {
  const layers = architecture === undefined ? [] : departures(graph, architecture)
  return layers.length === 0
    ? []
    : [`Its description departs from the architecture that comes with Guise at ${listed(layers)}.`]
}

/** The network with other class names, of which there must be one for each of its classes. */
async function relabel(data: NetworkData, path: string): Promise<NetworkData> {
  const relabelled = { ...data, card: { ...data.card, ...(await readLabels(path)) } }
  checkLabels(relabelled, basename(path))
  return relabelled
}
