import { createReadStream, createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import * as tar from 'tar'
import { DownloadError, diskError } from './errors.ts'
import { inside } from './inside.ts'
import { unzip } from './unzip.ts'

export interface UnpackOptions {
  readonly signal: AbortSignal
  /** The names of the entries wanted of a tar archive; all where it is left out. */
  readonly only?: readonly string[] | undefined
  /** Called with the bytes read of the archive so far. */
  readonly onBytes: (done: number) => void
}

type Chunks = AsyncIterable<Buffer>

/** What may be in a tar archive; a link could lead anywhere. */
const plainEntries: ReadonlySet<string> = new Set([
  'File',
  'OldFile',
  'ContiguousFile',
  'Directory',
  'GNUDumpDir',
])

async function untar(archive: Chunks, folder: string, only: readonly string[] | undefined): Promise<void> {
  const refused: string[] = []
  const unpacking = tar.extract({
    cwd: folder,
    strict: true,
    preserveOwner: false,
    filter: (path, entry) => {
      if (only !== undefined && !only.includes(normalize(path))) return false
      const isPlain = 'type' in entry && plainEntries.has(entry.type)
      if (!isPlain) refused.push(path)
      return isPlain
    },
  })
  // It has ended before its last files are written; then it closes.
  const closed = Promise.withResolvers<void>()
  unpacking.on('close', closed.resolve).on('error', closed.reject)
  Readable.from(archive).on('error', closed.reject).pipe(unpacking)
  await closed.promise
  if (refused.length > 0) {
    throw new DownloadError(
      'archive',
      `The archive has a link or device “${refused[0]}”, so it was not unpacked.`,
    )
  }
}

/**
 * Unpacks a file by its name's ending (`.tar`, `.tgz`, `.tar.gz`, `.zip`, `.gz`) into an existing empty folder; any other is moved there
 * as it is. Nothing is ever written outside the folder. What is there after an error is not to be used.
 * @throws {DownloadError} where it is damaged or would lead out of the folder
 */
export async function unpack(
  file: string,
  folder: string,
  { signal, only, onBytes }: UnpackOptions,
): Promise<void> {
  const name = basename(file)
  let done = 0
  const counted = async function* (): Chunks {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
      signal.throwIfAborted()
      done += chunk.length
      onBytes(done)
      yield chunk
    }
  }
  try {
    if (/\.(tar|tgz|tar\.gz)$/.test(name)) await untar(counted(), folder, only)
    else if (name.endsWith('.zip')) await unzip(counted(), folder)
    else if (name.endsWith('.gz')) {
      const target = createWriteStream(inside(folder, name.slice(0, -'.gz'.length)))
      await pipeline(counted(), createGunzip(), target, { signal })
    } else await rename(file, inside(folder, name))
  } catch (error) {
    signal.throwIfAborted()
    const known = error instanceof DownloadError ? error : diskError(folder, error)
    if (known !== undefined) throw known
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownloadError('archive', `${name} cannot be unpacked: ${reason}.`, { cause: error })
  }
}
