import type { FeatureMap } from '../../contract/feature.ts'
import { readMap } from '../feature/kept-map.ts'
import type { Context } from './context.ts'
import { notFound } from './errors.ts'

type MapContext = Pick<Context, 'workspace' | 'features' | 'datasets'>

/** A kept map, its bytes put where the page can fetch them. */
export async function mapAnswer(context: MapContext, key: string): Promise<FeatureMap> {
  const map = await readMap(context.features, key)
  if (map === undefined) throw notFound('This map is not kept any more: make it again.')
  const { rows, points, members } = map
  const put = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
    context.workspace.cache.put(new Uint8Array(buffer, byteOffset, byteLength))
  const labels = await labelsOf(context, map.store, rows)
  const bounds = {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.NEGATIVE_INFINITY,
    bottom: Number.POSITIVE_INFINITY,
  }
  for (let i = 0; i < rows.length; i++) {
    const [x, y] = [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]
    bounds.left = Math.min(bounds.left, x)
    bounds.right = Math.max(bounds.right, x)
    bounds.bottom = Math.min(bounds.bottom, y)
    bounds.top = Math.max(bounds.top, y)
  }
  return {
    ...{ key, count: rows.length, members, bounds },
    ...{ points: put(points), indexes: put(rows), labels: put(labels) },
  }
}

/** The mapped images' labels; −1 for all where the dataset has changed since. */
async function labelsOf(
  { workspace, features, datasets }: MapContext,
  key: string,
  rows: Int32Array,
): Promise<Int32Array> {
  const unknown = new Int32Array(rows.length).fill(-1)
  const store = await features.open(key)
  const id = store?.manifest.about.dataset
  if (id === undefined || workspace.datasets.get(id)?.current == null) return unknown
  return datasets.use(id, async (dataset) =>
    dataset.hash === store?.manifest.identity.dataset
      ? rows.map((row) => dataset.labels[row] ?? -1)
      : unknown,
  )
}
