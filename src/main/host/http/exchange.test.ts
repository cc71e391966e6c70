import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { goneSignal, toRequest } from './exchange.ts'

/** A server, a request to it, and how the server sees it. */
const asked = async () => {
  const server = createServer()
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const { promise, resolve } = Promise.withResolvers<{
    incoming: IncomingMessage
    outgoing: ServerResponse
  }>()
  server.once('request', (incoming, outgoing) => resolve({ incoming, outgoing }))
  const client = request({ port: typeof address === 'object' ? address?.port : undefined, path: '/x' })
  client.on('error', () => undefined)
  client.end()
  const { incoming, outgoing } = await promise
  const gone = goneSignal(outgoing)
  return { client, outgoing, gone, made: toRequest(incoming, gone) }
}

describe('goneSignal', () => {
  it('aborts the request when its client goes away', async () => {
    const { client, made } = await asked()
    expect(made.signal.aborted).toBe(false)
    client.destroy()
    await once(made.signal, 'abort')
    expect(made.signal.aborted).toBe(true)
  })

  it('does not when the answer has been sent', async () => {
    const { client, outgoing, gone } = await asked()
    client.on('response', (answer) => answer.resume())
    const closed = once(outgoing, 'close')
    outgoing.end('done')
    await closed
    expect(gone.aborted).toBe(false)
  })
})
