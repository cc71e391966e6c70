import { readFile } from 'node:fs/promises'
import type { Image } from '../../contract/image.ts'
import { storeImage } from '../workspace/store-image.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Puts the photographs into the workspace, once; afterwards answers what they are there. */
export function sampleImages(
  workspace: Workspace,
  photographs: () => Promise<readonly { name: string; path: string }[]>,
): () => Promise<Image[]> {
  let stored: Promise<Image[]> | undefined
  const store = async (): Promise<Image[]> => {
    const found = await photographs()
    return Promise.all(found.map(async ({ name, path }) => storeImage(workspace, await readFile(path), name)))
  }
  return () => {
    stored ??= store().catch((error: unknown) => {
      stored = undefined
      throw error
    })
    return stored
  }
}
