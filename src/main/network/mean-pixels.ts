import type { NetworkData } from './graph.ts'

/**
 * What a network's card subtracts from an image: height × width × channel in [0, 255], RGB or grey as images are, the centre of a
 * mean image that is larger than the input. Zeros where the card subtracts nothing.
 */
export function meanPixels({ card, graph, weights }: NetworkData): Float32Array {
  const [channels = 0, height = 0, width = 0] = graph.input.shape
  const pixels = new Float32Array(channels * height * width)
  const read = card.mean === 'image' ? imageReader(weights.get('card/mean'), height, width) : null
  const constants = card.mean === 'image' ? [] : card.mean
  for (let i = 0; i < pixels.length; i++) {
    const channel = i % channels
    const place = (i - channel) / channels
    const ordered = card.channelOrder === 'BGR' ? channels - 1 - channel : channel
    const constant = constants[ordered] ?? constants[0] ?? 0
    pixels[i] = read ? read(ordered, Math.floor(place / width), place % width) : constant
  }
  return pixels
}

function imageReader(
  mean: { readonly shape: readonly number[]; readonly data: Float32Array } | undefined,
  height: number,
  width: number,
): (channel: number, row: number, column: number) => number {
  if (mean === undefined) throw new TypeError('the mean image is missing')
  const [, rows = 0, columns = 0] = mean.shape
  const top = Math.floor((rows - height) / 2)
  const left = Math.floor((columns - width) / 2)
  return (channel, row, column) => mean.data[(channel * rows + top + row) * columns + left + column] ?? 0
}
