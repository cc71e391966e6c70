import type { CaffeLayer, ConvertedLayer } from './layers.ts'

/**
 * The layers of classifiers that only help training, as GoogLeNet's two beside its last: branches that end in a loss
 * weighing less than 1 (`loss_weight: 0.3`), and in nothing that stays.
 * @param kept layers that run, in order
 * @param left layers that do not, losses among them
 */
export function auxiliaryLayers(
  kept: readonly ConvertedLayer[],
  left: readonly CaffeLayer[],
): ReadonlySet<ConvertedLayer> {
  const losses = left.filter(({ type }) => type.endsWith('Loss'))
  const helping = new Set(losses.filter((loss) => lossWeight(loss) < 1).flatMap(({ bottoms }) => bottoms))
  if (helping.size === 0) return new Set()
  const lasting = new Set(losses.filter((loss) => lossWeight(loss) >= 1).flatMap(({ bottoms }) => bottoms))
  const taken = new Set(
    kept.flatMap(({ bottoms, tops }) => bottoms.filter((bottom) => !tops.includes(bottom))),
  )
  const ends = kept.flatMap(({ tops }) => tops).filter((top) => !taken.has(top))
  const needed = new Set(ends.filter((blob) => lasting.has(blob) || !helping.has(blob)))
  const auxiliary = new Set<ConvertedLayer>()
  for (const layer of kept.toReversed()) {
    if (!layer.tops.some((top) => needed.has(top))) auxiliary.add(layer)
    else for (const bottom of layer.bottoms) needed.add(bottom)
  }
  return auxiliary
}

const lossWeight = ({ message }: CaffeLayer): number => message.numbers('loss_weight')[0] ?? 1
