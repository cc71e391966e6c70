import { join } from 'node:path'
import { readImageFile } from '../dataset/read.ts'
import { type PreparedImage, prepareInput } from '../experiment/prepare.ts'
import type { Card } from '../network/card.ts'
import { stem } from './pairs.ts'
import { fileOf } from './prepare.ts'

/** Reads and fits the images that `--image` names, one after another; one of the network's input size is taken as it is. */
export async function prepareImages(
  paths: readonly string[],
  card: Card,
  signal: AbortSignal,
): Promise<PreparedImage[]> {
  const prepared: PreparedImage[] = []
  for (const path of paths) {
    signal.throwIfAborted()
    prepared.push(await prepareInput(await readImageFile(await fileOf(path)), path, card))
  }
  return prepared
}

/**
 * Where the files of an image at a layer go: straight to `out` where there is one of each, else to a folder of its own in it,
 * numbered image by image.
 */
export function imageFolders(images: readonly string[], layers: readonly string[], out: string): string[][] {
  const count = images.length * layers.length
  if (count === 1) return [[out]]
  const digits = String(count).length
  return images.map((image, i) =>
    layers.map((layer, j) => {
      const number = String(i * layers.length + j + 1).padStart(digits, '0')
      return join(out, `${number}-${stem(image)}-${stem(layer.replaceAll('/', '_'))}`)
    }),
  )
}
