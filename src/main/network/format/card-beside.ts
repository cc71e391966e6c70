import { basename, extname } from 'node:path'
import { type CardDraft, said } from '../card.ts'
import { readCardFile } from '../card-file.ts'
import { fileError } from './file.ts'

const extensions = new Set(['.json', '.yaml', '.yml'])

/**
 * What is said of a network that is one file: the fields of a card file that is given after it, and before them those that the user gives
 * by other ways.
 * @param paths what comes after the network's own file: nothing, or a card
 * @returns undefined where nothing is said
 * @throws NetworkFileError where they are something else, naming the field where the card is wrong
 */
export async function cardBeside(
  paths: readonly string[],
  given: CardDraft | undefined,
): Promise<CardDraft | undefined> {
  const [path, more] = paths
  if (path === undefined) return given
  if (more !== undefined) throw fileError(basename(more), 'after a network in one file comes only its card')
  if (!extensions.has(extname(path).toLowerCase()))
    throw fileError(
      basename(path),
      'after a network in one file comes its card (.json, .yaml); class names are given with --labels',
    )
  const { ids, ...card } = await readCardFile(path)
  const named = ids === undefined || given?.labels !== undefined ? {} : { ids }
  return { ...card, ...named, ...said(given ?? {}) }
}
