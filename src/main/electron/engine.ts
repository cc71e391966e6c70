import { type MessagePortMain, utilityProcess } from 'electron'
import type { EngineProcess } from '../host/engine-process.ts'
import { type EngineOptions, fromEngineSchema } from '../host/messages.ts'

/** An engine that pages talk to over ports of their own. */
export interface UtilityEngine extends EngineProcess {
  connect(port: MessagePortMain): void
}

/** Starts `file` as a utility process with the engine's options. */
export function startUtilityEngine(file: string, options: EngineOptions): UtilityEngine {
  const child = utilityProcess.fork(file, [JSON.stringify(options)], {
    serviceName: 'Guise engine',
    stdio: 'inherit',
  })
  return {
    post: (message) => child.postMessage(message),
    connect: (port) => child.postMessage({ type: 'port' }, [port]),
    onMessage: (listener) => {
      child.on('message', (message) => listener(fromEngineSchema.parse(message)))
    },
    onExit: (listener) => {
      child.once('exit', (code) => listener({ code, signal: null }))
    },
    kill: () => {
      child.kill()
    },
  }
}
