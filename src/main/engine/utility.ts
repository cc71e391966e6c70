import type { ParentPort } from 'electron'
import type { HostLine } from './run.ts'

/** The line of an engine that is a utility process of Electron: its parent's port, over which pages' ports come too. */
export function utilityLine(parent: ParentPort): HostLine {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => {
      parent.on('message', ({ data, ports }) => listener(data, ports[0]))
    },
    // Electron ends its utility processes with itself.
    onGone: () => undefined,
  }
}
