import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { channels } from '../../contract/preload.ts'
import { FakeEngine } from '../testing/fake-engine.ts'
import type { Backend, Connection } from './backend.ts'
import { ENGINE_STOPPED } from './connection.ts'
import { electronBackend } from './electron.ts'
import { sentence } from './sentence.ts'

const origin = 'guise://app'
let page: EventTarget
let served: MessagePort[]
let backend: Backend
let states: Connection['state'][]
const connect = vi.fn()

/** A window message, as the preload script sends them. */
function tell(data: string, ports: MessagePort[] = [], from: object = page): void {
  page.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: from, origin }))
}

/** A new engine at the other end of a new port. */
function givePort(engine = new FakeEngine()): void {
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(engine.router).upgrade(port1)
  port1.start()
  served.push(port1)
  tell(channels.port, [port2])
}

beforeEach(() => {
  page = new EventTarget()
  served = []
  states = []
  connect.mockReset()
  vi.stubGlobal('window', page)
  vi.stubGlobal('location', { origin })
  vi.stubGlobal('fetch', async () => Response.json({ engine: 'restarting', message: 'It stumbled.' }))
  const none = async () => null
  backend = electronBackend({
    platform: 'linux',
    connect,
    chooseDirectory: none,
    chooseNetworkFiles: none,
    chooseNetworkFolder: none,
    chooseDatasetFolder: none,
    chooseDatasetFile: none,
  })
  backend.onConnection(({ state }) => states.push(state))
})

afterEach(() => {
  for (const port of served) port.close()
  vi.unstubAllGlobals()
})

it('asks for a port, and lets calls wait for it', async () => {
  expect(connect).toHaveBeenCalledOnce()
  const samples = backend.client.images.samples()
  givePort()
  await expect(samples).resolves.toHaveLength(2)
  expect(states).toEqual(['connecting', 'ready'])
})

it('rejects what was under way when the engine is lost, asks again, and goes on with the next one', async () => {
  givePort()
  await backend.client.images.samples()
  const lost = backend.client.images.samples().catch(sentence)
  tell(channels.engineLost)
  await expect(lost).resolves.toBe(ENGINE_STOPPED)
  expect(connect).toHaveBeenCalledTimes(2)
  givePort()
  await expect(backend.client.networks.list()).resolves.toHaveLength(2)
  expect(states.at(1)).toBe('ready')
  expect(states.slice(2)).toContain('lost')
  expect(states.at(-1)).toBe('ready')
})

it('heeds no message from elsewhere', async () => {
  const { port2 } = new MessageChannel()
  tell(channels.port, [port2], new EventTarget())
  expect(states).toEqual(['connecting'])
  port2.close()
})
