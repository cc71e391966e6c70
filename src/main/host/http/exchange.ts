import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * A Node request as the `Request` that routes take. Its URL's origin is never looked at.
 * @param signal aborts when the client has gone
 */
export function toRequest(incoming: IncomingMessage, signal?: AbortSignal): Request {
  const method = incoming.method ?? 'GET'
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  // A path that starts with two slashes would otherwise be taken for a host.
  const url = `http://localhost${incoming.url?.startsWith('/') ? incoming.url : '/'}`
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(url, {
    method,
    headers,
    ...(signal ? { signal } : {}),
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
  })
}

/** Aborts when the client goes before it has its answer: a page that scrolls on waits no longer for its pictures. */
export function goneSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) controller.abort()
  })
  return controller.signal
}

/** Writes the answer; ends quietly where the client has gone. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  const { body } = response
  if (body === null || outgoing.req.method === 'HEAD') {
    await body?.cancel()
    outgoing.end()
    return
  }
  await pipeline(Readable.from(body), outgoing).catch(() => undefined)
}
