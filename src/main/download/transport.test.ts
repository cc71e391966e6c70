import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../../test/temporary.ts'
import { fetchFile } from './fetch-file.ts'
import { answerWith, publishedAt, quickly, serveFiles, someBytes } from './fixtures.ts'
import { httpTransport } from './transport.ts'

const bytes = someBytes(10_000)

/** A proxy on loopback that brings everything from one server, whatever host it is asked for. */
async function proxyTo(base: string): Promise<{ proxy: string; asked: string[] }> {
  const asked: string[] = []
  const { server, base: proxy } = await serveFiles((request, response) => {
    asked.push(request.url ?? '')
    void fetch(base).then(async (answer) => response.end(Buffer.from(await answer.arrayBuffer())))
  })
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url)
    const tunnel = connect(Number(new URL(base).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    for (const one of [socket, tunnel]) one.on('error', () => undefined)
  })
  return { proxy, asked }
}

describe('a proxy', () => {
  it('that the environment names is used, without any flag', async () => {
    const { base } = await serveFiles(answerWith(bytes))
    const { proxy, asked } = await proxyTo(base)
    vi.stubEnv('HTTP_PROXY', proxy)
    vi.stubEnv('NO_PROXY', '')
    const transport = httpTransport({ stallAfter: 1000 })
    const file = { ...publishedAt(base, bytes), address: 'http://publisher.example/file.bin' }
    await fetchFile(file, join(temporaryFolder(), 'file.bin'), quickly({ transport }))
    expect(asked.join()).toContain('publisher.example')
  })

  it('that cannot be reached is told apart from a server that cannot', async () => {
    const { server, base } = await serveFiles(answerWith(bytes))
    await new Promise((resolve) => server.close(resolve))
    vi.stubEnv('HTTPS_PROXY', base)
    vi.stubEnv('NO_PROXY', '')
    const transport = httpTransport({ stallAfter: 1000 })
    const file = { address: 'https://publisher.example/file.bin' }
    await expect(
      fetchFile(file, join(temporaryFolder(), 'file.bin'), quickly({ transport })),
    ).rejects.toThrow(
      `file.bin could not be fetched: publisher.example cannot be reached because the proxy ${new URL(base).host} refused the connection.`,
    )
  })

  it('is passed by for the hosts of NO_PROXY', async () => {
    const { base } = await serveFiles(answerWith(bytes))
    const { proxy, asked } = await proxyTo(base)
    vi.stubEnv('HTTP_PROXY', proxy)
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    const transport = httpTransport({ stallAfter: 1000 })
    await fetchFile(publishedAt(base, bytes), join(temporaryFolder(), 'file.bin'), quickly({ transport }))
    expect(asked).toEqual([])
  })
})
