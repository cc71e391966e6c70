import { readFile } from 'node:fs/promises'
import { type InversionSettings, inversionSettingsSchema } from '../../contract/inversion.ts'
import { UsageError } from './errors.ts'

/** Any of the settings; those that are left out are the preset's. */
const someSettings = inversionSettingsSchema.partial().strict()

/**
 * A preset with what a JSON file has in its place: some of the settings, named as report.json names them.
 * @throws {UsageError} where the file cannot be read or has what is no setting
 */
export async function settingsFrom(file: string, preset: InversionSettings): Promise<InversionSettings> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`The settings ${file} cannot be read.`, { cause })
  })
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`The settings ${file} are not JSON.`, { cause })
  }
  const parsed = someSettings.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.length ? `${issue.path.join('.')}: ` : ''
    throw new UsageError(`The settings ${file} cannot be used: ${place}${issue?.message}.`, {
      cause: parsed.error,
    })
  }
  return inversionSettingsSchema.parse({ ...preset, ...parsed.data })
}
