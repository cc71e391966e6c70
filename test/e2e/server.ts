// The app's server as a process of its own for the journeys: tells its address and, asked, its engine's process id.
import { serve } from '../../src/main/serve.ts'
import { type FromServer, serverOptionsSchema } from './server-messages.ts'

const served = await serve(serverOptionsSchema.parse(JSON.parse(process.argv[2] ?? '{}')))
const tell = (message: FromServer): void => {
  process.send?.(message)
}

process.on('message', () => tell({ type: 'engine', pid: served.enginePid() ?? null }))
process.once('disconnect', () => void served.close().then(() => process.exit()))
tell({ type: 'serving', url: served.url, port: served.port, token: served.token })
