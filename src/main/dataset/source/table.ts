import { open as openFile } from 'node:fs/promises'
import { dirname, posix } from 'node:path'
import type { DatasetOptions } from '../../../contract/dataset.ts'
import { DatasetError } from '../errors.ts'
import { classNames } from '../wordnet.ts'
import { fileReader } from './entry-files.ts'
import { reasonOf } from './list.ts'
import { compareSplits, sortKeys, splitOf } from './order.ts'
import type { DatasetSource, ScanOptions, SourceEntry, SourceKind } from './source.ts'
import { delimiterOf, tableRows } from './table-rows.ts'

/** Where in a row the parts are; −1 for what the table has not. */
interface Columns {
  readonly names: readonly string[]
  readonly path: number
  readonly label: number
  readonly split: number
  /** The further ones. */
  readonly others: readonly number[]
}

const usual = {
  path: /^(?:path|file|file ?path|file ?name|image|image ?path|image ?file|img|img ?path)$/,
  label: /^(?:label|labels|class|class ?name|category|target|wnid|synset|y)$/,
  split: /^(?:split|set|subset|partition|fold)$/,
}

function columnsOf(path: string, header: readonly string[], options: DatasetOptions): Columns {
  const plain = header.map((name) => name.toLowerCase().replaceAll(/[_-]/g, ' '))
  const find = (part: keyof typeof usual, wanted: string | undefined): number => {
    if (wanted === undefined) return plain.findIndex((name) => usual[part].test(name))
    const at = header.indexOf(wanted)
    if (at < 0)
      throw new DatasetError(`The table ${path} has no column “${wanted}”; it has ${header.join(', ')}.`)
    return at
  }
  const paths = find('path', options.pathColumn)
  if (paths < 0) {
    throw new DatasetError(
      `The table ${path} has no column “path” in its first line, which reads ${header.join(', ').slice(0, 200)}; name the column of the image files.`,
    )
  }
  const label = find('label', options.labelColumn)
  const split = find('split', options.splitColumn)
  const others = header.map((_, i) => i).filter((i) => i !== paths && i !== label && i !== split)
  return { names: header, path: paths, label, split, others }
}

/** An image's file as folder and name, with `/`; paths are relative to the table's folder. */
function placeOf(value: string): { folder: string; name: string } {
  const slashed = process.platform === 'win32' ? value.replaceAll('\\', '/') : value
  const path = posix.normalize(slashed)
  const folder = posix.dirname(path)
  return { folder: folder === '.' ? '' : folder, name: posix.basename(path) }
}

const splitName = (value: string): string => splitOf(value) ?? value

function entryOf(row: readonly string[], columns: Columns): SourceEntry | undefined {
  const value = row[columns.path]
  if (!value) return undefined
  const split = row[columns.split]
  return {
    ...placeOf(value),
    label: row[columns.label] || null,
    split: split ? splitName(split) : null,
    ...(columns.others.length > 0 ? { columns: columns.others.map((i) => row[i] ?? '') } : {}),
  }
}

async function* scan(
  path: string,
  delimiter: string,
  columns: Columns,
  { signal, onNote }: ScanOptions,
): AsyncGenerator<SourceEntry> {
  let line = 0
  for await (const row of tableRows(path, delimiter, onNote)) {
    if (line++ === 0) continue
    if (line % 10_000 === 0) signal?.throwIfAborted()
    const entry = entryOf(row, columns)
    if (entry === undefined) onNote(`Row ${line} of the table names no image and was left out.`)
    else yield entry
  }
}

/** The first bytes of a file as text. */
async function beginning(path: string): Promise<string> {
  await using file = await openFile(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
  return buffer.toString('utf8', 0, bytesRead)
}

async function open(path: string, options: DatasetOptions): Promise<DatasetSource> {
  const labels = new Set<string>()
  const splits = new Set<string>()
  let columns: Columns | undefined
  let count = 0
  let delimiter = ','
  try {
    delimiter = delimiterOf(path, (await beginning(path)).split(/\r?\n/, 1)[0] ?? '')
    for await (const row of tableRows(path, delimiter, () => undefined)) {
      if (columns === undefined) {
        columns = columnsOf(path, row, options)
        continue
      }
      const entry = entryOf(row, columns)
      if (entry === undefined) continue
      count++
      if (entry.label !== null) labels.add(entry.label)
      if (entry.split !== null) splits.add(entry.split)
    }
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError(`The table ${path} cannot be read: ${reasonOf(cause)}.`, { cause })
  }
  if (columns === undefined) throw new DatasetError(`The table ${path} is empty.`)
  const found = columns
  return {
    classes: classNames(sortKeys(labels)),
    splits: [...splits].sort(compareSplits),
    columns: found.others.map((i) => found.names[i] ?? ''),
    count,
    scan: (scanning) => scan(path, delimiter, found, scanning),
    close: async () => undefined,
  }
}

/**
 * CSV or TSV with a header: path, label, split, and further columns that are kept. Paths are relative to the table's folder, or absolute.
 */
export const tableKind: SourceKind = {
  kind: 'table',
  match: ({ isFolder, path }) => !isFolder && /\.(?:csv|tsv|tab)$/i.test(path),
  open,
  reader: (path) => fileReader(dirname(path)),
}
