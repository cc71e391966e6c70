import { DatasetError, ImageAwayError, ImageFileError } from '../errors.ts'
import type { RawPixels } from '../item.ts'
import { reasonOf } from './list.ts'
import type { ItemPlace, ItemReader } from './source.ts'

/** Images of one size, one after another in a file. */
export interface Block {
  /** Below the source's path; '' where that is the file itself. */
  readonly file: string
  readonly split: string | null
  /** How many there should be. */
  readonly count: number
  /** How many are there whole. */
  readonly whole: number
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly modified: number
  /** The class's key. */
  label(i: number): string | null
  pixels(i: number): Promise<RawPixels>
  close(): Promise<void>
}

/**
 * Keeps the files it reads from open, each opened once.
 * @param path what they lie in
 */
export function blockReader(path: string, openAll: () => Promise<readonly Block[]>): ItemReader {
  let opening: Promise<Map<string, Block>> | undefined
  const blocks = (): Promise<Map<string, Block>> => {
    opening ??= openAll().then((all) => new Map(all.map((block) => [block.file, block])))
    // What could not be opened may be there the next time.
    opening.catch(() => {
      opening = undefined
    })
    return opening
  }
  return {
    item: async ({ folder, name }: ItemPlace) => {
      const found = await blocks().catch((cause: unknown) => {
        const sentence =
          cause instanceof DatasetError ? cause.message : `${path} cannot be read: ${reasonOf(cause)}.`
        throw new ImageFileError(sentence, { cause })
      })
      const block = found.get(folder)
      const i = Number(name)
      if (block === undefined || !(i < block.count)) {
        throw new ImageAwayError(`The image ${folder}#${name} is no longer there; refresh the dataset.`)
      }
      return block.pixels(i)
    },
    close: async () => {
      const all = await opening?.catch(() => undefined)
      opening = undefined
      await closeAll(all?.values() ?? [])
    },
  }
}

/** Opens the blocks of each; closes what was opened before one that cannot be. */
export async function openEach<T, B extends Block>(
  items: readonly T[],
  open: (item: T) => Promise<readonly B[]>,
): Promise<B[]> {
  const blocks: B[] = []
  try {
    for (const item of items) blocks.push(...(await open(item)))
    return blocks
  } catch (error) {
    await closeAll(blocks)
    throw error
  }
}

export async function closeAll(blocks: Iterable<Block>): Promise<void> {
  for (const block of blocks) await block.close()
}
