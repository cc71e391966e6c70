import type { DatasetClassName } from '../dataset.ts'
import { type Block, closeAll } from './block.ts'
import type { DatasetSource, ScanOptions, SourceEntry } from './source.ts'

/** A source whose images lie many in a file. */
export function packedSource(
  blocks: readonly Block[],
  classes: readonly DatasetClassName[],
  notes: readonly string[] = [],
): DatasetSource {
  const splits = new Set(blocks.map(({ split }) => split).filter((split) => split !== null))
  return {
    classes,
    splits: [...splits],
    columns: [],
    count: blocks.reduce((sum, { count }) => sum + count, 0),
    scan: (options) => {
      for (const note of notes) options.onNote(note)
      return scanBlocks(blocks, options)
    },
    close: () => closeAll(blocks),
  }
}

/** Lists the images of blocks; those that a file is too short for are listed with that reason. */
async function* scanBlocks(
  blocks: readonly Block[],
  { signal }: Pick<ScanOptions, 'signal'>,
): AsyncGenerator<SourceEntry> {
  for (const block of blocks) {
    const { file, split, count, whole, width, height, channels, modified } = block
    const facts = { width, height, size: width * height * channels, modified }
    for (let i = 0; i < count; i++) {
      if (i % 10_000 === 0) signal?.throwIfAborted()
      const packed = i < whole ? facts : { ...facts, trouble: 'The file ends before this image does.' }
      yield { folder: file, name: String(i), label: block.label(i), split, packed }
    }
  }
}

/** The classes' keys that occur, where a label is a number that names itself. */
export function occurring(blocks: readonly Block[]): Set<string> {
  const keys = new Set<string>()
  for (const block of blocks) {
    for (let i = 0; i < block.count; i++) {
      const label = block.label(i)
      if (label !== null) keys.add(label)
    }
  }
  return keys
}
