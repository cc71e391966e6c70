import type { Readable } from 'node:stream'
import { EnvHttpProxyAgent, request } from 'undici'
import { Interrupted, reasonOf } from './interrupted.ts'

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

/** The proxy that the environment names for an address, whether or not NO_PROXY excepts it. */
function proxyFor(address: string): URL | undefined {
  const isSecure = address.startsWith('https:')
  const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY } = process.env
  const named = (isSecure && (https_proxy || HTTPS_PROXY)) || http_proxy || HTTP_PROXY
  return named && URL.canParse(named) ? new URL(named) : undefined
}

/** Whether it was the proxy that could not be reached, as the error of the connection tells. */
function concerns(error: unknown, proxy: URL): boolean {
  if (!(error instanceof Error)) return false
  const isItsPort = 'port' in error && String(error.port) === proxy.port
  const isItsName = 'hostname' in error && error.hostname === proxy.hostname
  return isItsPort || isItsName || concerns(error.cause, proxy)
}

/** An error as it is, or where it is the proxy's, one that says so. */
function blamed(error: unknown, address: string): unknown {
  const proxy = proxyFor(address)
  if (proxy === undefined || !concerns(error, proxy)) return error
  return new Interrupted(`cannot be reached because the proxy ${proxy.host} ${reasonOf(error)}`, {
    cause: error,
  })
}

/** HTTP(S), through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, where they do. Follows redirections. */
export function httpTransport({ stallAfter }: TransportOptions): Transport {
  const timeouts = { headersTimeout: stallAfter, bodyTimeout: stallAfter, connect: { timeout: stallAfter } }
  const dispatcher = new EnvHttpProxyAgent(timeouts)
  const ask: Transport = async (address, headers, signal) => {
    const asked = request(address, { headers, signal, dispatcher })
    const {
      statusCode,
      headers: answered,
      body,
    } = await asked.catch((error: unknown) => {
      throw blamed(error, address)
    })
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
