import { constants } from 'node:os'
import type { TextStream } from './terminal.ts'

/** The first Ctrl-C, or request to end, as an abort; a second one ends the process at once. */
export interface Signals {
  readonly signal: AbortSignal
  /** 128 + the signal's number, once one came. */
  exitCode(): number
}

export function watchSignals(err: TextStream): Signals {
  const controller = new AbortController()
  let code = 128 + constants.signals.SIGINT
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      code = 128 + constants.signals[name]
      if (controller.signal.aborted) process.exit(code)
      if (name === 'SIGINT' && err.isTTY) err.write('\nStopping; press Ctrl-C again to stop at once.\n')
      controller.abort()
    })
  }
  return { signal: controller.signal, exitCode: () => code }
}
