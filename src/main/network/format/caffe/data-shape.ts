import type { Card } from '../../card.ts'
import type { Weight } from '../../graph.ts'
import type { WeightLayer } from '../caffemodel.ts'
import type { CaffeGraph } from './graph.ts'
import { dataHints } from './transform.ts'

/**
 * The size of the images that a data layer brings, which its data knows and the description only hints at: the
 * crop, the card, or the mean image; the channels from the mean image, the layer, the first convolution's weights, or
 * the card.
 * @returns `[channels, height, width]`, or undefined where nothing says the size
 */
export function dataShape(
  { input, layers }: CaffeGraph,
  stored: readonly WeightLayer[],
  mean: Weight | undefined,
  given: Partial<Card>,
): readonly number[] | undefined {
  if (!input.data) return undefined
  const hints = dataHints(input.data)
  const size = given.inputSize ?? hints.size ?? mean?.shape.slice(1)
  if (!size) return undefined
  const first = layers.find(({ type, bottoms }) => type === 'Convolution' && bottoms.includes(input.blob))
  const weight = stored.find(({ name }) => name === first?.name)?.blobs[0]
  const groups = first?.params.groups
  const planes = (weight?.shape.at(-3) ?? Number.NaN) * (typeof groups === 'number' ? groups : 1)
  const channels = mean?.shape[0] ?? hints.channels ?? (planes === 1 || given.channelOrder === 'grey' ? 1 : 3)
  return [channels, ...size]
}
