import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BackendName, backendNameSchema } from '../contract/about.ts'
import { forkEngine } from './host/engine-process.ts'
import { send, toRequest } from './host/http/exchange.ts'
import { cookieName, Guard } from './host/http/guard.ts'
import { listen } from './host/http/listen.ts'
import { openInBrowser } from './host/http/open.ts'
import { Sockets } from './host/http/sockets.ts'
import { sentence } from './host/routes/answer.ts'
import { secured } from './host/routes/headers.ts'
import { answer, type RouteSources } from './host/routes/routes.ts'
import { EngineSupervisor } from './host/supervisor.ts'
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

function admit(guard: Guard, port: number, request: IncomingMessage): Response | undefined {
  const given = new URL(request.url ?? '/', 'http://localhost').searchParams.get('token')
  const misplaced = guard.checkPlace(request)
  if (misplaced === undefined && given !== null && guard.opens(given)) {
    const cookie = `${cookieName(port)}=${given}; HttpOnly; SameSite=Lax; Path=/`
    return new Response(null, { status: 303, headers: { Location: '/', 'Set-Cookie': cookie } })
  }
  const refusal = guard.check(request)
  return refusal && sentence(refusal.status, refusal.message)
}

function attach(server: Server, guard: Guard, port: number, sources: RouteSources, sockets: Sockets): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const refused = admit(guard, port, request)
    const answered = refused ? Promise.resolve(secured(refused)) : answer(sources, toRequest(request))
    void answered.then((ready) => send(ready, response))
  })
  server.on('upgrade', (request, stream, head) => {
    const refusal = guard.check(request)
    if (refusal === undefined && request.url === '/rpc') sockets.accept(request, stream, head)
    else stream.end(`HTTP/1.1 ${refusal?.status ?? 404} Refused\r\nConnection: close\r\n\r\n`)
  })
}

/**
 * Runs the app without Electron: the page and its files over HTTP on loopback, the contract over a WebSocket, the
 * engine as a child process. Throws WorkspaceError where the workspace cannot be used, and where the port is taken.
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { host = '127.0.0.1', token = process.env.GUISE_TOKEN || randomBytes(32).toString('base64url') } =
    options
  const workspace = new Workspace(workspacePlace(options.workspace))
  const engineFile = options.engine ?? join(root, 'src/main/engine.ts')
  const engineOptions = { workspace: workspace.folder, backend: options.backend ?? null }
  const supervisor = new EngineSupervisor(() => forkEngine(engineFile, engineOptions))
  const sockets = new Sockets(supervisor)
  const server = createServer()
  const port = await listen(server, host, options.port ?? 0)
  const pages = options.pages ?? join(root, 'out/renderer')
  const guard = new Guard({ token, port, host })
  attach(server, guard, port, { workspace, pages, status: () => supervisor.status }, sockets)
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
      workspace.close()
    },
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      workspace: { type: 'string' },
      backend: { type: 'string' },
      open: { type: 'boolean' },
    },
  })
  const served = await serve({
    port: Number(values.port ?? 0),
    host: values.host ?? '127.0.0.1',
    backend: backendNameSchema.nullable().parse(values.backend ?? null),
    open: values.open ?? false,
    ...(values.workspace === undefined ? {} : { workspace: values.workspace }),
  })
  process.stdout.write(`${served.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void served.close().then(() => process.exit()))
  }
}
