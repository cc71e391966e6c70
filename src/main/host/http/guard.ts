import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** Why a request is not let in. */
export interface Refusal {
  readonly status: 401 | 403
  readonly message: string
}

export interface GuardOptions {
  readonly token: string
  readonly port: number
  /** The name or address the user asked to listen on, besides loopback. */
  readonly host: string
}

const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Compares in a time that tells nothing of where they differ, nor of the lengths. */
function sameToken(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

/** The cookie's name holds the port, because cookies are shared by all ports of a host. */
function cookieName(port: number): string {
  return `guise-${port}`
}

function held(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  const value = pairs.find(([key]) => key === name)?.[1]
  try {
    return value && decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/** Lets in only who has the token, at an address that is ours, from a page that is ours. */
export class Guard {
  readonly #options: GuardOptions

  constructor(options: GuardOptions) {
    this.#options = options
  }

  /** The cookie that lets in whoever holds it, as its header is written; out of reach of scripts. */
  get cookie(): string {
    return `${cookieName(this.#options.port)}=${encodeURIComponent(this.#options.token)}; HttpOnly; SameSite=Lax; Path=/`
  }

  /** True where the start address carries the right token. */
  opens(token: string | null): boolean {
    return token !== null && sameToken(token, this.#options.token)
  }

  /** The refusal, or undefined where the request may pass. */
  check(request: IncomingMessage): Refusal | undefined {
    return this.checkPlace(request) ?? this.#checkToken(request)
  }

  /** Host, Origin and Sec-Fetch-Site: another site's page may reach this port, but not use it. */
  checkPlace(request: IncomingMessage): Refusal | undefined {
    const host = request.headers.host ?? ''
    // A name that an attacker's DNS points at this machine is not one of ours.
    if (!this.#isOurs(host)) return { status: 403, message: `Guise does not answer at “${host}”.` }
    const { origin } = request.headers
    if (origin !== undefined && origin !== `http://${host}`) {
      return { status: 403, message: 'Guise answers its own page only, not another site’s.' }
    }
    // Browsers say where a request comes from even where they send no Origin; another port of this host is another site.
    const from = request.headers['sec-fetch-site'] ?? 'same-origin'
    if (from !== 'same-origin' && from !== 'none' && request.headers['sec-fetch-mode'] !== 'navigate') {
      return { status: 403, message: 'Guise answers its own page only, not another site’s.' }
    }
    return undefined
  }

  #isOurs(host: string): boolean {
    const at = host.lastIndexOf(':')
    const name = host.slice(0, at).toLowerCase()
    if (host.slice(at + 1) !== String(this.#options.port)) return false
    if (loopbackNames.has(name) || name === this.#options.host.toLowerCase()) return true
    // Listening for others: they come by address, which no DNS answer can stand for.
    return !loopbackNames.has(this.#options.host) && isIP(name.replace(/^\[|\]$/g, '')) !== 0
  }

  #checkToken(request: IncomingMessage): Refusal | undefined {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer !== undefined && this.opens(bearer)) return undefined
    const given = held(request, cookieName(this.#options.port))
    if (given === undefined || !this.opens(given)) {
      return {
        status: 401,
        message: 'Open the address that was printed when Guise started: it carries the token.',
      }
    }
    // A browser names its page's origin whenever it could change something.
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    const upgrades = request.headers.upgrade !== undefined
    if ((changes || upgrades) && request.headers.origin === undefined) {
      return { status: 403, message: 'A request that changes something must say which page it comes from.' }
    }
    return undefined
  }
}
