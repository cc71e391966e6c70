import type { DatasetSort } from '../../../contract/dataset.ts'
import { generator } from '../../dataset/random.ts'
import type { DatasetIndex } from '../../workspace/dataset-index.ts'
import type { Evidence } from './evidence.ts'

/** What has no value comes last in both directions; ties keep the dataset's order. */
const sqlOrders: Readonly<Record<'name' | 'bytes' | 'pixels' | 'modified', (direction: string) => string>> = {
  name: (direction) => `i.name COLLATE NOCASE ${direction}, i.position`,
  bytes: (direction) => `i.bytes ${direction}, i.position`,
  pixels: (direction) => `i.width IS NULL, i.width * i.height ${direction}, i.position`,
  modified: (direction) => `i.modified = 0, i.modified ${direction}, i.position`,
}

/**
 * All positions of an index of `count` images, sorted.
 * @param remember keeps what took long to find out: called with a name and how to find it out
 */
export function sortedPositions(
  index: DatasetIndex,
  count: number,
  { by, descending, seed }: DatasetSort,
  evidence: Evidence | undefined,
  remember: (name: string, find: () => Int32Array) => Int32Array,
): Int32Array {
  const positions = new Int32Array(count)
  for (let i = 0; i < count; i++) positions[i] = i
  switch (by) {
    case 'index':
      return descending ? positions.reverse() : positions
    case 'random':
      return shuffled(positions, seed)
    case 'confidence': {
      const probability = (position: number): number =>
        evidence === undefined || evidence.top(position) < 0
          ? Number.NEGATIVE_INFINITY
          : (evidence.predictions.probability[position] ?? 0) * (descending ? 1 : -1)
      const keys = Float64Array.from(positions, probability)
      return positions.sort((a, b) => difference(keys[b] ?? 0, keys[a] ?? 0) || a - b)
    }
    default: {
      const order = sqlOrders[by](descending ? 'DESC' : 'ASC')
      // Images that were added since the columns were read are left to the next query.
      return remember(order, () => index.ordered(order).filter((position) => position < count))
    }
  }
}

/** Two infinities are equal. */
const difference = (a: number, b: number): number => (a === b ? 0 : a - b)

/** Fisher and Yates's shuffle. */
function shuffled(positions: Int32Array, seed: number): Int32Array {
  const random = generator(seed)
  for (let i = positions.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = positions[i] ?? 0
    positions[i] = positions[j] ?? 0
    positions[j] = kept
  }
  return positions
}
