import type { About } from '../../contract/about.ts'
import type { Image } from '../../contract/image.ts'
import type { NetworkSummary } from '../../contract/network.ts'
import type { KeptFeatures } from '../feature/kept-features.ts'
import type { Queue } from '../job/queue.ts'
import type { Library } from '../library/library.ts'
import type { OpenedDatasets } from '../library/opened-datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { LoadedNetworks } from '../zoo/loaded-networks.ts'
import type { Trials } from '../zoo/trial.ts'

/** The networks that can be chosen. */
export interface Catalogue {
  /** Shipped ones first, then those the user opened. */
  list(): Promise<NetworkSummary[]>
  /** Reads the network anew and remembers it. */
  open(path: string, labels?: string): Promise<NetworkSummary>
  /** Undefined where no network of the list has this id. */
  find(id: string): Promise<NetworkSummary | undefined>
  /** Deletes one of the workspace's, forgets any other. False where there is none of this id. */
  remove(id: string): Promise<boolean>
}

/** What the procedures work with. One for the engine's life; wired in `engine.ts`, or by a test. */
export interface Context {
  readonly about: About
  readonly workspace: Workspace
  readonly queue: Queue
  readonly networks: Catalogue
  /** The same, ready to run: shared with the jobs. */
  readonly loaded: LoadedNetworks
  /** Networks of files that are tried before they are imported. */
  readonly trials: Trials
  /** The datasets. */
  readonly library: Library
  /** The same, open for reading: shared with the jobs. */
  readonly datasets: OpenedDatasets
  /** Their representations on disk. */
  readonly features: KeptFeatures
  /** The photographs that come with the program, put into the workspace. */
  readonly samples: () => Promise<Image[]>
  /** True for a folder that the user chose in a dialog of the host. */
  readonly mayWriteTo: (directory: string) => boolean
  /** Asks the host for a new engine. */
  readonly restart: () => void
}
