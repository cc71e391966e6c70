import { join } from 'node:path'
import type { About, Backend, BackendName } from '../../contract/about.ts'
import type { Context } from '../api/context.ts'
import type { ReadyNetwork } from '../experiment/request.ts'
import { KeptFeatures } from '../feature/kept-features.ts'
import { topPredictions } from '../feature/kept-predictions.ts'
import type { EngineOptions, FromEngine } from '../host/messages.ts'
import { Queue } from '../job/queue.ts'
import type { Worker } from '../job/worker.ts'
import { Library } from '../library/library.ts'
import { OpenedDatasets } from '../library/opened-datasets.ts'
import { Workspace } from '../workspace/workspace.ts'
import { LoadedNetworks } from '../zoo/loaded-networks.ts'
import { namedNetworks } from '../zoo/named.ts'
import { Trials } from '../zoo/trial.ts'
import { type FindOptions, networkCatalogue, type Summarise } from './catalogue.ts'
import type { EngineParts } from './parts.ts'
import { sampleImages } from './samples.ts'

/** The science that an engine is wired with; tests put small stand-ins here. */
export interface Science {
  readonly version: string
  readonly shipped: readonly string[]
  readonly summarise: Summarise
  readonly photographs: () => Promise<readonly { name: string; path: string }[]>
  startBackend(prefer: BackendName | null): Promise<Backend>
  /** Reads a network, with the labels the user gave it, and readies it for the backend. */
  load(id: string, options: FindOptions): Promise<ReadyNetwork>
  /** One worker for each kind of job. */
  workers(parts: EngineParts): readonly Worker[]
}

export interface Engine {
  readonly context: Context
  /** Lets a folder the user chose be written to. */
  allow(directory: string): void
  /** Lets what is being written be finished; a second call waits for the first. */
  close(): Promise<void>
}

/** Opens the workspace, starts the backend and the queue. Throws with a sentence where one of them cannot be had. */
export async function startEngine(
  science: Science,
  options: EngineOptions,
  post: (message: FromEngine) => void,
): Promise<Engine> {
  const workspace = new Workspace(options.workspace)
  const backend = await science.startBackend(options.backend ?? workspace.settings.backend)
  const about: About = {
    guise: science.version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    backend,
    workspace: workspace.folder,
  }
  const networks = networkCatalogue(workspace, science.shipped, science.summarise)
  const named = namedNetworks(workspace.folder)
  const loaded = new LoadedNetworks((id) => {
    const labels = workspace.networks.list().find(({ path }) => path === id)?.labels
    return science.load(id, { labels: labels ?? undefined, named })
  })
  const trials = new Trials()
  const datasets = new OpenedDatasets(workspace)
  const features = new KeptFeatures(join(workspace.folder, 'features'))
  const parts = { workspace, backend, networks, loaded, datasets, features }
  const queue = new Queue(workspace, science.workers(parts))
  const library = new Library(workspace, {
    find: (dataset, network) => topPredictions(features, dataset, network),
  })
  const allowed = new Set<string>()
  const end = async (): Promise<void> => {
    trials.close()
    await queue.close()
    await library.close()
    await datasets.close()
    workspace.close()
  }
  let ending: Promise<void> | undefined
  const close = (): Promise<void> => {
    ending ??= end()
    return ending
  }
  const restart = async (): Promise<void> => {
    post({ type: 'restart', message: 'The engine restarts with the backend that was chosen.' })
    await close()
    process.exit()
  }
  return {
    context: {
      about,
      workspace,
      queue,
      networks,
      loaded,
      trials,
      library,
      datasets,
      features,
      samples: sampleImages(workspace, science.photographs),
      mayWriteTo: (directory) => allowed.has(directory),
      restart: () => void restart(),
    },
    allow: (directory) => void allowed.add(directory),
    close,
  }
}
