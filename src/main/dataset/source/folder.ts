import { join } from 'node:path'
import { DatasetError } from '../errors.ts'
import { classNames } from '../wordnet.ts'
import { fileReader, looksLikeImage } from './entry-files.ts'
import { listFolder, reasonOf, walk } from './list.ts'
import { compareSplits, sortKeys, splitOf } from './order.ts'
import type { DatasetSource, ScanOptions, SourceEntry, SourceKind } from './source.ts'

/** A folder of one split: a class with all below it, or the images that lie directly in it. */
interface Part {
  readonly folder: string
  /** The class; null for a folder whose sub-folders are classes. */
  readonly label: string | null
  readonly split: string | null
  /** Images directly in it, where it is no class. */
  readonly files: readonly string[]
}

/** Images outside of class folders have the class that ImageNet's file names start with, "n01440764_10026.JPEG". */
const labelOfName = (name: string): string | null => /^(n\d{8})_/.exec(name)?.[1] ?? null

/** The images of one split, or of all: those directly in its folder, and each sub-folder as a class. */
async function partsOf(root: string, folder: string, split: string | null): Promise<Part[]> {
  const { folders, files } = await listFolder(join(root, folder))
  const below = (name: string): string => (folder === '' ? name : `${folder}/${name}`)
  const own: Part = { folder, label: null, split, files: files.filter(looksLikeImage) }
  return [own, ...folders.map((name) => ({ folder: below(name), label: name, split, files: [] }))]
}

/** Split folders are taken for such where one is for training, or where there are two. */
function splitFolders(folders: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const name of folders) {
    const split = splitOf(name)
    if (split !== undefined) found.set(name, split)
  }
  return found.size > 1 || [...found.values()].includes('train') ? found : new Map()
}

async function layout(root: string): Promise<{ parts: Part[]; left: string[] }> {
  const { folders } = await listFolder(root)
  const splits = splitFolders(folders)
  if (splits.size === 0) return { parts: await partsOf(root, '', null), left: [] }
  const parts: Part[] = []
  const ordered = [...splits].sort(([, a], [, b]) => compareSplits(a, b))
  for (const [name, split] of ordered) parts.push(...(await partsOf(root, name, split)))
  return { parts, left: folders.filter((name) => !splits.has(name)) }
}

async function* scan(
  root: string,
  parts: readonly Part[],
  { signal, onNote }: ScanOptions,
): AsyncGenerator<SourceEntry> {
  for (const { folder, label, split, files } of parts) {
    signal?.throwIfAborted()
    for (const name of files) yield { folder, name, label: labelOfName(name), split }
    if (label === null) continue
    for await (const found of walk(root, folder, looksLikeImage, onNote)) yield { ...found, label, split }
  }
}

async function open(root: string): Promise<DatasetSource> {
  const { parts, left } = await layout(root).catch((cause: unknown) => {
    throw new DatasetError(`The folder ${root} cannot be listed: ${reasonOf(cause)}.`, { cause })
  })
  const labels = parts.flatMap(({ label, files }) => [label, ...files.map(labelOfName)])
  const keys = new Set(labels.filter((label) => label !== null))
  const splits = new Set(parts.map(({ split }) => split).filter((split) => split !== null))
  return {
    classes: classNames(sortKeys(keys)),
    splits: [...splits],
    columns: [],
    count: null,
    scan: (options) => {
      for (const name of left) {
        options.onNote(`The folder ${name} beside the splits was left out.`)
      }
      return scan(root, parts, options)
    },
    close: async () => undefined,
  }
}

/** Image files in a folder: class folders, split folders (train, val, test) above them, or neither. */
export const folderKind: SourceKind = {
  kind: 'folder',
  match: ({ isFolder }) => isFolder,
  open,
  reader: fileReader,
}
