import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { NetworkFileError } from './errors.ts'
import { checkLabels } from './format/check.ts'
import { fileError, sampleFile } from './format/file.ts'
import { describeFile } from './format/foreign.ts'
import type { NetworkFormat } from './format/format.ts'
import { readGuise } from './format/guise.ts'
import { formats } from './format/registry.ts'
import type { NetworkData } from './graph.ts'
import { networkHash } from './hash.ts'
import { readLabels } from './labels.ts'
import { modelsFolder, shippedNetworks } from './shipped.ts'

export { shippedNetworks } from './shipped.ts'

/** A network with what names it in results. */
export interface OpenedNetwork extends NetworkData {
  /** Opens it again: a shipped network's name, or absolute paths. */
  readonly id: string
  readonly origin: 'shipped' | NetworkFormat['origin']
  /** See `networkHash`. */
  readonly hash: string
}

export interface OpenOptions {
  /** A file of class names (see `readLabels`), in place of the card's. */
  readonly labels?: string | undefined
}

/**
 * Opens the network that a user names.
 * @param spec a shipped network's name, a folder in our format, or
 *   `deploy.prototxt,weights.caffemodel[,mean.binaryproto][,card.json]`
 * @throws NetworkFileError naming file, layer and reason
 */
export async function openNetwork(spec: string, options: OpenOptions = {}): Promise<OpenedNetwork> {
  const found = await find(spec.trim())
  const data = options.labels === undefined ? found.data : await relabel(found.data, options.labels)
  return { ...data, id: found.id, origin: found.origin, hash: networkHash(data) }
}

async function find(spec: string): Promise<Pick<OpenedNetwork, 'id' | 'origin'> & { data: NetworkData }> {
  const models = modelsFolder()
  if (models !== undefined && shippedNetworks().includes(spec)) {
    return { id: spec, origin: 'shipped', data: await readGuise(join(models, spec)) }
  }
  const paths = spec === '' ? [] : splitPaths(spec).map((path) => resolve(path))
  for (const format of formats) {
    if (await format.match(paths)) {
      return { id: paths.join(','), origin: format.origin, data: await format.open(paths) }
    }
  }
  throw await unknown(spec, paths)
}

/** Takes a list apart at its commas, but leaves together what exists under a name with commas. */
function splitPaths(spec: string): string[] {
  const paths: string[] = []
  let pieces = spec.split(',')
  while (pieces.length > 0) {
    const lengths = pieces.map((_, i) => i + 1)
    const length = lengths.findLast((count) => existsSync(pieces.slice(0, count).join(','))) ?? 1
    paths.push(pieces.slice(0, length).join(','))
    pieces = pieces.slice(length)
  }
  return paths
}

async function unknown(spec: string, paths: readonly string[]): Promise<NetworkFileError> {
  const ways = formats.map(({ description }) => description).join(', or ')
  const known = shippedNetworks().join(', ')
  const [first] = paths
  if (first === undefined || !existsSync(first)) {
    return new NetworkFileError(
      `There is no network "${spec}"; give ${known === '' ? '' : `one of those shipped (${known}), `}${ways}.`,
    )
  }
  const file = await sampleFile(first)
  return fileError(file.name, `this is ${describeFile(file)}, and networks are read from ${ways}`)
}

/** The network with other class names, of which there must be one for each of its classes. */
async function relabel(data: NetworkData, path: string): Promise<NetworkData> {
  const relabelled = { ...data, card: { ...data.card, ...(await readLabels(path)) } }
  checkLabels(relabelled, basename(path))
  return relabelled
}
