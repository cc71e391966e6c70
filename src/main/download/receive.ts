import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DownloadError } from './errors.ts'
import { Interrupted } from './interrupted.ts'
import type { Part } from './part.ts'
import { requireSpace } from './space.ts'
import type { Answer, Transport } from './transport.ts'

/** What is wanted of which address. */
export interface Wanted {
  readonly address: string
  /** What to call it in errors. */
  readonly name: string
  /** The published size, where known. */
  readonly bytes: number | undefined
}

export interface ReceiveOptions {
  readonly transport: Transport
  readonly signal: AbortSignal
  /** Called with the bytes there are of the file, and how many it has, where that is known. */
  readonly onBytes: (done: number, total: number | null) => void
}

/** Statuses after which the same request may be answered later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429])

function refuse({ address, name }: Wanted, status: number): Error {
  const { host } = new URL(address)
  if (passing.has(status) || status >= 500)
    return new Interrupted(`answers that it cannot serve now (${status})`)
  if (status === 404 || status === 410) {
    return new DownloadError(
      'address',
      `${host} has no ${name} (${status}): give the address of a mirror that has it.`,
    )
  }
  if (status >= 300 && status < 400) {
    return new DownloadError(
      'address',
      `${host} sends from one address to another without an end (${status}).`,
    )
  }
  return new DownloadError(
    'address',
    `${host} does not hand out ${name} (${status}): give the address of a mirror.`,
  )
}

const number = (text: string | undefined): number | null => (/^\d+$/.test(text ?? '') ? Number(text) : null)

/** Where the answer's bytes begin, and how many the whole file has, where the answer says so. */
function placeOf(answer: Answer): { start: number; total: number | null } {
  if (answer.status !== 206) return { start: 0, total: number(answer.header('content-length')) }
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(answer.header('content-range') ?? '') ?? []
  return { start: number(start) ?? -1, total: number(total) }
}

/** A weak ETag does not promise the same bytes. */
function validatorOf(answer: Answer): string | null {
  const tag = answer.header('etag')
  return tag !== undefined && !tag.startsWith('W/') ? tag : (answer.header('last-modified') ?? null)
}

/**
 * Fetches what is missing of a file, in one request: from where its part ends if the server still has the same file and can, else from
 * its beginning. Returns when the part is whole.
 * @throws {DownloadError} where trying again would be in vain; anything else may pass
 */
export async function receive(wanted: Wanted, part: Part, options: ReceiveOptions): Promise<void> {
  const { address, bytes } = wanted
  const { transport, signal, onBytes } = options
  const origin = part.origin
  if (origin?.address !== address || (bytes !== undefined && part.size > bytes)) part.discard()
  const offset = part.size
  if (offset > 0 && offset === bytes) return onBytes(offset, bytes)
  const answer = await transport(address, requestHeaders(offset, origin?.validator ?? null), signal)
  const { start, total } = placeOf(answer)
  const isUsable = answer.status === 200 || (answer.status === 206 && start === offset)
  if (!isUsable) {
    // Nobody reads the rest.
    answer.body.on('error', () => undefined).destroy()
    if (answer.status === 416 && answer.header('content-range') === `bytes */${offset}`) return
    if (answer.status !== 416 && answer.status !== 206) throw refuse(wanted, answer.status)
    part.discard()
    throw new Interrupted('has another file now')
  }
  try {
    checkSize(wanted, total)
    if (start === 0) part.begin({ address, validator: validatorOf(answer) })
    await requireSpace(dirname(part.file), (total ?? bytes ?? 0) - start)
  } catch (error) {
    answer.body.on('error', () => undefined).destroy()
    throw error
  }
  const whole = total ?? bytes ?? null
  let done = start
  const file = await open(part.file, 'a')
  try {
    for await (const chunk of answer.body) {
      await file.appendFile(chunk)
      done += chunk.length
      onBytes(done, whole)
    }
  } finally {
    await file.close()
  }
  if (whole !== null && done < whole) throw new Interrupted(`ended after ${done} of ${whole} bytes`)
}

function requestHeaders(offset: number, validator: string | null): Record<string, string> {
  // Compressed on the way it would have other lengths and hashes.
  const headers = { 'Accept-Encoding': 'identity', 'User-Agent': 'Guise' }
  if (offset === 0) return headers
  return { ...headers, Range: `bytes=${offset}-`, ...(validator === null ? {} : { 'If-Range': validator }) }
}

function checkSize({ address, name, bytes }: Wanted, total: number | null): void {
  if (bytes === undefined || total === null || total === bytes) return
  const { host } = new URL(address)
  throw new DownloadError(
    'content',
    `What ${host} has for ${name} is ${total} bytes long and not ${bytes}, so it is not what was published: try later, or give the address of a mirror.`,
  )
}
