import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatasetOptions } from '../../../contract/dataset.ts'
import { recognise } from './registry.ts'
import type { DatasetSource, SourceEntry } from './source.ts'

/** Writes files, with the folders they lie in, for tests. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

/** What a source lists, and what it says of itself. */
export interface Scanned {
  readonly kind: string
  readonly source: DatasetSource
  readonly entries: readonly SourceEntry[]
  readonly notes: readonly string[]
}

/** Recognises, opens and lists what is at a path, for tests. */
export async function scanned(path: string, options: DatasetOptions = {}): Promise<Scanned> {
  const found = await recognise(path)
  const source = await found.kind.open(found.path, options)
  const notes: string[] = []
  const entries: SourceEntry[] = []
  for await (const entry of source.scan({ onNote: (note) => notes.push(note) })) entries.push(entry)
  await source.close()
  return { kind: found.kind.kind, source, entries, notes }
}

/** One line an image: path, class and split. */
export const lines = ({ entries }: Pick<Scanned, 'entries'>): string[] =>
  entries.map(({ folder, name, label, split }) => `${folder}/${name} ${label} ${split}`)

/** An IDX file of unsigned bytes. */
export function idx(sizes: readonly number[], values: Iterable<number>): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.set([0, 0, 8, sizes.length])
  for (const [i, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  return Buffer.concat([header, Buffer.from([...values])])
}
