import { type InversionReport, inversionReportSchema } from '../../contract/inversion.ts'
import { writeFiles } from './write.ts'

/** Writes inversion.png, inversion.npy and report.json, all or none. Returns their names. */
export async function exportInversion(
  folder: string,
  files: { readonly png: Uint8Array; readonly npy: Uint8Array },
  report: InversionReport,
): Promise<string[]> {
  const named = {
    'inversion.png': files.png,
    'inversion.npy': files.npy,
    'report.json': `${JSON.stringify(inversionReportSchema.parse(report), null, 2)}\n`,
  }
  await writeFiles(folder, named)
  return Object.keys(named)
}
