import type { IncomingMessage, Server } from 'node:http'
import { sentence } from '../routes/answer.ts'
import { secured } from '../routes/headers.ts'
import { answer, type RouteSources } from '../routes/routes.ts'
import { goneSignal, send, toRequest } from './exchange.ts'
import type { Guard } from './guard.ts'
import type { Sockets } from './sockets.ts'

/** The address as the request gives it, whatever nonsense that is; undefined where it is none. */
function addressOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? '/'
  return URL.canParse(path, 'http://localhost') ? new URL(path, 'http://localhost') : undefined
}

/** What the guard says to it: a refusal, the way in for who opens the start address, or undefined to go on. */
function admit(guard: Guard, request: IncomingMessage): Response | undefined {
  const given = addressOf(request)?.searchParams.get('token') ?? null
  if (guard.checkPlace(request) === undefined && guard.opens(given)) {
    return new Response(null, { status: 303, headers: { Location: '/', 'Set-Cookie': guard.cookie } })
  }
  const refusal = guard.check(request)
  return refusal && sentence(refusal.status, refusal.message)
}

async function respond(
  guard: Guard,
  sources: RouteSources,
  request: IncomingMessage,
  gone: AbortSignal,
): Promise<Response> {
  try {
    const refused = admit(guard, request)
    return refused ? secured(refused) : await answer(sources, toRequest(request, gone))
  } catch {
    // A method, header or address that no `Request` can have.
    return secured(sentence(400, 'This request cannot be understood.'))
  }
}

/** Answers what the guard lets in from the host's routes. */
export function answerRequests(server: Server, guard: Guard, sources: RouteSources): void {
  server.on('request', (request, response) => {
    void respond(guard, sources, request, goneSignal(response)).then((ready) => send(ready, response))
  })
}

/** Opens the WebSockets that the guard lets in. */
export function answerUpgrades(server: Server, guard: Guard, sockets: Sockets): void {
  server.on('upgrade', (request, stream, head) => {
    // One that goes away while it is being answered is nobody's trouble.
    stream.on('error', () => undefined)
    const refusal = guard.check(request)
    if (refusal === undefined && request.url === '/rpc') sockets.accept(request, stream, head)
    else stream.end(`HTTP/1.1 ${refusal?.status ?? 404} Refused\r\nConnection: close\r\n\r\n`)
  })
}
