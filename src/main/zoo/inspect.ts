import { parse } from 'node:path'
import type { Inspection } from '../../contract/network.ts'
import { shippedNetworks } from '../network/open.ts'
import { recogniseNetwork } from '../network/recognise.ts'
import { filesOf } from './files.ts'
import { placeOfNetwork } from './place.ts'

/**
 * What a network's files say of it before it is imported.
 * @param workspace its folder, for a name that is free there
 * @throws NetworkFileError where they are no network
 */
export async function inspectNetwork(workspace: string, path: string): Promise<Inspection> {
  const { format, paths } = await recogniseNetwork(path.trim())
  const inspected = await format.inspect(paths)
  const { input, outputs, open, notes, ...facts } = inspected
  return {
    ...facts,
    path: paths.join(','),
    origin: format.origin,
    name: freeName(workspace, inspected.draft.title ?? parse(paths[0] ?? '').name),
    files: await filesOf(paths),
    input: [...input],
    outputs: [...outputs],
    open: [...open],
    notes: [...notes],
  }
}

/** A name after a title, with a number where it is taken. */
function freeName(workspace: string, title: string): string {
  const letters = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._]+/g, '-')
    .slice(0, 56)
  const stem = letters.replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '') || 'network'
  const taken = (name: string) => placeOfNetwork(workspace, name, shippedNetworks()) !== 'file'
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}-${number}`
    if (!taken(name)) return name
  }
}
