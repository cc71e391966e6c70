import type { SupportedMessagePort } from '@orpc/client/message-port'
import { RPCHandler as PortHandler } from '@orpc/server/message-port'
import { RPCHandler as SocketHandler } from '@orpc/server/websocket'
import type { Context } from '../api/context.ts'
import { withSentences } from '../api/errors.ts'
import { router } from '../api/router.ts'
import type { FromEngine, ToEngine } from '../host/messages.ts'

/** Stands for a page's WebSocket, which the host holds: frames go to it and come from it as messages. */
interface RemoteSocket {
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void
  addEventListener(): void
}

const options = { clientInterceptors: [withSentences] }

/** Answers the contract to the pages: of `serve`, whose frames the host passes on, and of Electron, each by its own port. */
export class Connections {
  readonly #socketHandler = new SocketHandler<Context>(router, options)
  readonly #portHandler = new PortHandler<Context>(router, options)
  readonly #sockets = new Map<number, RemoteSocket>()
  readonly #context: Context
  readonly #post: (message: FromEngine) => void

  constructor(context: Context, post: (message: FromEngine) => void) {
    this.#context = context
    this.#post = post
  }

  receive(message: Extract<ToEngine, { client: number }>): void {
    const { client } = message
    const socket = this.#sockets.get(client)
    if (message.type === 'open') this.#sockets.set(client, this.#socket(client))
    else if (socket === undefined) return
    else if (message.type === 'frame') {
      void this.#socketHandler.message(socket, message.data, { context: this.#context })
    } else {
      this.#socketHandler.close(socket)
      this.#sockets.delete(client)
    }
  }

  /** Answers a page of Electron over its own port. */
  adopt(port: SupportedMessagePort & { start(): void }): void {
    this.#portHandler.upgrade(port, { context: this.#context })
    port.start()
  }

  #socket(client: number): RemoteSocket {
    return {
      send: (data) => {
        // oRPC sends anything else only for bytes, which the contract has none of.
        if (typeof data !== 'string') throw new TypeError('Only text crosses between engine and page.')
        this.#post({ type: 'frame', client, data })
      },
      addEventListener: () => undefined,
    }
  }
}
