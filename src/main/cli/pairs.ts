import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, isAbsolute, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { reasonOf } from '../dataset/source/list.ts'
import { UsageError } from './errors.ts'

/** A pair as the user names it, and the folder its files go to. */
export interface NamedPair {
  readonly source: string
  readonly guide: string
  readonly folder: string
}

export interface PairOptions {
  readonly source?: string | undefined
  readonly guide?: readonly string[] | undefined
  readonly pairs?: string | undefined
  readonly out: string
}

/**
 * The pairs that `--source` with `--guide`, or `--pairs`, name. A single one goes straight to `--out`, several each to
 * a folder of their own in it, numbered in order.
 * @throws {UsageError} where neither or both are given
 */
export async function namedPairs({ source, guide, pairs, out }: PairOptions): Promise<NamedPair[]> {
  if (pairs !== undefined) {
    if (source !== undefined || guide !== undefined) {
      throw new UsageError('Give either --pairs, or --source and --guide, not both.')
    }
    return withFolders(await readPairs(pairs), out)
  }
  if (source === undefined || guide === undefined) {
    throw new UsageError(
      `${source === undefined ? '--source' : '--guide'} is missing: give --source and --guide, or --pairs.`,
    )
  }
  return withFolders(
    guide.map((one) => ({ source, guide: one })),
    out,
  )
}

const columns = ['source', 'guide'] as const
const rowSchema = z.object({ source: z.string().min(1), guide: z.string().min(1) })

/** A CSV file with the columns source and guide; relative paths in it start from its own folder. */
async function readPairs(path: string): Promise<{ source: string; guide: string }[]> {
  const rows = await parseCsv(path)
  const named = Object.keys(rows[0] ?? {})
  const missing = rows.length === 0 ? undefined : columns.find((column) => !named.includes(column))
  if (missing !== undefined)
    throw new Error(
      `The file ${path} has no column ${missing}: its first line reads ${named.join(', ')}, and has to name source and guide, with a comma between.`,
    )
  const folder = dirname(path)
  const pairs = rows.map((row, i) => {
    const pair = rowSchema.safeParse(row)
    if (pair.success) return pair.data
    throw new Error(
      `Row ${i + 1} of ${path} names no ${pair.error.issues[0]?.path.join() ?? 'pair'}; it needs the columns source and guide.`,
    )
  })
  if (pairs.length === 0) {
    throw new Error(
      `The file ${path} names no pairs; it needs a line with source and guide, and one for each pair.`,
    )
  }
  return pairs.map(({ source, guide }) => ({ source: from(folder, source), guide: from(folder, guide) }))
}

async function parseCsv(path: string): Promise<Record<string, string>[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`The file of pairs ${path} cannot be read: ${reasonOf(cause)}.`, { cause })
  })
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The file of pairs ${path} is not a CSV file that can be read (${reason}).`, { cause })
  }
}

/** A relative path starts from the folder, and stays relative to here. */
const from = (folder: string, path: string): string =>
  isAbsolute(path) || path.startsWith('sample:') ? path : join(folder, path)

function withFolders(pairs: readonly { source: string; guide: string }[], out: string): NamedPair[] {
  const digits = String(pairs.length).length
  return pairs.map((pair, i) => {
    if (pairs.length === 1) return { ...pair, folder: out }
    const number = String(i + 1).padStart(digits, '0')
    return { ...pair, folder: join(out, `${number}-${stem(pair.source)}-${stem(pair.guide)}`) }
  })
}

/** A file's name without its ending, as every system takes it, at most 40 characters of it. */
export const stem = (path: string): string =>
  basename(path.replace(/^sample:/, ''), extname(path))
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .slice(0, 40)
