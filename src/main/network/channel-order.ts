import type { Card } from './card.ts'
import type { NetworkData, Weight } from './graph.ts'

/**
 * The same network taking RGB where it takes BGR: its first convolutions' weights and its mean are turned around, so
 * that no pixel need be. Unchanged where something other than a convolution over all channels sees the image.
 */
export function takingRgb(data: NetworkData): NetworkData {
  const { graph, card } = data
  if (card.channelOrder !== 'BGR') return data
  const first = graph.layers.filter(({ bottoms }) => bottoms.includes(graph.input.blob))
  const plain = first.every(({ type, params, tops }) => {
    const overAll = type === 'Convolution' && (params.groups ?? 1) === 1
    return overAll && !tops.includes(graph.input.blob)
  })
  if (!plain) return data
  const weights = new Map(data.weights)
  for (const { name } of first) turn(weights, `${name}/weight`, 1)
  turn(weights, 'card/mean', 0)
  const turned: Card = {
    ...card,
    channelOrder: 'RGB',
    mean: card.mean === 'image' ? 'image' : card.mean.toReversed(),
    scale: typeof card.scale === 'number' ? card.scale : card.scale.toReversed(),
  }
  return { ...data, weights, card: turned }
}

/** Puts in a weight's place a copy with the order along an axis reversed. */
function turn(weights: Map<string, Weight>, name: string, axis: number): void {
  const weight = weights.get(name)
  if (weight === undefined) return
  const channels = weight.shape[axis] ?? 1
  const inner = weight.shape.slice(axis + 1).reduce((product, size) => product * size, 1)
  const data = new Float32Array(weight.data.length)
  for (let block = 0; block * inner < data.length; block++) {
    const channel = block % channels
    const source = block - channel + (channels - 1 - channel)
    data.set(weight.data.subarray(source * inner, (source + 1) * inner), block * inner)
  }
  weights.set(name, { shape: weight.shape, data })
}
