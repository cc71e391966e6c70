import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../src/contract/contract.ts'

/** A page's connection to a running `serve`. */
export interface TestClient {
  readonly client: ContractRouterClient<Contract>
  /** The close code, once the connection has ended. */
  readonly closed: Promise<number>
  close(): void
}

/** Connects as a program does, with the token as a header. */
export const connect = ({ port, token }: { port: number; token: string }): TestClient => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code))
  })
  const client: TestClient['client'] = createORPCClient(new RPCLink({ websocket: socket }))
  return { client, closed, close: () => socket.close() }
}
