import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type NetworkPlace, networkNameSchema } from '../../contract/network.ts'
import { downloadFolder, publishedOf } from '../download/catalogue.ts'
import { placeOf, stateOf } from '../download/place.ts'
import { guiseFiles } from '../network/format/guise.ts'

/** The folder of a workspace that imported networks lie in, each in a folder of its name. */
export const importsFolder = (workspace: string): string => join(workspace, 'networks')

/** Where the imported network of that name is, or would be. The name must be one. */
export const importedAt = (workspace: string, name: string): string => join(importsFolder(workspace), name)

/** Whether a network of that name has been imported. */
export function isImported(workspace: string, name: string): boolean {
  return isName(name) && existsSync(join(importedAt(workspace, name), guiseFiles.network))
}

/** Where the published network of that name was fetched to; undefined where it was not. */
export function downloadedAt(workspace: string, name: string): string | undefined {
  const root = downloadFolder(workspace, 'network')
  const published = publishedOf('network').find((one) => one.name === name)
  return published && stateOf(root, published) === 'here' ? placeOf(root, published) : undefined
}

const isName = (name: string): boolean => networkNameSchema.safeParse(name).success

/** Names of the networks that lie in a workspace's folders. */
export function workspaceNames(workspace: string): { name: string; place: NetworkPlace }[] {
  const folder = importsFolder(workspace)
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const fetched = publishedOf('network').filter(({ name }) => downloadedAt(workspace, name) !== undefined)
  return [
    ...names
      .filter((name) => isImported(workspace, name))
      .map((name) => ({ name, place: 'imported' as const })),
    ...fetched
      .filter(({ name }) => !isImported(workspace, name))
      .map(({ name }) => ({ name, place: 'downloaded' as const })),
  ]
}

/** Where the network with this id is. */
export function placeOfNetwork(workspace: string, id: string, shipped: readonly string[]): NetworkPlace {
  if (shipped.includes(id)) return 'shipped'
  if (id.startsWith('random:')) return 'random'
  if (isImported(workspace, id)) return 'imported'
  return downloadedAt(workspace, id) === undefined ? 'file' : 'downloaded'
}
