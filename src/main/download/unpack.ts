import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { basename, dirname, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
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

/** What becomes a file; directories are made as their files need them, and a link could lead anywhere. */
const files: ReadonlySet<string | null | undefined> = new Set(['file', 'contiguous-file'])

async function untar(archive: Chunks, folder: string, only: readonly string[] | undefined): Promise<void> {
  const entries = extract()
  const feeding = pipeline(archive, entries)
  // Told below, where the entries end with the same error.
  feeding.catch(() => undefined)
  for await (const entry of entries) {
    const { name, type } = entry.header
    const wanted = only === undefined || only.includes(normalize(name))
    if (!wanted || type === 'directory') entry.resume()
    else if (files.has(type)) await write(entry, inside(folder, name))
    else {
      throw new DownloadError(
        'archive',
        `The archive has a link or device “${name}”, so it was not unpacked.`,
      )
    }
  }
  await feeding
}

async function write(content: AsyncIterable<unknown>, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true })
  await pipeline(content, createWriteStream(target))
}

async function untarGz(archive: Chunks, folder: string, only: readonly string[] | undefined): Promise<void> {
  const unzipped = createGunzip()
  const feeding = pipeline(archive, unzipped)
  feeding.catch(() => undefined)
  await untar(unzipped, folder, only)
  await feeding
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
    if (name.endsWith('.tar')) await untar(counted(), folder, only)
    else if (/\.(tgz|tar\.gz)$/.test(name)) await untarGz(counted(), folder, only)
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
