import type { Readable } from 'node:stream'
import { EnvHttpProxyAgent, request } from 'undici'

/** What came back from an address, its body not yet read. */
export interface Answer {
  readonly status: number
  header(name: string): string | undefined
  readonly body: Readable
}

/** Asks for the bytes of an address. Rejects where there is no answer. */
export type Transport = (
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
) => Promise<Answer>

export interface TransportOptions {
  /** Milliseconds without a byte after which a connection counts as stalled. */
  readonly stallAfter: number
}

/** Publishers send from one address to another; more often than this is a circle. */
const mostRedirections = 5
const redirections: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** HTTP(S), through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, where they do. Follows redirections. */
export function httpTransport({ stallAfter }: TransportOptions): Transport {
  const timeouts = { headersTimeout: stallAfter, bodyTimeout: stallAfter, connect: { timeout: stallAfter } }
  const dispatcher = new EnvHttpProxyAgent(timeouts)
  const ask: Transport = async (address, headers, signal) => {
    const { statusCode, headers: answered, body } = await request(address, { headers, signal, dispatcher })
    const header = (name: string): string | undefined => {
      const value = answered[name]
      return Array.isArray(value) ? value[0] : value
    }
    return { status: statusCode, header, body }
  }
  return async (address, headers, signal) => {
    let at = address
    for (let count = 0; ; count++) {
      const answer = await ask(at, headers, signal)
      const location = answer.header('location')
      if (!redirections.has(answer.status) || location === undefined || count === mostRedirections)
        return answer
      answer.body.on('error', () => undefined).destroy()
      at = new URL(location, at).href
    }
  }
}
