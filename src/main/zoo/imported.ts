import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { networkOriginSchema } from '../../contract/network.ts'

/** The file beside an imported network that says where it came from. */
const fileName = 'import.json'

const importSchema = z.object({
  format: z.literal('guise-import'),
  version: z.literal(1),
  /** What it was. */
  origin: networkOriginSchema,
  /** The files it was read from. */
  path: z.string(),
  /** What its reader assumed or left out. */
  notes: z.array(z.string()),
  importedAt: z.string(),
  guise: z.string(),
})
export type ImportRecord = Omit<z.infer<typeof importSchema>, 'format' | 'version'>

export async function writeImportRecord(folder: string, record: ImportRecord): Promise<void> {
  const content = { format: 'guise-import', version: 1, ...record }
  await writeFile(join(folder, fileName), `${JSON.stringify(content, null, 2)}\n`)
}

/** Undefined where there is none that can be read: a network that was put there by hand. */
export async function readImportRecord(folder: string): Promise<ImportRecord | undefined> {
  try {
    return importSchema.parse(JSON.parse(await readFile(join(folder, fileName), 'utf8')))
  } catch {
    return undefined
  }
}
