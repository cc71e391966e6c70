import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { onTestFinished } from 'vitest'
import type { FetchOptions } from './fetch-file.ts'
import type { PublishedFile } from './published.ts'
import { httpTransport } from './transport.ts'

type Answerer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** A server on loopback that answers as the test says, and what it was asked. */
export interface TestServer {
  readonly base: string
  /** `Range` and `If-Range` of each request. */
  readonly asked: { path: string; range: string | undefined; ifRange: string | undefined }[]
  readonly server: Server
}

/** @param answerer is told how many requests came before */
export async function serveFiles(answerer: Answerer): Promise<TestServer> {
  const asked: TestServer['asked'] = []
  const server = createServer((request, response) => {
    const { url: path = '', headers } = request
    const ifRange = headers['if-range']
    asked.push({ path, range: headers.range, ifRange: typeof ifRange === 'string' ? ifRange : undefined })
    answerer(request, response, asked.length - 1)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { base: `http://127.0.0.1:${port}`, asked, server }
}

/** Answers with the bytes as a good server does: the whole, or the range that was asked for if the file is still the same. */
export function answerWith(bytes: Buffer, etag = '"first"'): Answerer {
  return ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    const ifRange = headers['if-range']
    response.setHeader('ETag', etag)
    if (from === 0 || (ifRange !== undefined && ifRange !== etag)) {
      response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
    } else if (from >= bytes.length) {
      response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end()
    } else {
      const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`
      response.writeHead(206, { 'Content-Range': range, 'Content-Length': bytes.length - from })
      response.end(bytes.subarray(from))
    }
  }
}

/** Promises the bytes, sends so many of them, and then nothing more. */
export function stallAfter(bytes: Buffer, count: number, etag = '"first"'): Answerer {
  return (_, response) => {
    response.writeHead(200, { 'Content-Length': bytes.length, ETag: etag })
    response.write(bytes.subarray(0, count))
  }
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that are nowhere the same as themselves shifted. */
export const someBytes = (length: number, seed = 1): Buffer => {
  let state = seed
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state >>> 24
    }),
  )
}

/** What a publisher would say of a file on the server. */
export const publishedAt = (base: string, bytes: Buffer, name = 'file.bin'): PublishedFile => ({
  address: `${base}/some/where/${name}`,
  bytes: bytes.length,
  hash: { algorithm: 'sha256', value: sha256Of(bytes) },
})

/** Options under which nothing waits long. */
export const quickly = (more: Partial<FetchOptions> = {}): FetchOptions => ({
  transport: httpTransport({ stallAfter: 300 }),
  signal: new AbortController().signal,
  onBytes: () => undefined,
  mirror: null,
  backOff: () => 0,
  ...more,
})

/** Four grey images of 2 × 2 pixels and their labels in MNIST's format (LeCun, "THE MNIST DATABASE"), by name. */
export function idxFiles(): Map<string, Buffer> {
  const header = (...sizes: number[]): Buffer => {
    const bytes = Buffer.alloc(4 + 4 * sizes.length)
    bytes.set([0, 0, 8, sizes.length])
    for (const [i, size] of sizes.entries()) bytes.writeUInt32BE(size, 4 + 4 * i)
    return bytes
  }
  const images = Buffer.concat([header(4, 2, 2), someBytes(16)])
  const labels = Buffer.concat([header(4), Buffer.from([0, 1, 1, 0])])
  return new Map([
    ['train-images-idx3-ubyte.gz', gzipSync(images)],
    ['train-labels-idx1-ubyte.gz', gzipSync(labels)],
  ])
}

/** A tar archive of these entries, written as they are, whatever they lead to. A link's content is empty. */
export async function tarOf(
  ...entries: (Partial<Header> & { name: string; content?: Buffer })[]
): Promise<Buffer> {
  const archive = pack()
  for (const { content, ...header } of entries) {
    archive.entry(header, header.type === 'symlink' ? Buffer.alloc(0) : (content ?? Buffer.from('evil')))
  }
  archive.finalize()
  return buffer(archive)
}
