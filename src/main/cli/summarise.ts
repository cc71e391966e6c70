import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NetworkSummary } from '../../contract/network.ts'
import { networkCatalogue, type Summarise } from '../engine/catalogue.ts'
import { networkSummary } from '../engine/summary.ts'
import { openNetwork, shippedNetworks } from '../network/open.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'

/** Reads a network and sums it up. Throws NetworkFileError. */
export const summarise: Summarise = async (path, options) => networkSummary(await openNetwork(path, options))

/** The networks that come with Guise, and those of a workspace, which is not made for that. */
export async function listNetworks(chosen: string | undefined): Promise<NetworkSummary[]> {
  const folder = workspacePlace(chosen)
  if (!existsSync(join(folder, 'guise.db'))) {
    const found: NetworkSummary[] = []
    for (const name of shippedNetworks())
      found.push({ ...(await summarise(name, {})), place: 'shipped', removal: null })
    return found
  }
  const workspace = new Workspace(folder)
  try {
    return await networkCatalogue(workspace, shippedNetworks(), summarise).list()
  } finally {
    workspace.close()
  }
}
