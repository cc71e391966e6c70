import type { DatasetKind } from '../../contract/dataset.ts'
import type { ItemPlace } from '../dataset/source/source.ts'

const packed: ReadonlySet<DatasetKind> = new Set(['idx', 'cifar', 'npz'])

/** What an image is called: its file's name, "t10k-images-idx3-ubyte#17" for one of many in a file. */
export function nameOf({ folder, name }: ItemPlace, kind: DatasetKind): string {
  if (kind === 'synthetic') return `${folder}-${name}`
  return packed.has(kind) ? `${folder}#${name}` : name
}

/** Where it is below the dataset's path, with `/`. */
export function pathOf({ folder, name }: ItemPlace, kind: DatasetKind): string {
  if (packed.has(kind)) return `${folder}#${name}`
  return [folder, name].filter((part) => part !== '').join('/')
}
