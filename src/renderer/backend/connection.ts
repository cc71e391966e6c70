import type { Connection } from './backend.ts'

/** Holds the connection's state and tells its listeners of changes. */
export class ConnectionState {
  #now: Connection = { state: 'connecting' }
  readonly #listeners: ((connection: Connection) => void)[] = []

  get now(): Connection {
    return this.#now
  }

  set(connection: Connection): void {
    this.#now = connection
    for (const listener of this.#listeners) listener(connection)
  }

  readonly listen = (listener: (connection: Connection) => void): void => {
    this.#listeners.push(listener)
    listener(this.#now)
  }
}

export const ENGINE_STOPPED = 'The engine stopped. It is being restarted; nothing stored is lost.'
export const HOST_SILENT = 'Guise does not answer. Start it again; this page reconnects by itself.'
export const NO_TOKEN = 'This page has no key to Guise. Open the address that was printed when Guise started.'
