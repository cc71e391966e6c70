import { join } from 'node:path'
import { fetchFile } from './fetch-file.ts'
import { Pins } from './pins.ts'
import { fileName, type Published } from './published.ts'
import type { Transport } from './transport.ts'
import { unpack } from './unpack.ts'

/** How far it is: bytes of all files together, and what is being done. */
export interface FetchStep {
  readonly done: number
  /** Null until it is known. */
  readonly total: number | null
  readonly note: string
}

export interface FetchPublishedOptions {
  readonly transport: Transport
  readonly signal: AbortSignal
  readonly mirror?: string | null
  readonly onProgress?: (step: FetchStep) => void
  readonly backOff?: (n: number) => number
}

export const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

/**
 * Fetches all files into a folder.
 * @returns sentences to tell the user: which hashes were not known
 */
export async function fetchAll(
  { files }: Published,
  root: string,
  staging: string,
  { transport, signal, mirror = null, onProgress, backOff }: FetchPublishedOptions,
): Promise<string[]> {
  const pins = new Pins(root)
  const notes: string[] = []
  const done = files.map(() => 0)
  const sizes = files.map(({ bytes }): number | null => bytes ?? null)
  const tell = (note: string): void => {
    const known = sizes.filter((one) => one !== null)
    onProgress?.({ done: sum(done), total: known.length === sizes.length ? sum(known) : null, note })
  }
  for (const [place, file] of files.entries()) {
    const name = fileName(file)
    const pinned = file.hash === undefined ? pins.get(file.address) : undefined
    const hash = await fetchFile(file, join(staging, name), {
      ...{ transport, signal, mirror, ...(backOff ? { backOff } : {}) },
      pinned: pinned === undefined ? undefined : { algorithm: 'sha256', value: pinned },
      onBytes: (bytes, size) => {
        done[place] = bytes
        sizes[place] = size
        tell(`Fetching ${name}`)
      },
      onNote: tell,
    })
    if (file.hash === undefined && pinned === undefined) {
      pins.put(file.address, hash.value)
      notes.push(
        `No hash of ${name} is published: its SHA-256 is ${hash.value}, which later downloads are compared with.`,
      )
    }
    done[place] = file.bytes ?? done[place] ?? 0
  }
  return notes
}

/** Unpacks all files of a folder into another. */
export async function unpackAll(
  { files }: Published,
  staging: string,
  unpacking: string,
  { signal, onProgress }: FetchPublishedOptions,
): Promise<void> {
  const total = files.every(({ bytes }) => bytes !== undefined)
    ? sum(files.map(({ bytes = 0 }) => bytes))
    : null
  for (const file of files) {
    const name = fileName(file)
    let told = -1
    await unpack(join(staging, name), unpacking, {
      signal,
      only: file.only,
      onBytes: (bytes) => {
        const percent = file.bytes === undefined ? 0 : Math.floor((100 * bytes) / file.bytes)
        if (percent === told) return
        told = percent
        onProgress?.({
          done: total ?? bytes,
          total,
          note: `Unpacking ${name}${file.bytes ? `, ${percent} %` : ''}`,
        })
      },
    })
  }
}
