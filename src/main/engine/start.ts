import type { About, Backend, BackendName } from '../../contract/about.ts'
import type { Context } from '../api/context.ts'
import type { EngineOptions, FromEngine } from '../host/messages.ts'
import type { Maker } from '../job/maker.ts'
import { Queue } from '../job/queue.ts'
import { Workspace } from '../workspace/workspace.ts'
import { networkCatalogue, type Summarise } from './catalogue.ts'
import { sampleImages } from './samples.ts'

/** The science that an engine is wired with; tests put small stand-ins here. */
export interface Science {
  readonly version: string
  readonly shipped: readonly string[]
  readonly summarise: Summarise
  readonly photographs: () => Promise<readonly { name: string; path: string }[]>
  startBackend(prefer: BackendName | null): Promise<Backend>
  maker(backend: Backend, workspace: Workspace): Maker
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
  const queue = new Queue(workspace, science.maker(backend, workspace))
  const allowed = new Set<string>()
  const end = async (): Promise<void> => {
    await queue.close()
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
      networks: networkCatalogue(workspace, science.shipped, science.summarise),
      samples: sampleImages(workspace, science.photographs),
      mayWriteTo: (directory) => allowed.has(directory),
      restart: () => void restart(),
    },
    allow: (directory) => void allowed.add(directory),
    close,
  }
}
