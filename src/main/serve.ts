import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { BackendName } from '../contract/about.ts'
import { forkEngine } from './host/engine-process.ts'
import { Guard } from './host/http/guard.ts'
import { listen } from './host/http/listen.ts'
import { openInBrowser } from './host/http/open.ts'
import { answerRequests, answerUpgrades } from './host/http/server.ts'
import { Sockets } from './host/http/sockets.ts'
import { DatasetRoute } from './host/routes/dataset.ts'
import { EngineSupervisor } from './host/supervisor.ts'
import { setAside } from './workspace/aside.ts'
import { WorkspaceError } from './workspace/errors.ts'
import { workspacePlace } from './workspace/place.ts'
import { Workspace } from './workspace/workspace.ts'

export interface ServeOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  /** Address to listen on; loopback unless told. */
  readonly host?: string
  /** Opens the page in the default browser. */
  readonly open?: boolean
  readonly workspace?: string
  /** Moves a damaged database aside and starts a new one, where the user said so. */
  readonly setAside?: boolean
  readonly backend?: BackendName | null
  /** Random unless given, or set in GUISE_TOKEN. */
  readonly token?: string
  /** The engine's file; the real one unless a test says otherwise. */
  readonly engine?: string
  /** Folder of the built renderer. */
  readonly pages?: string
}

export interface Served {
  /** The start address, with the token. */
  readonly url: string
  readonly port: number
  readonly token: string
  /** Process id of the engine that runs now. */
  enginePid(): number | undefined
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

function openWorkspace(folder: string, aside: boolean): Workspace {
  try {
    return new Workspace(folder)
  } catch (error) {
    if (!aside || !(error instanceof WorkspaceError) || error.trouble !== 'damaged') throw error
    setAside(folder)
    return new Workspace(folder)
  }
}

/**
 * Runs the app without Electron: the page and its files over HTTP on loopback, the contract over a WebSocket, the
 * engine as a child process. Throws WorkspaceError where the workspace cannot be used, and where the port is taken.
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { host = '127.0.0.1', token = process.env.GUISE_TOKEN || randomBytes(32).toString('base64url') } =
    options
  const workspace = openWorkspace(workspacePlace(options.workspace), options.setAside ?? false)
  const engineFile = options.engine ?? join(root, 'src/main/engine.ts')
  const engineOptions = { workspace: workspace.folder, backend: options.backend ?? null }
  const supervisor = new EngineSupervisor(() => forkEngine(engineFile, engineOptions))
  const server = createServer()
  const port = await listen(server, host, options.port ?? 0).catch((error: unknown) => {
    workspace.close()
    throw error
  })
  const pages = options.pages ?? join(root, 'out/renderer')
  const guard = new Guard({ token, port, host })
  const sockets = new Sockets(supervisor)
  const datasets = new DatasetRoute(workspace)
  answerRequests(server, guard, { workspace, pages, datasets, status: () => supervisor.status })
  answerUpgrades(server, guard, sockets)
  supervisor.start()
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const url = `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}/?token=${encodeURIComponent(token)}`
  if (options.open) openInBrowser(url)
  return {
    url,
    port,
    token,
    enginePid: () => supervisor.engine?.pid,
    close: async () => {
      server.close()
      sockets.close()
      server.closeAllConnections()
      await supervisor.stop()
      await datasets.close()
      workspace.close()
    },
  }
}
