import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { DownloadError, diskError } from './errors.ts'
import { hashFile } from './hash.ts'
import { reasonOf, triesAfter } from './interrupted.ts'
import { Part } from './part.ts'
import { addressOf, fileName, type PublishedFile, type PublishedHash } from './published.ts'
import { type ReceiveOptions, receive, type Wanted } from './receive.ts'

export interface FetchOptions extends ReceiveOptions {
  /** Where to look in place of the file's own address. */
  readonly mirror: string | null
  /** The hash to expect where none is published: that of an earlier download. */
  readonly pinned?: PublishedHash | undefined
  /** Called with a few words on what is done next, where it is not simply fetching. */
  readonly onNote?: (note: string) => void
  /** Milliseconds to wait before the n-th try in a row that brought nothing. */
  readonly backOff?: (n: number) => number
}

const defaultBackOff = (n: number): number => Math.min(10_000, 500 * 2 ** (n - 1))

/**
 * Fetches a file and puts it at `target`, whole and checked, or not at all. What has been fetched when it is broken off, by the network,
 * the user or the end of the process, lies beside it and is gone on from the next time.
 * @returns the file's hash: the published one, or else its SHA-256
 * @throws {DownloadError} with a sentence, or the signal's reason
 */
export async function fetchFile(
  file: PublishedFile,
  target: string,
  options: FetchOptions,
): Promise<PublishedHash> {
  const { signal } = options
  const name = fileName(file)
  const wanted = { address: addressOf(file, options.mirror), name, bytes: file.bytes }
  const expected = file.hash ?? options.pinned
  const algorithm = expected?.algorithm ?? 'sha256'
  if (existsSync(target)) {
    const value = await hashFile(target, algorithm, signal)
    if (expected === undefined || value === expected.value) return { algorithm, value }
  }
  const part = new Part(target)
  const wasBegun = part.size > 0
  for (let tries = 1; ; tries++) {
    const isPieced = (await receiveAll(wanted, part, options)) > 1 || wasBegun
    options.onNote?.(`Checking ${name}`)
    const value = await hashFile(part.file, algorithm, signal)
    if (expected === undefined || value === expected.value) {
      part.place()
      return { algorithm, value }
    }
    part.discard()
    // Pieces that were fetched at different times may be of different files: once more in one go.
    if (isPieced && tries === 1) continue
    const { host } = new URL(wanted.address)
    throw new DownloadError(
      'content',
      `What ${host} sent for ${name} is not what was published (its ${algorithm} is ${value} and not ${expected.value}): try again, or give the address of a mirror.`,
    )
  }
}

/**
 * Goes on until the part is whole, however often it is broken off, as long as tries bring something.
 * @returns how many tries it took
 */
async function receiveAll(wanted: Wanted, part: Part, options: FetchOptions): Promise<number> {
  const { signal, backOff = defaultBackOff } = options
  let fruitless = 0
  for (let tries = 1; ; tries++) {
    const before = part.size
    try {
      await receive(wanted, part, options)
      return tries
    } catch (error) {
      signal.throwIfAborted()
      const disk = diskError(part.file, error)
      if (disk !== undefined) throw disk
      if (error instanceof DownloadError) throw error
      fruitless = part.size > before ? 1 : fruitless + 1
      const { host } = new URL(wanted.address)
      if (fruitless > triesAfter(error)) {
        const kept = part.size > 0 ? ' What has been fetched is kept.' : ''
        throw new DownloadError(
          'network',
          `${wanted.name} could not be fetched: ${host} ${reasonOf(error)}. Try again later, give the address of a mirror, or name your proxy in HTTPS_PROXY.${kept}`,
          { cause: error },
        )
      }
      options.onNote?.(`${host} ${reasonOf(error)}, trying again`)
      await delay(backOff(fruitless), undefined, { signal })
    }
  }
}
