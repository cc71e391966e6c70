import type { MessagePortMain } from 'electron'
import type { EngineOptions, FromEngine } from '../host/messages.ts'
import { engineOptionsSchema, toEngineSchema } from '../host/messages.ts'
import { Connections } from './connections.ts'
import { type Science, startEngine } from './start.ts'

/** The engine's line to the process that started it. */
export interface HostLine {
  post(message: FromEngine): void
  onMessage(listener: (message: unknown, port: MessagePortMain | undefined) => void): void
  /** Calls back when the host is gone, or at once if it already is. */
  onGone(listener: () => void): void
}

/** The options a host passes as the first argument. */
function optionsOf(argv: readonly string[]): EngineOptions {
  return engineOptionsSchema.parse(JSON.parse(argv.at(-1) ?? 'null'))
}

/** Runs this process as an engine: starts it, answers what comes over the line, and ends it when told or left alone. */
export async function runEngine(science: Science, line: HostLine): Promise<void> {
  const engine = await startEngine(science, optionsOf(process.argv), (message) => line.post(message))
  const connections = new Connections(engine.context, (message) => line.post(message))
  const stop = (): void => {
    void engine.close().finally(() => process.exit())
  }
  line.onMessage((received, port) => {
    const message = toEngineSchema.parse(received)
    switch (message.type) {
      case 'stop':
        return stop()
      case 'allow':
        return engine.allow(message.directory)
      case 'port':
        return port && connections.adopt(port)
      default:
        return connections.receive(message)
    }
  })
  line.onGone(stop)
  // Ctrl-C reaches every process of the terminal; the host decides what becomes of its engine.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', stop)
  line.post({ type: 'ready' })
}

/** Tells the host in a sentence why the engine cannot run, and ends the process once that is on its way. */
export function endWith(line: HostLine, error: unknown): void {
  line.post({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
  setTimeout(() => process.exit(), 200)
}
