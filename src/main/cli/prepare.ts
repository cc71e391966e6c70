import { readImageFile } from '../dataset/read.ts'
import { samplePhotographs } from '../dataset/samples.ts'
import { type PreparedImage, prepareImage } from '../experiment/prepare.ts'
import type { PreparedPair } from '../experiment/request.ts'
import type { Card } from '../network/card.ts'
import { didYouMean } from './did-you-mean.ts'
import { UsageError } from './errors.ts'
import type { NamedPair } from './pairs.ts'

const SAMPLE = 'sample:'

/**
 * The file that a path of the command line means: `sample:<name>` is one of the sample photographs.
 * @throws {UsageError} naming those there are, where there is none of that name
 */
export async function fileOf(path: string): Promise<string> {
  if (!path.startsWith(SAMPLE)) return path
  const samples = await samplePhotographs()
  const sample = samples.find(({ id }) => `${SAMPLE}${id}` === path)
  if (sample) return sample.path
  const ids = samples.map(({ id }) => id)
  const suggestion = didYouMean(path.slice(SAMPLE.length), ids)
  throw new UsageError(`There is no ${path}; the samples are ${ids.join(', ')}.${suggestion}`)
}

/** Reads and fits the images of all pairs, each file once. */
export async function preparePairs(
  pairs: readonly NamedPair[],
  card: Card,
  signal: AbortSignal,
): Promise<PreparedPair[]> {
  const known = new Map<string, PreparedImage>()
  const prepare = async (path: string): Promise<PreparedImage> => {
    const found = known.get(path)
    if (found) return found
    signal.throwIfAborted()
    const image = await prepareImage(await readImageFile(await fileOf(path)), path, card)
    known.set(path, image)
    return image
  }
  const prepared: PreparedPair[] = []
  // One after another: several photographs decoded at once could fill the memory.
  for (const { source, guide } of pairs) {
    prepared.push({ source: await prepare(source), guide: await prepare(guide) })
  }
  return prepared
}
