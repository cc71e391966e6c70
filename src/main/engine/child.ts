import type { HostLine } from './run.ts'

/** The line of an engine that `serve` forked: Node's own channel between parent and child. */
export const childLine: HostLine = {
  post: (message) => {
    // Nobody is left to hear it when the channel has closed.
    if (process.connected) process.send?.(message, () => undefined)
  },
  onMessage: (listener) => {
    process.on('message', (message) => listener(message, undefined))
  },
  onGone: (listener) => {
    if (process.connected) process.once('disconnect', listener)
    else listener()
  },
}
