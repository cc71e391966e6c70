import { basename } from 'node:path'
import type { CardDraft } from '../card.ts'
import type { Fillers } from '../random/filler.ts'
import { caffeFillers } from './caffe/fillers.ts'
import { type Untrained, untrained } from './caffe/untrained.ts'
import { readDescription } from './caffe.ts'
import { descriptionFiles } from './caffe-format.ts'

/** A Caffe description with what it says of its weights before training. */
export interface Description extends Untrained {
  readonly fillers: Fillers
  /** The file that says so. */
  readonly fillersFrom: string
}

/**
 * Reads a Caffe description that comes without weights.
 * @param paths the description, and if wanted a mean image and a card
 * @throws NetworkFileError naming file, layer and reason
 */
export async function describeCaffe(paths: readonly string[], given: CardDraft): Promise<Description> {
  const parts = await readDescription({ ...(await descriptionFiles(paths)), given })
  const fillersFrom = basename(paths[0] ?? '')
  return { ...untrained(parts), fillers: caffeFillers(parts.found.layers, fillersFrom), fillersFrom }
}
