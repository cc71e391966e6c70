import type { Report } from '../../contract/measures.ts'
import { encodeReport } from './report.ts'
import { writeFiles } from './write.ts'

/** What an exported adversary consists of, encoded. */
export interface AdversaryFiles {
  /** PNG of the 8-bit adversary. */
  readonly adversary: Uint8Array
  /** `.npy` of the adversary as found. */
  readonly float32: Uint8Array
  /** PNG of the amplified difference. */
  readonly difference: Uint8Array
}

/** Writes adversary.png, adversary.npy, difference.png and report.json, all or none. Returns their names. */
export async function exportAdversary(
  folder: string,
  files: AdversaryFiles,
  report: Report,
): Promise<string[]> {
  const named = {
    'adversary.png': files.adversary,
    'adversary.npy': files.float32,
    'difference.png': files.difference,
    'report.json': encodeReport(report),
  }
  await writeFiles(folder, named)
  return Object.keys(named)
}
