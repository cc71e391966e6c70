import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Image } from '../../contract/image.ts'
import { samplePhotographs } from '../dataset/samples.ts'
import { storeImage } from '../workspace/store-image.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { ZooError } from './errors.ts'

/** An image to try a network on. */
export interface TrialPicture {
  readonly image: Image
  readonly file: Buffer
  /** What it shows, in words. */
  readonly shows: string | null
}

/** Of the photographs that come with the program those that show something ImageNet has a class for. */
const shown: Readonly<Record<string, string>> = {
  'dust-bowl-home': 'a farmhouse: a barn',
  'black-canyon': 'a canyon: a valley, a cliff, a dam',
  'nagasaki-boats': 'boats at a dock',
  'french-alpine-landscape': 'mountains: an alp, a cliff',
  'march-pastoral': 'a flock of sheep: a ram',
}

/** Those photographs, put into the workspace. */
export async function samplePictures(workspace: Workspace): Promise<TrialPicture[]> {
  const photographs = (await samplePhotographs()).filter(({ id }) => id in shown)
  return Promise.all(
    photographs.map(async ({ id, name, path }) => {
      const file = await readFile(path)
      return { image: await storeImage(workspace, file, name), file, shows: shown[id] ?? null }
    }),
  )
}

/** Images of the workspace by their hashes. Throws ZooError for one that is not there. */
export function storedPictures(workspace: Workspace, hashes: readonly string[]): TrialPicture[] {
  return hashes.map((hash) => {
    const image = workspace.images.get(hash)
    if (image === undefined || !workspace.blobs.has(hash))
      throw new ZooError(`There is no image ${hash} here: add it first.`)
    return { image, file: readFileSync(workspace.blobs.path(hash)), shows: null }
  })
}
