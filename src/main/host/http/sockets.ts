import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EngineSupervisor } from '../supervisor.ts'

/** Close codes that the page acts on (docs/app.md). */
export const closeCodes = { engineLost: 4001 } as const

/** Far above any message of the contract, none of which carries bytes. */
const maxPayload = 4 * 2 ** 20

/** Passes frames between the pages' WebSockets and the engine, and lets the pages know when the engine is lost. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload })
  readonly #supervisor: EngineSupervisor
  readonly #sockets = new Map<number, WebSocket>()
  #last = 0

  constructor(supervisor: EngineSupervisor) {
    this.#supervisor = supervisor
    supervisor.on('message', (message) => {
      if (message.type === 'frame') this.#sockets.get(message.client)?.send(message.data)
    })
    supervisor.on('lost', () => {
      this.#sockets.clear()
      // Those that wait for an engine too: it could not start, and the page can say why.
      for (const socket of this.#server.clients) socket.close(closeCodes.engineLost, 'engine lost')
    })
  }

  /** Takes over a request that was let in. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => void this.#serve(socket))
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }

  async #serve(socket: WebSocket): Promise<void> {
    const waiting: string[] = []
    let client: number | undefined
    const forward = (data: string): void => {
      if (client !== undefined) this.#supervisor.post({ type: 'frame', client, data })
      else waiting.push(data)
    }
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(1003, 'text only')
      else forward(String(data))
    })
    // Errors are followed by a close.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (client === undefined || !this.#sockets.delete(client)) return
      this.#supervisor.post({ type: 'close', client })
    })
    const engine = await this.#supervisor.ready()
    if (socket.readyState !== socket.OPEN) return
    client = ++this.#last
    this.#sockets.set(client, socket)
    engine.post({ type: 'open', client })
    for (const data of waiting.splice(0)) forward(data)
  }
}
