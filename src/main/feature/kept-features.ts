import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FeatureLayer, Pooling, Precision } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { Network } from '../network/network.ts'
import { keepClasses } from './classes.ts'
import { FeatureError } from './errors.ts'
import { type ExtractOptions, type ExtractTarget, extract } from './extract.ts'
import { identityOf, keyOf, type MatrixOf, predictionsIdentity } from './identity.ts'
import { FeatureStore } from './store.ts'
import { TOP } from './top-five.ts'

/** A network ready to run, with its hash and what it is called. */
export interface RunningNetwork {
  readonly id: string
  readonly hash: string
  readonly network: Pick<Network, 'blobs' | 'data' | 'represent'>
}

/** What of a dataset is read. */
export type ReadDataset = Pick<
  Dataset,
  'id' | 'hash' | 'count' | 'name' | 'entry' | 'item' | 'markUnreadable'
>

const PRECISIONS: readonly Precision[] = ['float32', 'float16']

/** All the representations kept in a folder. */
export class KeptFeatures {
  readonly folder: string
  /** Those opened already, whose chunks need no second look at their checksums. */
  readonly #opened = new Map<string, FeatureStore>()

  constructor(folder: string) {
    this.folder = folder
  }

  /** Every matrix, the predictions' too. */
  async list(): Promise<FeatureStore[]> {
    const found = await FeatureStore.list(this.folder)
    return found.map((store) => this.#known(store))
  }

  /** The matrix if all of it is there, rather in float32; else undefined. */
  async find(matrix: MatrixOf): Promise<FeatureStore | undefined> {
    for (const precision of PRECISIONS) {
      const store = await this.open(keyOf(identityOf(matrix, precision)))
      if (store && (await store.missing({ verify: false })).length === 0) return store
    }
    return undefined
  }

  /** The same. Throws `FeatureError`, which says what to do, where it is not there. */
  async need(matrix: MatrixOf, dataset: string): Promise<FeatureStore> {
    const store = await this.find(matrix)
    if (store !== undefined) return store
    throw new FeatureError(
      `The representations of ${dataset} at ${layerName(matrix)} are not all kept yet: extract them first.`,
    )
  }

  async open(key: string): Promise<FeatureStore | undefined> {
    const store = await FeatureStore.open(this.folder, key)
    return store && this.#known(store)
  }

  /** Whether all of these layers in this precision, and the predictions that come with them, are there. */
  async complete(matrices: readonly MatrixOf[], precision: Precision, predicts: boolean): Promise<boolean> {
    const identities = matrices.map((matrix) => identityOf(matrix, precision))
    for (const { network, dataset } of matrices)
      if (predicts) identities.push(predictionsIdentity(network, dataset))
    for (const identity of identities) {
      const store = await this.open(keyOf(identity))
      if (store === undefined || (await store.missing({ verify: false })).length > 0) return false
    }
    return true
  }

  /** Whether a matrix of that name has been begun. */
  has(key: string): boolean {
    return /^[0-9a-f]{32}$/.test(key) && existsSync(join(this.folder, key, 'manifest.json'))
  }

  /**
   * Keeps a dataset's representations at some layers, and the network's predictions where it makes any: what is there already is
   * not computed again.
   * @returns the layers' matrices, in order, and what `extract` tells
   * @throws {FeatureError} where a layer is unknown, or the disk is full
   */
  async extract(
    dataset: ReadDataset,
    running: RunningNetwork,
    layers: readonly FeatureLayer[],
    precision: Precision,
    options: ExtractOptions = {},
  ): Promise<{ stores: FeatureStore[]; evaluated: number; unreadable: number }> {
    const { id, hash, network } = running
    const about = { dataset: dataset.id, network: id }
    const targets: ExtractTarget[] = []
    for (const { layer, pooling } of layers) {
      const size = { count: dataset.count, width: widthOf(network, layer, pooling) }
      const identity = identityOf({ network: hash, dataset: dataset.hash, layer, pooling }, precision)
      const store = this.#known(await FeatureStore.create(this.folder, identity, size, about))
      targets.push({ layer, pooling, store })
    }
    const predictions = await this.predictionStore(dataset, running)
    const counts = await extract(network, dataset, targets, predictions, options)
    return { stores: targets.map(({ store }) => store), ...counts }
  }

  /** Where the network's predictions of the dataset are kept, begun where there are none yet; null for a network without classes. */
  async predictionStore(
    dataset: Pick<Dataset, 'id' | 'hash' | 'count'>,
    { id, hash, network }: RunningNetwork,
  ): Promise<FeatureStore | null> {
    const { output } = network.data.card
    if (output === undefined) return null
    const identity = predictionsIdentity(hash, dataset.hash)
    const size = { count: dataset.count, width: 2 * TOP }
    const about = { dataset: dataset.id, network: id }
    const store = this.#known(await FeatureStore.create(this.folder, identity, size, about))
    await keepClasses(store, network.data.card)
    return store
  }

  #known(store: FeatureStore): FeatureStore {
    const known = this.#opened.get(store.key)
    if (known !== undefined) return known
    this.#opened.set(store.key, store)
    return store
  }
}

/** "fire9/concat, averaged over space". */
export const layerName = ({ layer, pooling }: FeatureLayer): string =>
  pooling === 'mean' ? `${layer}, averaged over space` : layer

/** Numbers of a representation. Throws `FeatureError` where the network has no such layer. */
export function widthOf({ blobs, data }: RunningNetwork['network'], layer: string, pooling: Pooling): number {
  const found = blobs.find(({ name }) => name === layer)
  if (found === undefined) {
    const names = blobs.map(({ name }) => name).join(', ')
    throw new FeatureError(`The network ${data.card.title} has no layer "${layer}"; its layers are ${names}.`)
  }
  return pooling === 'mean' ? (found.shape[0] ?? found.units) : found.units
}
