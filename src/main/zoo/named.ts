import { publishedOf } from '../download/catalogue.ts'
import { networkFiles } from '../download/network-files.ts'
import type { NamedNetworks } from '../network/named.ts'
import { readImportRecord } from './imported.ts'
import { downloadedAt, importedAt, isImported } from './place.ts'

/** The networks of a workspace by their names: imported ones, and those that were fetched. */
export function namedNetworks(workspace: string): NamedNetworks {
  return async (name) => {
    if (isImported(workspace, name)) {
      const path = importedAt(workspace, name)
      const record = await readImportRecord(path)
      return { path, origin: record?.origin, notes: record?.notes }
    }
    const place = downloadedAt(workspace, name)
    const published = publishedOf('network').find((one) => one.name === name)
    if (place === undefined || published === undefined) return undefined
    const { spec, labels } = networkFiles(place, published)
    return { path: spec, labels, architecture: name }
  }
}
