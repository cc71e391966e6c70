import type { Provenance } from '../../contract/provenance.ts'
import type { MakeRequest } from './request.ts'
import { guiseVersion } from './version.ts'

/** What makes a result now, for its report. */
export function provenanceOf({ network, backend }: Pick<MakeRequest, 'network' | 'backend'>): Provenance {
  return {
    guise: guiseVersion,
    node: process.version,
    backend: backend.name,
    library: `${backend.library} ${backend.version}`,
    device: backend.device,
    threads: backend.threads,
    networkHash: network.hash,
    createdAt: new Date().toISOString(),
  }
}
