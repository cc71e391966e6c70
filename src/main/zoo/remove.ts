import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { downloadFolder } from '../download/catalogue.ts'
import { explaining } from '../workspace/errors.ts'
import { downloadedAt, importedAt, importsFolder, isImported } from './place.ts'

/**
 * Deletes an imported or downloaded network from the disk: at once as a whole, so that a killed deletion leaves no half of it.
 * @returns false where there is none of that name
 * @throws {WorkspaceError} where the disk will not have it
 */
export async function deleteNetwork(workspace: string, name: string): Promise<boolean> {
  const imported = isImported(workspace, name)
  const place = imported ? importedAt(workspace, name) : downloadedAt(workspace, name)
  if (place === undefined) return false
  const root = imported ? importsFolder(workspace) : downloadFolder(workspace, 'network')
  const aside = join(root, `.${name}.deleted`)
  try {
    await rm(aside, { recursive: true, force: true })
    await rename(place, aside)
    await rm(aside, { recursive: true, force: true })
  } catch (error) {
    explaining(workspace, () => {
      throw error
    })
  }
  return true
}
