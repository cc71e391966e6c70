import { join } from 'node:path'
import type { Dataset } from '../dataset/dataset.ts'
import { KeptFeatures } from '../feature/kept-features.ts'
import { openDataset } from '../library/open.ts'
import { workspacePlace } from '../workspace/place.ts'
import { Workspace } from '../workspace/workspace.ts'
import { knownDataset } from './known-dataset.ts'

/** Opens a workspace's dataset, and what is kept of it, for as long as the work takes. */
export async function withDataset<T>(
  { workspace: chosen, dataset: id }: { readonly workspace?: string; readonly dataset: string },
  work: (dataset: Dataset, kept: KeptFeatures) => Promise<T>,
): Promise<T> {
  const workspace = new Workspace(workspacePlace(chosen))
  try {
    const dataset = await openDataset(workspace, knownDataset(workspace, id).id)
    try {
      return await work(dataset, new KeptFeatures(join(workspace.folder, 'features')))
    } finally {
      await dataset.close()
    }
  } finally {
    workspace.close()
  }
}
