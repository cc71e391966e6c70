import type { FeatureSet } from '../../contract/feature.ts'
import { keyOf, PREPROCESSING, predictionsIdentity } from '../feature/identity.ts'
import type { FeatureStore } from '../feature/store.ts'
import type { Context } from './context.ts'

type ListContext = Pick<Context, 'workspace' | 'networks' | 'features'>

/** What is kept of a dataset (null: of all), the predictions that come along left out. */
export async function featureSets(context: ListContext, dataset: string | null): Promise<FeatureSet[]> {
  const stores = await context.features.list()
  const networks = new Map((await context.networks.list()).map(({ hash, id }) => [hash, id]))
  const sets = await Promise.all(stores.map((store) => featureSet(context, store, networks)))
  return sets.flatMap((set) => (set && (dataset === null || set.dataset === dataset) ? [set] : []))
}

async function featureSet(
  { workspace, features }: ListContext,
  store: FeatureStore,
  networks: ReadonlyMap<string, string>,
): Promise<FeatureSet | undefined> {
  const { identity, count, width, about } = store.manifest
  const { layer, pooling, precision, network: networkHash } = identity
  if (pooling === 'top5') return undefined
  const record = workspace.datasets.get(about.dataset)
  const index = record?.current ? workspace.datasets.index(record.id, record.current) : undefined
  const stale = index?.summary().hash !== identity.dataset || identity.preprocessing !== PREPROCESSING
  const missing = await store.missing({ verify: false })
  const undone = missing.reduce((sum, chunk) => sum + store.range(chunk).end - store.range(chunk).start, 0)
  return {
    key: store.key,
    dataset: about.dataset,
    network: networks.get(networkHash) ?? '',
    networkHash,
    layer,
    pooling,
    precision,
    width,
    done: count - undone,
    count,
    unreadable: stale ? 0 : (index?.unreadableCount() ?? 0),
    bytes: store.bytes,
    state: stale ? 'stale' : undone > 0 ? 'partial' : 'complete',
    predictions: features.has(keyOf(predictionsIdentity(networkHash, identity.dataset))),
  }
}
