import { open, readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DatasetKind } from '../../../contract/dataset.ts'
import { DatasetError } from '../errors.ts'
import { cifarKind } from './cifar.ts'
import { folderKind } from './folder.ts'
import { idxKind } from './idx.ts'
import { ilsvrcKind } from './ilsvrc.ts'
import { reasonOf } from './list.ts'
import { npzKind } from './npz.ts'
import type { Candidate, SourceKind } from './source.ts'
import { fullAddress, isSynthetic, syntheticKind } from './synthetic.ts'
import { tableKind } from './table.ts'

/** Every kind, in the order they are tried: a folder is any folder, so it is the last. */
export const sourceKinds: readonly SourceKind[] = [
  syntheticKind,
  idxKind,
  cifarKind,
  npzKind,
  tableKind,
  ilsvrcKind,
  folderKind,
]

export function sourceKind(kind: DatasetKind): SourceKind {
  const found = sourceKinds.find((candidate) => candidate.kind === kind)
  if (found === undefined) throw new DatasetError(`There is no kind of dataset “${kind}”.`)
  return found
}

const headLength = 64

/** An absolute path; a leading `~` is the home folder, as in a shell, which a page is not. */
export function absolutePath(path: string): string {
  return /^~(?=[\\/]|$)/.test(path) ? join(homedir(), path.slice(1)) : resolve(path)
}

async function candidateAt(path: string): Promise<Candidate> {
  if (isSynthetic(path)) return { path, isFolder: false, names: [], head: Buffer.alloc(0), size: 0 }
  try {
    const info = await stat(path)
    if (info.isDirectory()) {
      return { path, isFolder: true, names: (await readdir(path)).sort(), head: Buffer.alloc(0), size: 0 }
    }
    if (!info.isFile()) throw new DatasetError(`${path} is neither a folder nor a file.`)
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0)
    return { path, isFolder: false, names: [], head: buffer.subarray(0, bytesRead), size: info.size }
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError(`The dataset ${path} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
}

/** What is at a path. */
export interface Recognised {
  /** Absolute, or `synthetic:…` in full. */
  readonly path: string
  readonly kind: SourceKind
}

/**
 * Tells what kind of dataset is at a path.
 * @throws {DatasetError} where nothing is there, or nothing that is known
 */
export async function recognise(path: string, kind?: DatasetKind): Promise<Recognised> {
  const candidate = await candidateAt(isSynthetic(path) ? fullAddress(path) : absolutePath(path))
  if (kind !== undefined) return { path: candidate.path, kind: sourceKind(kind) }
  for (const found of sourceKinds) {
    if (await found.match(candidate)) return { path: candidate.path, kind: found }
  }
  throw new DatasetError(
    `The file ${path} is no dataset that Guise reads: a folder of images, a CSV or TSV table, IDX, CIFAR's binary version, or .npz.`,
  )
}
