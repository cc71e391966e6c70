import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetOptions } from '../../../contract/dataset.ts'
import type { DatasetClassName } from '../dataset.ts'
import { DatasetError } from '../errors.ts'
import { classNames } from '../wordnet.ts'
import { fileReader, looksLikeImage } from './entry-files.ts'
import { above, type ValidationLabels, validationLabels } from './ilsvrc-labels.ts'
import { listFolder, reasonOf, walk } from './list.ts'
import type { DatasetSource, ScanOptions, SourceEntry, SourceKind } from './source.ts'

/** Where the images lie below what was named: the archive's top, or any folder on the way down. */
const layouts = ['ILSVRC/Data/CLS-LOC', 'Data/CLS-LOC', 'CLS-LOC', '']

function imagesFolder(path: string): string | undefined {
  const found = layouts.find(
    (layout) => existsSync(join(path, layout, 'train')) || existsSync(join(path, layout, 'val')),
  )
  return found
}

const wordnetId = /^n\d{8}$/

/** Full class names, where the archive's list of them is at hand. */
async function namesOf(root: string, keys: readonly string[]): Promise<DatasetClassName[]> {
  const file = above(root)
    .map((folder) => join(folder, 'LOC_synset_mapping.txt'))
    .find((path) => existsSync(path))
  if (file === undefined) return classNames(keys)
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/)
  const names = new Map(lines.map((line) => [line.slice(0, 9), line.slice(10).split(',', 1)[0] ?? '']))
  return classNames(keys).map(({ key, name }) => ({ key, name: names.get(key) || name }))
}

interface Found {
  readonly root: string
  /** Below the path, '' for itself. */
  readonly below: string
  readonly train: readonly string[]
  readonly splits: readonly string[]
  readonly labels: ValidationLabels
}

async function* scan(
  path: string,
  { below, train, splits, labels }: Found,
  options: ScanOptions,
): AsyncGenerator<SourceEntry> {
  const inside = (...parts: string[]): string => [below, ...parts].filter((part) => part !== '').join('/')
  const { signal, onNote } = options
  for (const id of train) {
    signal?.throwIfAborted()
    for await (const found of walk(path, inside('train', id), looksLikeImage, onNote)) {
      yield { ...found, label: id, split: 'train' }
    }
  }
  for (const split of splits.filter((name) => name !== 'train')) {
    let unlabelled = 0
    for await (const found of walk(path, inside(split), looksLikeImage, onNote)) {
      signal?.throwIfAborted()
      const folder = found.folder.split('/').at(-1) ?? ''
      // Some move the validation images into class folders.
      const label = wordnetId.test(folder) ? folder : labels.get(found.name.replace(/\.[a-z]+$/i, ''))
      if (!label) unlabelled++
      yield { ...found, label: label || null, split }
    }
    if (unlabelled > 0 && split === 'val') {
      onNote(
        `${unlabelled} validation images have no label: name the label file, LOC_val_solution.csv for example.`,
      )
    }
  }
}

async function open(path: string, options: DatasetOptions): Promise<DatasetSource> {
  const below = imagesFolder(path)
  if (below === undefined) {
    throw new DatasetError(`The folder ${path} has no ILSVRC/Data/CLS-LOC with train or val in it.`)
  }
  const root = join(path, below)
  try {
    const { folders } = await listFolder(root)
    const splits = ['train', 'val', 'test'].filter((split) => folders.includes(split))
    const train = splits.includes('train') ? (await listFolder(join(root, 'train'))).folders : []
    const own = splits.includes('val') ? (await listFolder(join(root, 'val'))).folders : []
    const known = [...new Set([...train, ...own])].filter((id) => wordnetId.test(id)).sort()
    const labels = await validationLabels(root, known, options.labels)
    const keys = [...new Set([...known, ...labels.values()])].filter((key) => key !== '').sort()
    const found: Found = { root, below, train, splits, labels }
    return {
      classes: await namesOf(root, keys),
      splits,
      columns: [],
      count: null,
      scan: (scanning) => scan(path, found, scanning),
      close: async () => undefined,
    }
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError(`The folder ${root} cannot be listed: ${reasonOf(cause)}.`, { cause })
  }
}

/** ILSVRC as it is given out: `ILSVRC/Data/CLS-LOC/train/<WordNet id>`, `val` flat with its label file, `test` without labels. */
export const ilsvrcKind: SourceKind = {
  kind: 'ilsvrc',
  match: ({ isFolder, path }) => {
    if (!isFolder) return false
    const below = imagesFolder(path)
    return below?.endsWith('CLS-LOC') === true || (below === '' && /CLS-LOC[\\/]?$/.test(path))
  },
  open,
  reader: fileReader,
}
