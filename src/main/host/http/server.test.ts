import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Asking, bearer, startAsking, token } from '../../../../test/fakes/asking.ts'

const folder = mkdtempSync(join(tmpdir(), 'guise-test-'))
let asking: Asking

beforeAll(async () => {
  asking = await startAsking(folder)
})
afterAll(async () => {
  await asking.served.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends bytes as they are and returns what comes back until the connection ends. */
async function raw(text: string, cut = false): Promise<string> {
  const socket = connect(asking.served.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += String(data)
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.write(Buffer.from(text, 'latin1'))
  if (cut) socket.resetAndDestroy()
  else socket.end()
  await closed
  return answer
}

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`

it('survives whatever is sent to its port', async () => {
  const host = `Host: 127.0.0.1:${asking.served.port}`
  const authorization = `Authorization: ${bearer.Authorization}`
  const methods = ['TRACE', 'CONNECT', 'PROPFIND', 'OPTIONS', 'PUT', 'nonsense']
  const addresses = [
    '//',
    '///',
    'http://[',
    '/\\..\\..',
    '/%ff',
    '*',
    '/?token=',
    `//?token=${token}`,
    '/\x80',
    '/#',
    '',
  ]
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade']
  const requests = [
    'not HTTP at all\r\n\r\n',
    '\0'.repeat(1000),
    ...methods.map((method) => lines(`${method} / HTTP/1.1`, host, authorization)),
    ...addresses.map((address) => lines(`GET ${address} HTTP/1.1`, host, authorization)),
    ...addresses.map((address) => lines(`GET ${address} HTTP/1.1`, host)),
    ...addresses.map((address) => lines(`GET ${address} HTTP/1.1`, host, authorization, ...upgrade)),
    lines('GET / HTTP/1.1', 'Host: [', authorization),
    lines('GET / HTTP/1.1', host, `Cookie: guise-${asking.served.port}=%zz; =; ;;`),
    lines('GET / HTTP/1.1', host, authorization, 'X-Odd: \x80\xff'),
    lines(
      'GET /rpc HTTP/1.1',
      host,
      authorization,
      ...upgrade,
      'Sec-WebSocket-Key: no',
      'Sec-WebSocket-Version: 99',
    ),
    `${lines('POST /upload HTTP/1.1', host, authorization, 'Content-Length: 1000')}cut short`,
    `${lines('POST /upload HTTP/1.1', host, authorization, 'Transfer-Encoding: chunked')}zz\r\n`,
    lines(`GET /${'a'.repeat(100_000)} HTTP/1.1`, host),
  ]
  for (const request of requests) {
    expect(await raw(request), request.slice(0, 60)).not.toMatch(/^HTTP\/1.1 5/)
    await raw(request, true)
  }
  expect((await asking.ask('/status', bearer)).status).toBe(200)
})
