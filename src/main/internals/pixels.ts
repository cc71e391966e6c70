import { readFileSync } from 'node:fs'
import { decodeImage } from '../dataset/decode.ts'
import { type FitCard, fitImage } from '../dataset/fit.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { InternalsError } from './errors.ts'

/**
 * A stored image as the network takes it, from the workspace's blobs or its cache. One of exactly the input size is
 * taken as it is, because a result's pictures and a job's frames were fitted when they were made.
 * @returns integers in [0, 255], height × width × channel
 * @throws {InternalsError} where it is not stored, {ImageFileError} where it is no image
 */
export async function storedPixels(workspace: Workspace, hash: string, card: FitCard): Promise<Float32Array> {
  const image = await decodeImage(storedFile(workspace, hash), nameOf(workspace, hash))
  const [height, width] = card.inputSize
  const fitted = image.height === height && image.width === width
  return fitImage(image, fitted ? { ...card, fit: 'squash' } : card)
}

/** Read at one go: while an optimisation runs, each wait for the disk would be as long as one of its evaluations. */
function storedFile(workspace: Workspace, hash: string): Buffer {
  if (workspace.blobs.has(hash)) return readFileSync(workspace.blobs.path(hash))
  const kept = workspace.cache.read(hash)
  if (kept !== undefined) return kept
  throw new InternalsError(`The workspace has no image ${hash} (any more): open its result again.`)
}

const nameOf = (workspace: Workspace, hash: string): string =>
  workspace.images.get(hash)?.name ?? `image ${hash.slice(0, 12)}`
