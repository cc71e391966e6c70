import { implement, ORPCError } from '@orpc/server'
import { type FeatureSet, featureContract, type NeighbourSearch } from '../../contract/feature.ts'
import { datasetImageOf } from './dataset-samples.ts'
import { hashOf } from './samples.ts'

/** A complete matrix of representations. */
export const featureSetOf = (dataset: string, layer: string, more: Partial<FeatureSet> = {}): FeatureSet => ({
  key: `${dataset}-${layer}`,
  dataset,
  network: 'alpha',
  networkHash: hashOf('0'),
  layer,
  pooling: 'none',
  precision: 'float32',
  width: 4096,
  done: 40,
  count: 40,
  unreadable: 0,
  bytes: 655_360,
  state: 'complete',
  predictions: true,
  ...more,
})

/** The representations of an engine in memory: the n-th point's neighbours are the images n, n + 1, … */
export class FakeFeatures {
  list: FeatureSet[] = []
  readonly searches: NeighbourSearch[] = []

  readonly router = this.#router()

  #router() {
    const os = implement(featureContract)
    return os.router({
      list: os.list.handler(({ input }) =>
        this.list.filter(({ dataset }) => input.dataset === null || dataset === input.dataset),
      ),
      remove: os.remove.handler(() => ({ removed: true })),
      neighbours: os.neighbours.handler(({ input }) => {
        this.searches.push(input)
        const neighbours = input.points.map((_, n) =>
          Array.from({ length: input.k }, (_, i) => ({ distance: i + 1, image: datasetImageOf(n + i) })),
        )
        return { neighbours, searched: 40, seconds: 0.01, recall: null }
      }),
      classStatistics: os.classStatistics.handler(() => {
        throw new ORPCError('NOT_FOUND', { message: 'Not in this test.' })
      }),
      map: os.map.handler(({ input }) => ({
        key: input.key,
        count: 3,
        members: 3,
        points: hashOf('1'),
        indexes: hashOf('2'),
        labels: hashOf('3'),
        bounds: { left: 0, right: 1, top: 1, bottom: 0 },
      })),
      predictions: os.predictions.handler(() => ({ predictions: [], kept: true })),
      place: os.place.handler(({ input }) => input.points.map((_, n) => ({ x: n / 10, y: n / 20 }))),
    })
  }
}
