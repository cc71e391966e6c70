import type { Backend } from '../../contract/about.ts'
import type { Catalogue } from '../api/context.ts'
import type { KeptFeatures } from '../feature/kept-features.ts'
import type { OpenedDatasets } from '../library/opened-datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { LoadedNetworks } from '../zoo/loaded-networks.ts'

/** What the engine's workers are made of. */
export interface EngineParts {
  readonly workspace: Workspace
  readonly backend: Backend
  /** The networks that can be chosen. */
  readonly networks: Catalogue
  /** The same, ready to run. */
  readonly loaded: LoadedNetworks
  /** The datasets that were indexed, open for reading. */
  readonly datasets: OpenedDatasets
  /** Their representations on disk. */
  readonly features: KeptFeatures
}
