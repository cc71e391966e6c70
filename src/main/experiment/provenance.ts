import type { Backend } from '../../contract/about.ts'
import type { ReadyNetwork } from './request.ts'
import { guiseVersion } from './version.ts'

/** What made a result, for its report: versions, device, network and time. */
export const provenanceOf = ({
  network,
  backend,
}: {
  readonly network: Pick<ReadyNetwork, 'hash'>
  readonly backend: Backend
}) => ({
  guise: guiseVersion,
  node: process.version,
  backend: backend.name,
  library: `${backend.library} ${backend.version}`,
  device: backend.device,
  threads: backend.threads,
  networkHash: network.hash,
  createdAt: new Date().toISOString(),
})
