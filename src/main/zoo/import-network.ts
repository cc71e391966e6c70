import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { networkNameSchema } from '../../contract/network.ts'
import { guiseVersion } from '../experiment/version.ts'
import type { CardDraft } from '../network/card.ts'
import { writeGuise } from '../network/format/guise.ts'
import { openNetwork, shippedNetworks } from '../network/open.ts'
import { recogniseNetwork } from '../network/recognise.ts'
import { explaining } from '../workspace/errors.ts'
import { FileLock } from '../workspace/file-lock.ts'
import { ZooError } from './errors.ts'
import { filesOf } from './files.ts'
import { writeImportRecord } from './imported.ts'
import { importedAt, importsFolder, placeOfNetwork } from './place.ts'

export interface ImportRequest {
  /** A folder in our format, or one network's files with commas between. */
  readonly path: string
  readonly name: string
  /** In place of what the files say, or beside it. */
  readonly card?: CardDraft | undefined
  /** A file of class names. */
  readonly labels?: string | undefined
}

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined
  /** Bytes, of reading and of writing together. */
  readonly onProgress?: ((done: number, total: number, note: string) => void) | undefined
}

/** Throws ZooError where a network of the workspace cannot have this name. */
export function checkName(workspace: string, name: string): void {
  const checked = networkNameSchema.safeParse(name)
  if (!checked.success)
    throw new ZooError(`A network cannot be called “${name}”: ${checked.error.issues[0]?.message}.`)
  const place = placeOfNetwork(workspace, name, shippedNetworks())
  if (place === 'shipped') throw new ZooError(`A network “${name}” comes with Guise: choose another name.`)
  if (place !== 'file')
    throw new ZooError(`There is a network “${name}” already: choose another name, or delete that one first.`)
}

/**
 * Puts a network into the workspace in our own format, under a name. Its folder appears when it is whole: stopped, killed or out of
 * space it leaves nothing behind that is taken for a network.
 * @param workspace its folder
 * @throws {ZooError} where the name is taken; NetworkFileError where the files and the card are no network; WorkspaceError where the
 *   disk will not take it
 */
export async function importNetwork(
  workspace: string,
  { path, name, card, labels }: ImportRequest,
  { signal, onProgress }: ImportOptions = {},
): Promise<void> {
  checkName(workspace, name)
  const { format, paths } = await recogniseNetwork(path.trim())
  const bytes = (await filesOf(paths)).reduce((sum, file) => sum + file.bytes, 0)
  const told = (part: 0 | 1 | 2, note: string) => onProgress?.(part * bytes, 2 * bytes, note)
  told(0, 'Reading')
  const { notes, ...data } = await openNetwork(path, { card, labels })
  signal?.throwIfAborted()
  told(1, 'Writing')
  const record = {
    ...{ origin: format.origin, path: paths.join(','), notes: [...notes] },
    importedAt: new Date().toISOString(),
    guise: guiseVersion,
  }
  await placed(workspace, name, async (folder) => {
    await writeGuise(folder, { ...data, notes })
    await writeImportRecord(folder, record)
    signal?.throwIfAborted()
  })
  told(2, '')
}

/** Makes a network's folder under another name, and gives it its own when `fill` is done. */
async function placed(
  workspace: string,
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const root = importsFolder(workspace)
  const partial = join(root, `.${name}.part`)
  try {
    await mkdir(root, { recursive: true })
    const lock = FileLock.take(join(root, `.${name}.lock`))
    if (lock === undefined)
      throw new ZooError(
        `A network “${name}” is being imported just now: wait for it, or choose another name.`,
      )
    try {
      // What a killed import left.
      await rm(partial, { recursive: true, force: true })
      await mkdir(partial)
      await fill(partial)
      // Somebody may have put one there by hand.
      if ((await stat(importedAt(workspace, name)).catch(() => undefined)) !== undefined)
        throw new ZooError(`There is a folder ${importedAt(workspace, name)} already: choose another name.`)
      await rename(partial, importedAt(workspace, name))
    } finally {
      await rm(partial, { recursive: true, force: true })
      lock.release()
    }
  } catch (error) {
    explaining(workspace, () => {
      throw error
    })
  }
}
