import type { NetworkSummary } from '../../../contract/network.ts'
import type { ReadyNetwork } from '../../experiment/request.ts'
import { JobRefused } from '../../job/refused.ts'
import type { EngineParts } from '../parts.ts'

/** @throws JobRefused where the network has no such layer */
export function checkLayer(network: NetworkSummary, layer: string): void {
  if (!network.layers.some(({ name }) => name === layer))
    throw new JobRefused(`The network ${network.title} has no layer “${layer}”.`)
}

/** Runs `body` with the network that a job names, read anew where its weights are others on disk than in memory. */
export async function withNetwork<R>(
  { networks, loaded }: Pick<EngineParts, 'networks' | 'loaded'>,
  id: string,
  body: (network: ReadyNetwork) => Promise<R>,
): Promise<R> {
  return loaded.use(id, body, (await networks.find(id))?.hash)
}
