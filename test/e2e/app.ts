import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type FromServer, fromServerSchema, type ServerOptions } from './server-messages.ts'

/** A running `serve`, as a journey sees it. */
export interface App {
  /** The start address, with the token. */
  readonly url: string
  readonly origin: string
  readonly token: string
  readonly workspace: string
  /** Process id of the engine that is ready now; null while it is being restarted. */
  enginePid(): Promise<number | null>
  /** Ends server and engine in good order; a second call does nothing. */
  close(): Promise<void>
}

async function next(child: ChildProcess): Promise<FromServer> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with code ${String(code)}.`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return fromServerSchema.parse(message)
}

/** Starts the app in a process of its own. */
export async function startApp(options: ServerOptions): Promise<App> {
  // Playwright's loader must not reach the app: it runs as users run it.
  const { NODE_OPTIONS: _, ...env } = process.env
  const child = fork(join(import.meta.dirname, 'server.ts'), [JSON.stringify(options)], { env, execArgv: [] })
  const first = await next(child)
  if (first.type !== 'serving') throw new Error('The server did not tell its address first.')
  return {
    url: first.url,
    origin: new URL(first.url).origin,
    token: first.token,
    workspace: options.workspace,
    enginePid: async () => {
      const answer = next(child)
      child.send('engine')
      const message = await answer
      return message.type === 'engine' ? message.pid : null
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}
