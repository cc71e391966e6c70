import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { engineStatus, uploadFile, zipUrl } from './addresses.ts'
import type { Backend, Client } from './backend.ts'
import { ConnectionState, ENGINE_STOPPED, HOST_SILENT, NO_TOKEN } from './connection.ts'
import { SwitchingLink } from './switching-link.ts'

const REFUSED = 4401
const LONGEST_WAIT_MS = 4000

/** The backend over a WebSocket to `serve`: reconnects for as long as the page is open. */
export function browserBackend(): Backend {
  const link = new SwitchingLink()
  const connection = new ConnectionState()
  const client: Client = createORPCClient(link)
  void keepConnected(link, connection, client)
  return { client, onConnection: connection.listen, upload: uploadFile, exportUrl: zipUrl }
}

async function keepConnected(
  link: SwitchingLink,
  connection: ConnectionState,
  client: Client,
): Promise<never> {
  for (let failures = 0; ; ) {
    const end = await session(link, connection, client)
    failures = end.opened ? 0 : failures + 1
    const status = await engineStatus()
    if (end.code === REFUSED || status?.refused) connection.set({ state: 'refused', message: NO_TOKEN })
    else if (status) connection.set({ state: 'lost', message: status.message ?? ENGINE_STOPPED })
    else connection.set({ state: 'lost', message: HOST_SILENT })
    if (failures > 0) await delay(Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures))
  }
}

/** One WebSocket from opening to closing. The engine counts as ready once it has answered a question. */
function session(link: SwitchingLink, connection: ConnectionState, client: Client) {
  return new Promise<{ opened: boolean; code: number }>((resolve) => {
    const socket = new WebSocket('/rpc')
    let opened = false
    socket.addEventListener('open', () => {
      opened = true
      link.use(new RPCLink({ websocket: socket }))
      client.about.get().then(
        () => connection.set({ state: 'ready' }),
        () => undefined, // the socket closed meanwhile, which is told below
      )
    })
    socket.addEventListener('close', (event) => {
      link.drop()
      resolve({ opened, code: event.code })
    })
  })
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
