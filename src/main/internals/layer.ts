import type { LayerSummary } from '../../contract/network.ts'
import type { Network } from '../network/network.ts'
import { InternalsError } from './errors.ts'

/** @throws {InternalsError} naming the layers there are */
export function layerOf(network: Network, name: string): LayerSummary {
  const found = network.blobs.find((blob) => blob.name === name)
  if (found !== undefined) return found
  const names = network.blobs.map((blob) => blob.name).join(', ')
  throw new InternalsError(
    `The network ${network.data.card.title} has no layer “${name}”; its layers are ${names}.`,
  )
}
