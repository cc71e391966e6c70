import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FileLock } from '../workspace/file-lock.ts'
import { DownloadError, diskError } from './errors.ts'
import { type FetchPublishedOptions, fetchAll, sum, unpackAll } from './files.ts'
import { placeOf, stagingOf, stateOf } from './place.ts'
import type { Published } from './published.ts'
import { requireSpace } from './space.ts'

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
