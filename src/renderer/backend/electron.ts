import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { channels, type PreloadApi } from '../../contract/preload.ts'
import { engineStatus, uploadFile } from './addresses.ts'
import type { Backend, Client } from './backend.ts'
import { ConnectionState, ENGINE_STOPPED } from './connection.ts'
import { SwitchingLink } from './switching-link.ts'

declare global {
  interface Window {
    readonly guise?: PreloadApi
  }
}

/** The backend over a MessagePort to the engine's process: a new port comes each time the engine is ready. */
export function electronBackend(preload: PreloadApi): Backend {
  const link = new SwitchingLink()
  const connection = new ConnectionState()
  const client: Client = createORPCClient(link)
  let port: MessagePort | null = null

  async function lost(): Promise<void> {
    port?.close()
    link.drop()
    preload.connect()
    const status = await engineStatus()
    if (connection.now.state !== 'ready')
      connection.set({ state: 'lost', message: status?.message ?? ENGINE_STOPPED })
  }

  window.addEventListener('message', (event) => {
    if (event.source !== window || event.origin !== location.origin) return
    if (event.data === channels.port && event.ports[0]) {
      port = event.ports[0]
      link.use(new RPCLink({ port }))
      port.start()
      connection.set({ state: 'ready' })
    }
    if (event.data === channels.engineLost) {
      connection.set({ state: 'lost', message: ENGINE_STOPPED })
      void lost()
    }
  })
  preload.connect()

  return {
    client,
    onConnection: connection.listen,
    upload: uploadFile,
    chooseDirectory: () => preload.chooseDirectory(),
    chooseNetworkFiles: () => preload.chooseNetworkFiles(),
    chooseNetworkFolder: () => preload.chooseNetworkFolder(),
    chooseDatasetFolder: () => preload.chooseDatasetFolder(),
    chooseDatasetFile: () => preload.chooseDatasetFile(),
  }
}
