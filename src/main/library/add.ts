import { basename, dirname } from 'node:path'
import type { DatasetKind, DatasetOptions } from '../../contract/dataset.ts'
import { absolutePath, recognise } from '../dataset/source/registry.ts'
import type { DatasetRecord } from '../workspace/datasets.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface AddRequest {
  readonly path: string
  readonly kind?: DatasetKind | undefined
  readonly name?: string | undefined
  readonly options?: DatasetOptions | undefined
}

/** Folder names that say nothing of what is in them. */
const vague = /^(?:images?|img|data|datasets?|train|val|test|raw|CLS-LOC|ILSVRC)$/i

/** What a dataset is called unless told: its folder's or file's name, the folder's above where that says nothing. */
function usualName(path: string, kind: DatasetKind): string {
  if (kind === 'synthetic') return 'Shapes and textures'
  const name = basename(path).replace(/\.(?:csv|tsv|tab|npz|bin)$|[.-]idx[34]-ubyte(?:\.gz)?$/i, '')
  return vague.test(name) ? basename(dirname(path)) || name : name
}

/**
 * Remembers a dataset, once it is known that it can be read; nothing is indexed yet. One that is known already stays as it is.
 * @throws {DatasetError} where nothing of the kind is at the path
 */
export async function addDataset(
  workspace: Workspace,
  { path, kind, name, options: given = {} }: AddRequest,
): Promise<DatasetRecord> {
  const options = given.labels === undefined ? given : { ...given, labels: absolutePath(given.labels) }
  const found = await recognise(path, kind)
  const source = await found.kind.open(found.path, options)
  await source.close()
  return workspace.datasets.add({
    name: name ?? usualName(found.path, found.kind.kind),
    kind: found.kind.kind,
    path: found.path,
    options,
  })
}
