import { basename } from 'node:path'
import type { DownloadSubject } from '../../../contract/download.ts'
import type { JobSpec } from '../../../contract/job.ts'
import type { Published } from '../../download/published.ts'
import { addDataset } from '../../library/add.ts'
import type { EngineParts } from '../parts.ts'

/** What becomes of something that was fetched. */
export interface Arrival {
  /** What the workspace calls it; undefined where it does not know it. */
  known(place: string): string | undefined
  /** Adds it to what the workspace has, and returns what it is called there. */
  add(place: string, published: Published): Promise<string>
  /** The job that is the next step with it. */
  next(id: string): JobSpec | undefined
}

export function arrivals({
  workspace,
  networks,
}: Pick<EngineParts, 'workspace' | 'networks'>): Readonly<Record<DownloadSubject, Arrival>> {
  return {
    dataset: {
      known: (place) => workspace.datasets.list().find(({ path }) => path === place)?.id,
      add: async (path, { title }) => (await addDataset(workspace, { path, name: title })).id,
      next: (dataset) => ({ kind: 'index', dataset }),
    },
    network: {
      // A network's id is its name, which is that of its folder.
      known: (place) => workspace.networks.list().find(({ path }) => path === basename(place))?.path,
      add: async (_, { name }) => (await networks.open(name)).id,
      next: () => undefined,
    },
  }
}
