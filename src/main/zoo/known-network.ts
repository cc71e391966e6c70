import type { NetworkSummary } from '../../contract/network.ts'
import { ZooError } from './errors.ts'

/**
 * The network that is named.
 * @param networks those that can be chosen
 * @throws {ZooError} where none of them has this id
 */
export async function knownNetwork(
  networks: { find(id: string): Promise<NetworkSummary | undefined> },
  id: string,
): Promise<NetworkSummary> {
  const network = await networks.find(id)
  if (network !== undefined) return network
  throw new ZooError(`There is no network “${id}”: open it first, or choose one of the list.`)
}
