import { basename } from 'node:path'
import { z } from 'zod'
import type { Card } from './card.ts'
import { fileError, isBinary, parseJson, readWhole, sampleFile } from './format/file.ts'
import { recogniseForeign } from './format/foreign.ts'

/** Class names by index, and identifiers where the file has them. */
export type Labels = Pick<Card, 'labels' | 'ids'>

const sizeLimit = 16 * 2 ** 20

/**
 * Reads class names: a synset list (`n01440764 tench, Tinca tinca`), a list of one name a line, one of names with
 * their index (as Places205's), or JSON: an array of names, an array of objects with `label` and perhaps `index`
 * and `wnid`, or an object of `[id, name]` or name by index.
 * @throws NetworkFileError naming the line or entry that does not fit
 */
export async function readLabels(path: string): Promise<Labels> {
  const file = await sampleFile(path)
  const foreign = recogniseForeign(file) ?? (isBinary(file.head) ? 'a binary file' : undefined)
  if (foreign !== undefined)
    throw fileError(file.name, `a list of class names is needed here, and this is ${foreign}`)
  const text = (await readWhole(file, sizeLimit)).toString('utf8')
  return parseLabels(text.replace(/^\uFEFF/, ''), basename(path))
}

/** As `readLabels`, of text at hand. */
export function parseLabels(text: string, file: string): Labels {
  const trimmed = text.trim()
  if (trimmed === '') throw fileError(file, 'there are no class names')
  return /^[[{]/.test(trimmed) ? fromJson(trimmed, file) : fromLines(trimmed, file)
}

function fromLines(text: string, file: string): Labels {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const empty = lines.indexOf('')
  if (empty >= 0) throw fileError(file, `line ${empty + 1} is empty, where a class name should stand`)
  if (lines.every((line) => /^n\d{8}(?:\s|$)/.test(line))) {
    const ids = lines.map((line) => line.slice(0, 9))
    return { ids, labels: lines.map((line) => line.slice(9).trim() || line) }
  }
  const indexed = lines.map((line) => /^(.*\S)\s+(\d+)$/.exec(line))
  if (lines.length > 1 && indexed.every((match, i) => Number(match?.[2] ?? -1) === i)) {
    return { ids: [], labels: indexed.map((match) => match?.[1] ?? '') }
  }
  return { ids: [], labels: lines }
}

const entrySchema = z.union([
  z.string().transform((label) => ({ label, id: undefined, index: undefined })),
  z.tuple([z.string(), z.string()]).transform(([id, label]) => ({ label, id, index: undefined })),
  z
    .object({
      label: z.string().optional(),
      name: z.string().optional(),
      index: z.int().min(0).optional(),
      wnid: z.string().optional(),
      id: z.string().optional(),
    })
    .transform(({ label, name, index, wnid, id }) => ({ label: label ?? name, id: wnid ?? id, index })),
])
type Entry = z.infer<typeof entrySchema>

function fromJson(text: string, file: string): Labels {
  const json = parseJson(text, file)
  const entries = Array.isArray(json)
    ? json.map((entry, i) => [String(i), entry])
    : Object.entries(Object(json))
  const found = new Map<number, Entry>()
  for (const [key, value] of entries) {
    const entry = entrySchema.safeParse(value)
    const index = entry.data?.index ?? (/^\d+$/.test(String(key)) ? Number(key) : Number.NaN)
    if (!entry.success || entry.data.label === undefined || Number.isNaN(index)) {
      throw fileError(file, `entry "${key}" is no class name, nor an object with a "label"`)
    }
    if (found.has(index)) throw fileError(file, `class ${index} is named twice`)
    found.set(index, entry.data)
  }
  return ordered(found, file)
}

function ordered(found: ReadonlyMap<number, Entry>, file: string): Labels {
  const entries = Array.from({ length: found.size }, (_, index) => found.get(index))
  const missing = entries.indexOf(undefined)
  if (missing >= 0) throw fileError(file, `class ${missing} of ${found.size} has no name`)
  const ids = entries.map((entry) => entry?.id ?? '')
  return {
    labels: entries.map((entry) => entry?.label ?? ''),
    ids: ids.every((id) => id !== '') ? ids : [],
  }
}
