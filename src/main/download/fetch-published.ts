import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FileLock } from '../workspace/file-lock.ts'
import { DownloadError, diskError } from './errors.ts'
import { fetchFile } from './fetch-file.ts'
import { Pins } from './pins.ts'
import { fileName, type Published } from './published.ts'
import { requireSpace } from './space.ts'
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

/** Where something published is, or will be: a folder of its name. */
export const placeOf = (root: string, { name }: Published): string => join(root, name)
/** Its files as far as they have been fetched. */
const stagingOf = (root: string, { name }: Published): string => join(root, `${name}.download`)

/** A lock, or a note of what is to come, is not yet a part of it. */
function hasBegun(staging: string): boolean {
  if (!existsSync(staging)) return false
  return readdirSync(staging).some((name) => !name.startsWith('lock') && !name.endsWith('.json'))
}

/** Whether it is there, or some of it. */
export function stateOf(root: string, published: Published): 'absent' | 'begun' | 'here' {
  if (existsSync(placeOf(root, published))) return 'here'
  return hasBegun(stagingOf(root, published)) ? 'begun' : 'absent'
}

/**
 * Fetches something published into a folder of its name in `root`, unpacked. The folder appears when it is whole; until then what has
 * been fetched lies in `<name>.download`, and a later call goes on from there.
 * @returns sentences to tell the user: which hashes were not known
 * @throws {DownloadError} with a sentence, or the signal's reason
 */
export async function fetchPublished(
  published: Published,
  root: string,
  options: FetchPublishedOptions,
): Promise<string[]> {
  if (stateOf(root, published) === 'here') return []
  const staging = stagingOf(root, published)
  try {
    mkdirSync(staging, { recursive: true })
    const lock = lockOf(published, staging)
    try {
      // Somebody else may have finished it in between.
      if (stateOf(root, published) === 'here') return []
      return await fetchHere(published, root, staging, options)
    } finally {
      lock.release()
      if (stateOf(root, published) === 'here') rmSync(staging, { recursive: true, force: true })
    }
  } catch (error) {
    throw diskError(root, error) ?? error
  }
}

/** Two that wrote to the same part would spoil it for each other. */
function lockOf({ title }: Published, staging: string): FileLock {
  const lock = FileLock.take(join(staging, 'lock'))
  if (lock !== undefined) return lock
  throw new DownloadError(
    'busy',
    `${title} is being fetched by another program: wait for it, or stop it there.`,
  )
}

async function fetchHere(
  published: Published,
  root: string,
  staging: string,
  options: FetchPublishedOptions,
): Promise<string[]> {
  const unpacking = join(root, `${published.name}.unpacking`)
  await requireSpace(root, spaceFor(published, staging))
  const notes = await fetchAll(published, root, staging, options)
  rmSync(unpacking, { recursive: true, force: true })
  mkdirSync(unpacking)
  await unpackAll(published, staging, unpacking, options)
  const whole = join(unpacking, published.folder ?? '.')
  if (!existsSync(whole)) {
    throw new DownloadError(
      'archive',
      `What was fetched of ${published.title} has no folder “${published.folder}” in it.`,
    )
  }
  for (const [name, text] of Object.entries(published.extra ?? {})) writeFileSync(join(whole, name), text)
  renameSync(whole, placeOf(root, published))
  rmSync(unpacking, { recursive: true, force: true })
  return notes
}

/** Bytes still to be written: what is missing of the files, and then all of it unpacked. */
function spaceFor({ files, unpackedBytes }: Published, staging: string): number {
  const all = sum(files.map(({ bytes = 0 }) => bytes))
  const there = readdirSync(staging).map((name) => statSync(join(staging, name)).size)
  return Math.max(0, all - sum(there)) + (unpackedBytes ?? all)
}

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

async function fetchAll(
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

async function unpackAll(
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
