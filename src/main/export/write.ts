import { randomUUID } from 'node:crypto'
import * as nodeFiles from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ExportError } from './errors.ts'

/** Of Node's file functions those that writing takes, so that a test can give ones that fail. */
export type FileFunctions = Pick<typeof nodeFiles, 'mkdir' | 'writeFile' | 'rename' | 'rm' | 'rmdir'>

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space or choose another folder',
  EDQUOT: 'your disk quota is used up; free some space or choose another folder',
  EACCES: 'you may not write there; choose another folder or change its permissions',
  EPERM: 'you may not write there; choose another folder or change its permissions',
  EROFS: 'that disk is read-only; choose another folder',
  EEXIST: 'there is a file of that name; choose another folder',
  ENOTDIR: 'a part of its path is a file; choose another folder',
  EISDIR: 'a folder has the name of a file to be written; choose another folder',
  ENAMETOOLONG: 'its name is too long; choose another folder',
  ENOENT: 'no folder can be made there; choose another one',
}

function failure(folder: string, cause: unknown): ExportError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause))
  return new ExportError(`Nothing could be written to ${folder}: ${reason}.`, { cause })
}

/**
 * Writes files into a folder, made if missing, all or none: each goes to a temporary name first, and only when the
 * last one is whole are they renamed, over files of those names from before.
 * @throws {ExportError} with a sentence, no temporary file being left behind
 */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  fs: FileFunctions = nodeFiles,
): Promise<void> {
  const made = await fs.mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw failure(folder, cause)
  })
  const names = Object.keys(files)
  const temporary = new Map(names.map((name) => [name, join(folder, `.${name}.${randomUUID()}.tmp`)]))
  try {
    for (const [name, path] of temporary) await fs.writeFile(path, files[name] ?? '', { flush: true })
    for (const [name, path] of temporary) await fs.rename(path, join(folder, name))
  } catch (cause) {
    for (const path of temporary.values()) await fs.rm(path, { force: true }).catch(() => undefined)
    if (made !== undefined) await removeEmpty(folder, made, fs)
    throw failure(folder, cause)
  }
}

/** Removes folders from `folder` up to `top`, as far as they are empty. */
async function removeEmpty(folder: string, top: string, fs: FileFunctions): Promise<void> {
  for (let at = resolve(folder); at.length >= resolve(top).length; at = dirname(at)) {
    const removed = await fs.rmdir(at).then(
      () => true,
      () => false,
    )
    if (!removed) return
  }
}

/**
 * Makes sure that files can be written into a folder or that it can be made, before work is done whose result goes
 * there. Leaves nothing behind.
 * @throws {ExportError} as `writeFiles`
 */
export async function checkWritable(folder: string): Promise<void> {
  try {
    // Tried, for permissions do not tell all: /proc seems to be writable, and Node's recursive mkdir never returns from there.
    const existing = await nearestExisting(resolve(folder))
    await nodeFiles.rmdir(await nodeFiles.mkdtemp(join(existing, '.guise-')))
  } catch (cause) {
    throw failure(folder, cause)
  }
}

async function nearestExisting(path: string): Promise<string> {
  const found = await nodeFiles.stat(path).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  })
  return found ? path : nearestExisting(dirname(path))
}
