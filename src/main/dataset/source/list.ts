import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { compareText } from './order.ts'

/** A folder's sub-folders and other names, each sorted; links are followed. */
export interface Listing {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'you may not read it; check its permissions',
  EPERM: 'you may not read it; check its permissions',
  ELOOP: 'its links lead in a circle',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
}

/** Why the system would not do it, in lower case and without a full stop. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}

/** Lists a folder, without what is hidden. Rejects as the system does. */
export async function listFolder(path: string): Promise<Listing> {
  const folders: string[] = []
  const files: string[] = []
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue
    const isFolder = entry.isSymbolicLink()
      ? await stat(join(path, entry.name)).then(
          (info) => info.isDirectory(),
          () => false,
        )
      : entry.isDirectory()
    const list = isFolder ? folders : files
    list.push(entry.name)
  }
  return { folders: folders.sort(compareText), files: files.sort(compareText) }
}

/** A file somewhere below a folder: the folder's path below the start, '' for itself, and the file's name. */
export interface FoundFile {
  readonly folder: string
  readonly name: string
}

/**
 * All files below a folder that `accept` takes, a folder's own before those of its sub-folders, sorted. A folder that cannot be listed, or
 * that contains itself through a link, is told to `onNote` and left out.
 */
export async function* walk(
  root: string,
  start: string,
  accept: (name: string) => boolean,
  onNote: (sentence: string) => void,
  ancestors: readonly string[] = [],
): AsyncGenerator<FoundFile> {
  const path = join(root, start)
  let listing: Listing
  let real: string
  try {
    real = await realpath(path)
    if (ancestors.includes(real)) {
      onNote(`The folder ${path} contains itself through a link and was not entered again.`)
      return
    }
    listing = await listFolder(path)
  } catch (error) {
    onNote(`The folder ${path} was left out: ${reasonOf(error)}.`)
    return
  }
  for (const name of listing.files) if (accept(name)) yield { folder: start, name }
  for (const name of listing.folders) {
    yield* walk(root, start === '' ? name : `${start}/${name}`, accept, onNote, [...ancestors, real])
  }
}
