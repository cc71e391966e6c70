import { fork } from 'node:child_process'
import { type EngineOptions, type FromEngine, fromEngineSchema, type ToEngine } from './messages.ts'

/** How an engine ended. */
export interface EngineExit {
  readonly code: number | null
  readonly signal: string | null
}

/** A running engine as its host sees it: a child of `serve`, or a utility process of Electron. */
export interface EngineProcess {
  post(message: ToEngine): void
  onMessage(listener: (message: FromEngine) => void): void
  onExit(listener: (exit: EngineExit) => void): void
  /** Ends it without asking. */
  kill(): void
}

/** Starts `file` as a child process with the engine's options; its output goes where ours goes. */
export function forkEngine(
  file: string,
  options: EngineOptions,
): EngineProcess & { readonly pid: number | undefined } {
  const child = fork(file, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    pid: child.pid,
    post: (message) => {
      // A child that is gone tells so by its exit, not by each message that no longer reaches it.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(fromEngineSchema.parse(message)))
    },
    onExit: (listener) => {
      child.once('exit', (code, signal) => listener({ code, signal }))
      child.once('error', () => listener({ code: null, signal: null }))
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
