import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resizeBilinear } from '../../src/main/dataset/bilinear.ts'
import { type DecodedImage, decodeImage } from '../../src/main/dataset/decode.ts'
import { type FitCard, fitImage } from '../../src/main/dataset/fit.ts'
import type { Picture } from './augment.ts'

/** Decoded pictures with their classes' indices. */
export interface Labelled<P extends Picture = Picture> {
  readonly pictures: readonly P[]
  readonly labels: Uint8Array
}

/** The class folders (WordNet ids) of `folder`, in name order: their places are the labels. */
export async function classFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** Reads every image of `folder`/<class>/, made a picture by `shape`. */
export async function readFolder<P extends Picture>(
  folder: string,
  classes: readonly string[],
  shape: (image: DecodedImage) => P,
): Promise<Labelled<P>> {
  const files: { path: string; label: number }[] = []
  for (const [label, name] of classes.entries()) {
    const names = (await readdir(join(folder, name))).sort()
    files.push(...names.map((file) => ({ path: join(folder, name, file), label })))
  }
  const pictures = new Array<P>(files.length)
  let next = 0
  const reader = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++) {
      const path = files[i]?.path ?? ''
      pictures[i] = shape(await decodeImage(await readFile(path), path))
    }
  }
  await Promise.all(Array.from({ length: 4 }, reader))
  return { pictures, labels: Uint8Array.from(files, (file) => file.label) }
}

/** To train on: the short side resized as the app resizes, so that both see images equally sharp. */
export function shortSideOf(side: number): (image: DecodedImage) => Picture {
  return ({ width, height, pixels }) => {
    const scale = side / Math.min(width, height)
    const to: [number, number] = [Math.round(height * scale), Math.round(width * scale)]
    return { height: to[0], width: to[1], pixels: resizeBilinear(pixels, [height, width], 3, to) }
  }
}

/** To check with: exactly what the app gives a network with this card. */
export function fittedTo(card: FitCard): (image: DecodedImage) => Picture {
  const [height, width] = card.inputSize
  return (image) => ({ height, width, pixels: Uint8Array.from(fitImage(image, card)) })
}
