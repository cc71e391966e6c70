import type { FeatureLayer, NeighbourAnswer, NeighbourSearch, QueryPoint } from '../../contract/feature.ts'
import type { Dataset } from '../dataset/dataset.ts'
import { approximateIndex } from '../feature/approximate.ts'
import { rankInClass } from '../feature/class-statistics.ts'
import { readMap, removeKept } from '../feature/kept-map.ts'
import { keptTopFive } from '../feature/kept-predictions.ts'
import { keptStatistics } from '../feature/kept-statistics.ts'
import { placeInMap } from '../feature/map-place.ts'
import { type SearchedDataset, searchStore } from '../feature/search.ts'
import type { FeatureStore } from '../feature/store.ts'
import { StoredMatrix } from '../feature/stored-matrix.ts'
import { rowsWithin } from '../feature/within.ts'
import { readyIndex } from '../library/open.ts'
import { rowOf } from '../library/view/row.ts'
import { knownNetwork } from '../zoo/known-network.ts'
import { api } from './base.ts'
import type { Context } from './context.ts'
import { badRequest, notFound } from './errors.ts'
import { featureSets } from './feature-list.ts'
import { mapAnswer } from './feature-map.ts'
import { askedPoints } from './feature-points.ts'

/** One kept matrix, as it was asked for. */
interface Asked extends FeatureLayer {
  readonly dataset: string
  readonly network: string
}

/** Messages have no NaN. */
const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Runs `body` with the dataset and the matrix, all of which is there. */
async function withMatrix<R>(
  context: Context,
  { dataset: id, network: networkId, layer, pooling }: Asked,
  body: (store: FeatureStore, dataset: Dataset, networkHash: string) => Promise<R>,
): Promise<R> {
  const network = await knownNetwork(context.networks, networkId)
  return context.datasets.use(id, async (dataset) => {
    const matrix = { network: network.hash, dataset: dataset.hash, layer, pooling }
    return body(await context.features.need(matrix, dataset.name), dataset, network.hash)
  })
}

/** Images of a dataset by their index, as galleries show them. */
async function imagesOf({ workspace, library }: Context, id: string, networkHash: string) {
  const { record, index } = readyIndex(workspace, id)
  const background = await library.views.background(index, networkHash)
  return (position: number) => {
    const image = index.image(position)
    if (image === undefined) throw notFound(`The dataset ${record.name} has no image ${position}.`)
    return rowOf(image, record.kind, background)
  }
}

/** What tells whether a member is a point that is none: nothing where all points are members. */
async function searchedFor(
  { loaded }: Context,
  { network, points }: { readonly network: string; readonly points: readonly QueryPoint[] },
  dataset: Dataset,
): Promise<SearchedDataset | null> {
  if (points.every(({ kind }) => kind === 'member')) return null
  return loaded.use(network, async (ready) => ({ dataset, card: ready.network.data.card }))
}

function neighbours(
  context: Context,
  input: NeighbourSearch,
  signal?: AbortSignal,
): Promise<NeighbourAnswer> {
  return withMatrix(context, input, async (store, dataset, networkHash) => {
    const start = performance.now()
    const { k, metric, excludeSelf } = input
    const points = await askedPoints(context, input.network, store, input.points)
    const rows = rowsWithin(dataset, input.within)
    // An index of all members knows nothing of classes and splits.
    const approximate =
      input.approximate && rows === undefined ? await approximateIndex(store, metric, signal) : undefined
    const options = { k, metric, rows, excludeSelf, approximate, signal }
    const searched = await searchedFor(context, input, dataset)
    const found = await searchStore(store, searched, points, options)
    const seconds = (performance.now() - start) / 1000
    const imageOf = await imagesOf(context, input.dataset, networkHash)
    return {
      neighbours: found.map((list) =>
        list.map(({ index, distance }) => ({ distance, image: imageOf(index) })),
      ),
      searched: rows?.length ?? dataset.count,
      seconds,
      recall: approximate?.recall ?? null,
    }
  })
}

export const features = api.features.router({
  list: api.features.list.handler(({ context, input }) => featureSets(context, input.dataset)),

  remove: api.features.remove.handler(async ({ context, input }) => ({
    removed: await removeKept(context.features, input.key),
  })),

  neighbours: api.features.neighbours.handler(({ context, input, signal }) =>
    neighbours(context, input, signal),
  ),

  classStatistics: api.features.classStatistics.handler(({ context, input, signal }) =>
    withMatrix(context, input, async (store, dataset) => {
      const { label, metric, nearest } = input
      const rows = rowsWithin(dataset, { labels: [label], splits: input.splits })
      if (rows === undefined || rows.length === 0)
        throw badRequest(`The dataset ${dataset.name} has no images of the class ${label} there.`)
      const statistics = await keptStatistics(store, rows, { metric, nearest, signal })
      const points = await askedPoints(context, input.network, store, input.points)
      const options = { k: nearest, metric, rows, excludeSelf: true, signal }
      const searched = await searchedFor(context, input, dataset)
      const found = await searchStore(store, searched, points, options)
      return {
        ...{ label, members: statistics.members },
        meanPairwise: known(statistics.meanPairwise),
        meanNearest: known(statistics.meanNearest),
        points: found.map((list) => {
          const own = list.reduce((sum, { distance }) => sum + distance, 0) / list.length
          return { meanNearest: known(own), rank: rankInClass(statistics, own) }
        }),
      }
    }),
  ),

  predictions: api.features.predictions.handler(async ({ context, input }) => {
    const { hash } = await knownNetwork(context.networks, input.network)
    return context.datasets.use(input.dataset, async (dataset) => {
      const kept = await keptTopFive(context.features, dataset.hash, hash, input.index)
      if (kept !== undefined) return { predictions: kept, kept: true }
      return context.loaded.use(input.network, async ({ network }) => {
        const pixels = await dataset.pixels(input.index, network.data.card)
        const [predictions = []] = await network.predict([pixels], 5)
        return { predictions, kept: false }
      })
    })
  }),

  map: api.features.map.handler(({ context, input }) => mapAnswer(context, input.key)),

  place: api.features.place.handler(async ({ context, input }) => {
    const map = await readMap(context.features, input.key)
    const store = map && (await context.features.open(map.store))
    if (map === undefined || store === undefined)
      throw notFound('This map is not kept any more: make it again.')
    const { network: hash } = store.manifest.identity
    const network = (await context.networks.list()).find((other) => other.hash === hash)
    if (network === undefined)
      throw badRequest('The network of this map is not open any more: open it again.')
    const points = await askedPoints(context, network.id, store, input.points)
    const queries = new Float32Array(points.length * store.manifest.width)
    points.forEach(({ representation }, i) => {
      queries.set(representation, i * store.manifest.width)
    })
    const placed = await placeInMap(new StoredMatrix(store), map, map.settings, queries)
    return points.map((_, i) => ({ x: placed[2 * i] ?? 0, y: placed[2 * i + 1] ?? 0 }))
  }),
})
